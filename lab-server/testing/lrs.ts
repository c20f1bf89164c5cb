import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Answer, type Call, json, Refusal, readCall } from './lms-http.ts';
import type { Failure } from './lms-model.ts';

const iri = z.url();
const Activity = z.strictObject({
  objectType: z.literal('Activity'),
  id: iri,
  definition: z.strictObject({ name: z.record(z.string().min(1), z.string().min(1)), type: iri }),
});
const Score = z
  .strictObject({
    raw: z.number(),
    min: z.number().optional(),
    max: z.number().optional(),
    scaled: z.number().min(-1).max(1).optional(),
  })
  .refine(({ raw, min = -Infinity, max = Infinity }) => min < max && raw >= min && raw <= max);
/** What we send of a statement (Experience API 1.0.3, Data 2.2 to 2.4). */
const Statement = z.strictObject({
  id: z.uuid(),
  actor: z.strictObject({
    objectType: z.literal('Agent'),
    name: z.string().min(1).optional(),
    account: z.strictObject({ homePage: iri, name: z.string().min(1) }),
  }),
  verb: z.strictObject({ id: iri, display: z.record(z.string(), z.string()) }),
  object: Activity,
  result: z
    .strictObject({
      success: z.boolean().optional(),
      completion: z.boolean().optional(),
      score: Score.optional(),
    })
    .optional(),
  context: z.strictObject({
    platform: z.string(),
    contextActivities: z.strictObject({ grouping: z.array(Activity).min(1) }),
  }),
  timestamp: z.iso.datetime(),
});
type Statement = z.infer<typeof Statement>;

const [KEY, SECRET] = ['vethlab', 'a secret: of the store'];

/** A learning record store that takes statements, over HTTP on a free port of loopback. It takes all of a call, or none. */
export class TestLrs {
  readonly #server: Server;
  readonly endpoint: string;
  readonly key = KEY;
  readonly secret = SECRET;
  /** Those that it has stored, in the order in which they came. */
  readonly statements: Statement[] = [];
  /** The statuses that it answered with; 0: none. */
  readonly calls: number[] = [];
  /** Asked for each call. */
  failing: () => Failure | undefined = () => undefined;
  /** Asked for each statement that it would take. */
  refuses: (statement: Statement) => boolean = () => false;
  /** A statement that it has gets 409, though it is the same. */
  strict = false;

  private constructor(server: Server) {
    this.#server = server;
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<TestLrs> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new TestLrs(server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await once(this.#server.close(), 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request, this.endpoint).catch(() => null);
    if (!call) return void request.socket.destroy(); // whoever asked has gone
    const failure = this.failing();
    if (failure === 'hang-up') {
      this.calls.push(0);
      return void request.socket.destroy();
    }
    const answer =
      typeof failure === 'number' ? new Refusal(failure, 'as the test wants').answer : this.#answer(call);
    this.calls.push(failure === 'lost-answer' ? 0 : answer.status);
    if (failure === 'lost-answer') request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #answer(call: Call): Answer {
    try {
      return this.#take(call);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      return new Refusal(400, error instanceof Error ? error.message : String(error)).answer;
    }
  }

  #take({ method, url, headers, body }: Call): Answer {
    if (method !== 'POST' || url.pathname !== '/xapi/statements') throw new Refusal(404, 'nothing is here');
    const access = Buffer.from(`${KEY}:${SECRET}`).toString('base64');
    if (headers.authorization !== `Basic ${access}`) throw new Refusal(401, 'who are you?');
    if (headers['x-experience-api-version'] !== '1.0.3') throw new Refusal(400, 'which version?');
    if (headers['content-type'] !== 'application/json') throw new Refusal(400, 'which type?');
    const statements = z.array(Statement).parse(JSON.parse(body));
    if (statements.some((one) => this.refuses(one))) throw new Refusal(400, 'one of these is refused');
    const fresh = statements.filter((one) => {
      const before = this.statements.find(({ id }) => id === one.id);
      if (before && (this.strict || !isDeepStrictEqual(before, one)))
        throw new Refusal(409, `there is a statement ${one.id}`);
      return !before;
    });
    this.statements.push(...fresh);
    return json(
      200,
      statements.map(({ id }) => id),
    );
  }
}
