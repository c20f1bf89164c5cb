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
      .describe('Where that page is shown, for a frame or a window. Who has the address sees the page.'),
  })
  .meta({ id: 'Preview' });
