import { randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OpenStream } from '../../host-maker/open-stream.ts';
import type { TcpPort } from '../../hosts/contract.ts';
import type { Right } from '../right.ts';
import { StreamAgent } from './agent.ts';
import type { PreviewPlace } from './site.ts';

/** Web servers that one learner can have open at a time. The one used least lately is closed for one more. */
const MOST_PER_LEARNER = 12;

/** A web server on a learner's host of which pages are shown. */
export interface OpenPreview {
  token: string;
  learner: string;
  to: TcpPort;
  agent: Agent;
  /** The right of whoever had it shown. It is checked as long as the web server is shown. */
  right: Right;
  /** The only host names that it is shown under. Under another, a link could lead to a page beside our own. */
  names: Set<string>;
  /** Origins of our own pages that it was shown in. */
  framedBy: Set<string>;
  isOtherSite: boolean;
  /** Upgraded connections, which end with it. */
  sockets: Set<Duplex>;
  /** Stops checking its right. */
  release(): void;
}

/** The person who has a page shown, and where. */
export interface Asker {
  learner: string;
  right: Right;
  /** The origin of the page that asks. */
  from: string;
  place: PreviewPlace;
}

/**
 * Most names that one page is shown under, and most origins that frame it: 127.0.0.1, localhost and [::1], each with another port through a
 * tunnel.
 */
const MOST_FRAMES = 8;

interface Parts {
  open: OpenStream;
  /** Calls `end` once the right is lost, unless the returned function is called before. */
  hold(right: Right, end: () => void): () => void;
}

/** The web servers that are shown, each by a token that nobody can guess, since a frame without an origin of its own sends no cookie. */
export class Previews {
  readonly #parts: Parts;
  /** The one used last comes last. */
  readonly #previews = new Map<string, OpenPreview>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Shows a web server, or goes on showing it. The web server need not answer yet. */
  show(asker: Asker, to: TcpPort): OpenPreview {
    const preview = this.#shown(asker, to);
    preview.names.add(new URL(asker.place.origin).hostname);
    if (preview.framedBy.size >= MOST_FRAMES) preview.framedBy.clear();
    preview.framedBy.add(asker.from);
    preview.isOtherSite = asker.place.isOtherSite;
    return preview;
  }

  /** Shows another web server, to which one that is shown redirects, in the same place. */
  showFrom({ learner, right, names, framedBy, isOtherSite }: OpenPreview, to: TcpPort): OpenPreview {
    const preview = this.#shown({ learner, right }, to);
    for (const name of names) preview.names.add(name);
    for (const from of framedBy) preview.framedBy.add(from);
    preview.isOtherSite = isOtherSite;
    return preview;
  }

  #shown({ learner, right }: Pick<Asker, 'learner' | 'right'>, { address, port }: TcpPort): OpenPreview {
    const own = [...this.#previews.values()].filter((one) => one.learner === learner);
    const there = own.find(({ to }) => to.address === address && to.port === port);
    if (there) return this.#used(there);
    for (const oldest of own.slice(0, Math.max(0, own.length - MOST_PER_LEARNER + 1))) this.#forget(oldest);
    const token = randomBytes(16).toString('base64url');
    const agent = new StreamAgent(() => this.#parts.open({ do: 'dial', learner, address, port }));
    const preview: OpenPreview = {
      token,
      learner,
      to: { address, port },
      agent,
      right,
      names: new Set(),
      framedBy: new Set(),
      isOtherSite: false,
      sockets: new Set(),
      release: this.#parts.hold(right, () => this.#forget(preview)),
    };
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

  #forget({ token, agent, sockets, release }: OpenPreview): void {
    release();
    this.#previews.delete(token);
    agent.destroy();
    for (const socket of sockets) socket.destroy();
  }
}
