import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type AdapterConstructor } from 'oidc-provider';
// @ts-expect-error: its types leave it out
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';

/** What the school says of one account. */
export interface SchoolAccount {
  sub: string;
  name?: string;
  given_name?: string;
  family_name?: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
}

export const CLIENT = { id: 'vethlab', secret: 'a secret of the school' };

/** Only the provider's own is warned of, as one that forgets all when it ends. */
const Kept = class extends (MemoryAdapter as AdapterConstructor) {};

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kty: 'RSA' as const,
  use: 'sig' as const,
});

/** A provider of OpenID Connect (oidc-provider of npm) on a free port of loopback. It signs in whoever `account` is at that moment. */
export class TestSchool {
  readonly issuer: string;
  /** Null: they close the school's page with “Cancel”. */
  account: SchoolAccount | null = null;
  readonly #server: Server;

  private constructor(server: Server, issuer: string) {
    this.#server = server;
    this.issuer = issuer;
  }

  /** @param redirects addresses at which it leads back. Others it refuses. */
  static async start(redirects: string[]): Promise<TestSchool> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const school = new TestSchool(server, issuer);
    const known = new Map<string, SchoolAccount>();
    const provider: Provider = new Provider(issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirects }],
      claims: {
        openid: ['sub', 'groups'],
        profile: ['name', 'given_name', 'family_name', 'preferred_username'],
        email: ['email', 'email_verified'],
      },
      adapter: Kept,
      jwks: { keys: [newKey()] },
      cookies: { keys: ['of a test'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...known.get(id), sub: id }) }),
      // Nobody is asked whether this lab server may know who they are.
      async loadExistingGrant({ oidc: { client, session } }) {
        const grant = new provider.Grant({
          clientId: client?.clientId ?? '',
          accountId: session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      const { account } = school;
      if (account) known.set(account.sub, account);
      const result = account
        ? { login: { accountId: account.sub, remember: false } }
        : { error: 'access_denied', error_description: 'They did not want to.' };
      return void provider.interactionFinished(request, response, result);
    });
    return school;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
