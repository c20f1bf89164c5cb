import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { hostNameOf } from '../preview/headers.ts';

/**
 * Pages may load from here only and run no inline script. Inline styles stay: xterm.js sizes its cells with them. Plain
 * http is what a lab on a LAN speaks, so nothing asks the browser for https.
 */
const headersFor = (scripts: string[], preview: { port: number }) =>
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
        frameSrc: [(request) => `http://${hostNameOf(request as IncomingMessage)}:${preview.port}`],
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

/** @param preview on which port web pages of lab hosts are shown. */
export function securityHeaders(preview: { port: number }): RequestHandler {
  const plain = headersFor([], preview);
  // The player draws by WebAssembly, which a page must be allowed.
  const player = headersFor(["'wasm-unsafe-eval'"], preview);
  return (request, response, next) => (PLAYS.test(request.path) ? player : plain)(request, response, next);
}
