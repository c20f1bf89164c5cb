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
    path: z
      .string()
      .describe(
        'Where this server shows that page, for a frame or a window. Who has the path sees the page.',
      ),
  })
  .meta({ id: 'Preview' });
