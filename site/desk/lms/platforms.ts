import { type Draft, wholeAddress } from './entry.ts';

export const PLATFORMS = ['moodle', 'canvas', 'other'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The names of Canvas's fields for our addresses, which its help has in English only. */
export const canvasFields = {
  launch: 'Target Link URI; Redirect URIs',
  login: 'OpenID Connect Initiation Url',
  keys: 'Public JWK URL',
  choose: 'Target Link URI (Placements)',
  domain: 'Domain',
} as const;

/** The addresses of Canvas where Instructure runs it (developerdocs.instructure.com, LTI launch overview). */
const CANVAS: Partial<Draft> = {
  issuer: 'https://canvas.instructure.com',
  authUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
  tokenUrl: 'https://sso.canvaslms.com/login/oauth2/token',
  keysUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
};

/** What is known of an LMS from its kind and its address. */
export function usualFor(platform: Platform, said: string): Partial<Draft> {
  if (platform === 'canvas') return CANVAS;
  const site = wholeAddress(said);
  if (platform === 'other' || site === '') return {};
  const at = (file: string): string => `${site}/mod/lti/${file}.php`;
  return { issuer: site, authUrl: at('auth'), tokenUrl: at('token'), keysUrl: at('certs') };
}
