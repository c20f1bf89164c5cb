import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TcpPort } from '../../hosts/contract.ts';
import { HostNotReady } from '../../hosts/contract.ts';
import { ours } from './headers.ts';
import { authorityOf } from './target.ts';
import { failureWords } from './words.ts';

/** The preview is unknown, or was closed. */
export class PreviewEnded extends Error {
  override name = 'PreviewEnded';
}

/** Answers with a page that says why there is no preview. It is read in a frame, where only the server can say anything. */
export function sayFailure(
  request: IncomingMessage,
  response: ServerResponse,
  error: Error,
  to?: TcpPort,
): void {
  if (response.headersSent) return void response.destroy();
  const { language, title, words } = failureWords(request.headers['accept-language']);
  const code = (error as NodeJS.ErrnoException).code ?? error.name;
  // Which of the two it is depends on whether the request was sent before or after the other side closed.
  const said = words[(code === 'EPIPE' ? 'ECONNRESET' : code) as keyof typeof words] ?? words.other;
  const text = said(to ? authorityOf(to) : '');
  const status = error instanceof PreviewEnded ? 404 : error instanceof HostNotReady ? 503 : 502;
  const mine = ours(request);
  response
    .writeHead(status, {
      ...mine,
      'content-security-policy': `${mine['content-security-policy']}; default-src 'none'; style-src 'unsafe-inline'`,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    .end(page(language, title, text));
}

/** @param title @param text plain, without any character that HTML takes for its own */
function page(language: string, title: string, text: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark }
body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 1.5rem; font: 1rem/1.6 system-ui, sans-serif }
div { max-width: 34rem }
h1 { margin: 0 0 .5rem; font-size: 1.15rem }
p { margin: 0; opacity: .85 }
</style>
</head>
<body><div><h1>${title}</h1><p>${text}</p></div></body>
</html>
`;
}
