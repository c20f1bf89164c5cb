import { z } from 'zod';

export const PreviewRequest = z.object({
  url: z
    .string()
    .max(2000)
    .describe(
      'http, with an address that the lab host reaches: http://192.0.2.7:8080/, http://[2001:db8::7]/',
    ),
});

export const Preview = z
  .object({
    url: z
      .url()
      .describe(
        'The address of that page, for a frame or a window. Anybody who has the address sees the page.',
      ),
  })
  .meta({ id: 'Preview' });
