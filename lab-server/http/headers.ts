import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { PreviewServer } from './preview/server.ts';

type Previews = Pick<PreviewServer, 'placeFor'>;

interface Allowed {
  scripts?: string[];
  /** Origins whose pages may have ours within them. */
  framers?: () => string[];
  /** Origins to which a form of ours may be sent. */
  forms?: () => string[];
}

/**
 * Pages may load from this server only and run no inline script. Inline styles stay, since xterm.js sizes its cells with them. A lab on a LAN
 * speaks plain http, so nothing asks the browser for https.
 */
const headersFor = (preview: Previews, { scripts = [], framers, forms }: Allowed = {}) =>
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
        frameAncestors: framers ? [() => framers().join(' ') || "'none'"] : ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'", ...(forms ? [() => forms().join(' ') || "'self'"] : [])],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // An LMS shows these pages within its own, or in a window that it looks after.
    ...(framers && { xFrameOptions: false, crossOriginOpenerPolicy: false }),
    // With no-referrer, the default, a form's Origin would be "null", which the check of origins refuses.
    referrerPolicy: { policy: 'same-origin' },
  });

/** Pages that play recordings, in any language. */
const PLAYS = /^\/(?:[a-z]{2}\/)?(?:recordings|desk\/class)\//;

/** Pages for LMSs (protocol/lms.ts), in any language. */
const FOR_LMS = /^\/(?:[a-z]{2}\/)?lti\//;
/** Those of them that say only how something went, also to an LMS that is not connected. */
const SAYS = /^\/(?:[a-z]{2}\/)?lti\/(?:failed|connected)\//;

/**
 * @param preview where web pages of lab hosts are shown.
 * @param lms the origins of the LMSs that are connected.
 */
export function securityHeaders(preview: Previews, lms: () => string[]): RequestHandler {
  const plain = headersFor(preview);
  // The player draws by WebAssembly, which a page must be allowed.
  const player = headersFor(preview, { scripts: ["'wasm-unsafe-eval'"] });
  const framed = headersFor(preview, { framers: lms, forms: lms });
  const said = headersFor(preview, { framers: () => ['https:'] });
  return (request, response, next) => {
    const { path } = request;
    const ofLms = SAYS.test(path) ? said : FOR_LMS.test(path) ? framed : undefined;
    (ofLms ?? (PLAYS.test(path) ? player : plain))(request, response, next);
  };
}
