import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Pages may load from here only and run no inline script. Inline styles stay: xterm.js sizes its cells with them. Plain
 * http is what a lab on a LAN speaks, so nothing asks the browser for https.
 */
const headersFor = (scripts: string[]) =>
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

const plain = headersFor([]);
/** The player draws by WebAssembly, which a page must be allowed. */
const player = headersFor(["'wasm-unsafe-eval'"]);

export const securityHeaders: RequestHandler = (request, response, next) =>
  (request.path.startsWith('/recordings/') ? player : plain)(request, response, next);
