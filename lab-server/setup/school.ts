import type { SchoolSettings } from '../host-maker/school-settings.ts';
import type { Settings } from '../settings/table.ts';
import { secretIn } from './secret-file.ts';
import { SetupError } from './setup-error.ts';

/** The sign-in by the school's accounts; undefined if there is to be none. @throws SetupError if it can't be used as it is set */
export function schoolOf(settings: Settings): SchoolSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_INSTRUCTORS } = settings;
  if (OIDC_ISSUER === undefined) return undefined;
  if (OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined)
    throw new SetupError(
      'OIDC_ISSUER is set; set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET to what the provider gave for this lab server, too.',
    );
  if (OIDC_INSTRUCTORS === undefined && !settings.OIDC_LEARNERS)
    throw new SetupError(
      'OIDC_ISSUER is set, and nobody may sign in by it; set OIDC_INSTRUCTORS, or OIDC_LEARNERS=on.',
    );
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: secretIn('OIDC_CLIENT_SECRET', OIDC_CLIENT_SECRET),
    name: settings.OIDC_NAME ?? new URL(OIDC_ISSUER).hostname,
    ...(OIDC_INSTRUCTORS && { instructors: OIDC_INSTRUCTORS }),
    learners: settings.OIDC_LEARNERS,
  };
}
