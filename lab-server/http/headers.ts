import helmet from 'helmet';

/**
 * Pages may load from here only and run no inline script. Inline styles stay: xterm.js sizes its cells with them. Plain
 * http is what a lab on a LAN speaks, so nothing asks the browser for https.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
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
