import { z } from 'zod';
import { LmsEntry } from '../../protocol/lms.ts';
import { LmsFailure } from './failure.ts';
import { SCOPE } from './launch.ts';
import type { Outside } from './outside.ts';

const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

const Configuration = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  registration_endpoint: z.string(),
  authorization_server: z.string().optional().catch(undefined),
  [PLATFORM]: z
    .object({ product_family_code: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
const Registered = z.object({
  client_id: z.coerce.string().min(1),
  [TOOL]: z
    .object({ deployment_id: z.coerce.string().min(1).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Our addresses, for an LMS. */
export interface Here {
  url: string;
  domain: string;
  login: string;
  launch: string;
  choose: string;
  keys: string;
}

interface Asked {
  /** Where the LMS says how it is connected. */
  configuration: string;
  /** By which the LMS knows that we were asked to; undefined if it wants none. */
  token: string | undefined;
  /** Where people open the LMS, as far as the browser says; undefined if it doesn't. */
  site: string | undefined;
}

/** Has an LMS connect us (Dynamic Registration 1.0). @returns how it is connected. @throws LmsFailure */
export async function register(outside: Outside, here: Here, asked: Asked): Promise<LmsEntry> {
  const answer = await outside.ask(asked.configuration, { headers: { Accept: 'application/json' } });
  const about = answer.status === 200 ? Configuration.safeParse(asJson(answer.text)).data : undefined;
  if (!about)
    throw new LmsFailure('not-understood', { detail: `${answer.status} ${answer.text.slice(0, 200)}` });
  // An LMS says of itself only what is at its own place (section 3.4.1).
  if (URL.parse(about.issuer)?.host !== URL.parse(asked.configuration)?.host)
    throw new LmsFailure('not-understood', { detail: `${asked.configuration} speaks for ${about.issuer}` });
  const registered = await outside.ask(about.registration_endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(asked.token === undefined ? {} : { Authorization: `Bearer ${asked.token}` }),
    },
    body: JSON.stringify(toolOf(here)),
  });
  const isDone = registered.status === 200 || registered.status === 201;
  const client = isDone ? Registered.safeParse(asJson(registered.text)).data : undefined;
  if (!client)
    throw new LmsFailure('refused', { detail: `${registered.status} ${registered.text.slice(0, 200)}` });
  const host = new URL(asked.site ?? about.issuer).host;
  const product = about[PLATFORM]?.product_family_code ?? '';
  const deployment = client[TOOL]?.deployment_id;
  const { data: entry, error } = LmsEntry.safeParse({
    name: `${product.slice(0, 1).toUpperCase()}${product.slice(1)} ${host}`.trim().slice(0, 60),
    ...{ site: asked.site ?? about.issuer, issuer: about.issuer, clientId: client.client_id },
    deployments: deployment === undefined ? [] : [deployment],
    ...{ authUrl: about.authorization_endpoint, tokenUrl: about.token_endpoint, keysUrl: about.jwks_uri },
    audience: about.authorization_server ?? null,
  });
  if (entry) return entry;
  throw new LmsFailure('not-understood', { detail: error.issues.map(({ message }) => message).join(' ') });
}

/** What an LMS is told of us (section 3.5.1). */
function toolOf({ domain, login, launch, choose, keys }: Here) {
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: login,
    redirect_uris: [launch],
    client_name: 'vethlab',
    jwks_uri: keys,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: Object.values(SCOPE).join(' '),
    [TOOL]: {
      domain,
      target_link_uri: launch,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch },
        { type: 'LtiDeepLinkingRequest', target_link_uri: choose },
      ],
    },
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
