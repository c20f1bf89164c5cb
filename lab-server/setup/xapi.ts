import type { XapiSettings } from '../host-maker/xapi-settings.ts';
import type { Settings } from '../settings/table.ts';
import { secretIn } from './secret-file.ts';
import { SetupError } from './setup-error.ts';

type Set = Pick<Settings, 'XAPI_ENDPOINT' | 'XAPI_KEY' | 'XAPI_NAMES'>;

/** Where statements on learning go; undefined if nothing is told. @throws SetupError if it can't be used as it is set */
export function xapiOf({ XAPI_ENDPOINT, XAPI_KEY, XAPI_NAMES }: Set): XapiSettings | undefined {
  if (XAPI_ENDPOINT === undefined) return undefined;
  if (XAPI_KEY === undefined)
    throw new SetupError(
      'XAPI_ENDPOINT is set; set XAPI_KEY to a file with what the learning record store gave for this lab server, as key:secret.',
    );
  const [, key, secret] = /^([^:\n]+):([^\n]+)$/.exec(secretIn('XAPI_KEY', XAPI_KEY)) ?? [];
  if (key === undefined || secret === undefined)
    throw new SetupError(`XAPI_KEY=${XAPI_KEY} must have one line: the key, a colon, and the secret.`);
  return { endpoint: XAPI_ENDPOINT, key, secret, names: XAPI_NAMES };
}
