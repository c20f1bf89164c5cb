import { randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import type { OpenStream } from '../host-maker/open-stream.ts';
import type { TcpPort } from '../hosts/contract.ts';
import { StreamAgent } from './agent.ts';

/** Web servers that one learner has open at a time; the one used least lately is closed for one more. */
const MOST_PER_LEARNER = 12;

/** A web server on a learner's host that is shown. */
export interface OpenPreview {
  token: string;
  learner: string;
  to: TcpPort;
  agent: Agent;
}

/** Which web servers are shown, by a token that nobody can guess: a frame without an origin of its own sends no cookie. */
export class Previews {
  readonly #open: OpenStream;
  /** The one used last comes last. */
  readonly #previews = new Map<string, OpenPreview>();

  constructor(open: OpenStream) {
    this.#open = open;
  }

  /** Shows a web server, or goes on showing it. It need not answer. */
  show(learner: string, { address, port }: TcpPort): OpenPreview {
    const own = [...this.#previews.values()].filter((one) => one.learner === learner);
    const there = own.find(({ to }) => to.address === address && to.port === port);
    if (there) return this.#used(there);
    for (const oldest of own.slice(0, Math.max(0, own.length - MOST_PER_LEARNER + 1))) this.#forget(oldest);
    const token = randomBytes(16).toString('base64url');
    const agent = new StreamAgent(() => this.#open({ do: 'dial', learner, address, port }));
    const preview = { token, learner, to: { address, port }, agent };
    this.#previews.set(token, preview);
    return preview;
  }

  find(token: string): OpenPreview | undefined {
    const preview = this.#previews.get(token);
    return preview && this.#used(preview);
  }

  close(): void {
    for (const preview of this.#previews.values()) this.#forget(preview);
  }

  #used(preview: OpenPreview): OpenPreview {
    this.#previews.delete(preview.token);
    this.#previews.set(preview.token, preview);
    return preview;
  }

  #forget({ token, agent }: OpenPreview): void {
    this.#previews.delete(token);
    agent.destroy();
  }
}
