import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { PreviewServer } from './preview/server.ts';

type Previews = Pick<PreviewServer, 'placeFor'>;

/**
 * Pages may load from this server only and run no inline script. Inline styles stay, since xterm.js sizes its cells with them. A lab on a LAN
 * speaks plain http, so nothing asks the browser for https.
 */
const headersFor = (scripts: string[], preview: Previews) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scripts],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        // Web pages of lab hosts, which have an origin of their own.
        frameSrc: [(request) => preview.placeFor(request as IncomingMessage).origin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // With no-referrer, the default, a form's Origin would be "null", which the check of origins refuses.
    referrerPolicy: { policy: 'same-origin' },
  });

/** Pages that play recordings, in any language. */
const PLAYS = /^\/(?:[a-z]{2}\/)?(?:recordings|desk\/class)\//;

/** @param preview where web pages of lab hosts are shown. */
export function securityHeaders(preview: Previews): RequestHandler {
  const plain = headersFor([], preview);
  // The player draws by WebAssembly, which a page must be allowed.
  const player = headersFor(["'wasm-unsafe-eval'"], preview);
  return (request, response, next) => (PLAYS.test(request.path) ? player : plain)(request, response, next);
}
