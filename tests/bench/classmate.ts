import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { serverEvents } from '../../lab-server/testing/server-events.ts';
import type { Contract } from '../../protocol/api/contract.ts';
import * as api from '../../protocol/api/index.ts';
import { nameOf, pathOf, type Rest } from '../../protocol/api/path.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { ApiClient, type Parts } from '../support/client.ts';

/** The times that a scripted learner measured, in ms, and the fate of every message. */
export class Tally {
  readonly joins: number[] = [];
  readonly prompts: number[] = [];
  readonly echoes: number[] = [];
  readonly checks: number[] = [];
  readonly walls: number[] = [];
  commands = 0;
  commandsLost = 0;
  commandsTwice = 0;
  submitted = 0;
  refused = 0;
  heard = 0;
  drops = 0;
  reloads = 0;
  bytes = 0;
  bytesWrong = 0;
}

/** Answers to the course's exercises: well formed, and mostly wrong. */
const ANSWERS: Record<string, unknown> = {
  'container-systems': { systems: ['docker', 'podman'] },
  'web-page': { hostname: 'pi', container: 'whale' },
  'open-ports': { ports: [22, 80, 8080] },
  'why-ipv6': {
    reasons: ['encrypted'],
    sentence: 'There are enough addresses for each container to have its own.',
  },
  'how-many': { count: 4 },
  'first-pids': { pids: [1] },
  'behind-ports': { systems: ['docker'] },
  'whose-namespace': { namespaces: 'whale 4026532572' },
  'inside-addresses': { addresses: 'whale 172.17.0.2' },
  'nat-or-not': { direct: 'heron', behind: 'whale', evidence: ['veth'] },
  'version-changes': { container: 'whale', version: 'inet6', source: '::1', destination: '172.17.0.2' },
};

/** One learner of a class, who joins, types, answers, reloads, drops the connection and comes back. */
export class Classmate {
  readonly api: ApiClient;
  readonly tally: Tally;
  readonly name: string;
  /** Attempts that the lab server confirmed. */
  readonly kept: number[] = [];
  /** Called with the number of attempts at an exercise, and the time of the answer. */
  onAttempt: (id: string, exercise: string, at: number) => void = () => {};
  id = '';
  #terminal = '';
  #socket: WebSocket | undefined;
  /** All output by its place, as this learner's windows received it. */
  readonly #output: Buffer[] = [];
  #place = 0;
  #onOutput: () => void = () => {};
  readonly #events = new AbortController();
  readonly #heard = new Set<number>();
  #exercises: string[] = [];

  constructor(url: string, name: string, tally: Tally) {
    this.api = new ApiClient(url);
    this.name = name;
    this.tally = tally;
  }

  async join(code: string): Promise<void> {
    const began = performance.now();
    const { status, body } = await this.api.call(api.learner.join, { body: { name: this.name, code } });
    if (status !== 201) throw new Error(`${this.name} could not join: ${JSON.stringify(body)}`);
    this.id = body.id;
    this.tally.joins.push(performance.now() - began);
    void this.#follow();
    await this.#hostReady();
    this.#terminal = (await this.#must(api.terminals.open, { body: { cols: 80, rows: 24 } })).id;
    this.#exercises = (await this.#must(api.exercises.list)).exercises.map(({ id }: { id: string }) => id);
    await this.#connect();
    await this.#until(() => this.#text.includes('$ '));
    this.tally.prompts.push(performance.now() - began);
  }

  /** Works until the time is over, with a person's pause before each step. */
  async work(until: number, random: () => number): Promise<void> {
    for (let step = 1; Date.now() < until; step++) {
      await sleep(1500 + random() * 3000);
      await this.#key();
      await this.#command(`${this.name.replace(' ', '-')}-${step}`);
      if (random() < 0.12) await this.#answer(random);
      if (random() < 0.04) await this.#reload();
      if (random() < 0.06) await this.#drop();
    }
  }

  /** Compares all output with a new window's output from the beginning, and the kept attempts with those that were announced. */
  async account(): Promise<void> {
    this.#events.abort();
    const fresh = await this.#window(0);
    await this.#until(() => fresh.place >= this.#place);
    fresh.socket.close();
    this.#socket?.close();
    const [seen, all] = [Buffer.concat(this.#output), Buffer.concat(fresh.output)];
    this.tally.bytes += all.length;
    if (!seen.equals(all.subarray(0, seen.length))) this.tally.bytesWrong += all.length;
    this.tally.heard += this.kept.filter((id) => this.#heard.has(id)).length;
  }

  get #text(): string {
    return Buffer.concat(this.#output.slice(-200)).toString();
  }

  /** Measures one keystroke until its echo, then takes it back. */
  async #key(): Promise<void> {
    const before = this.#place;
    const began = performance.now();
    this.#type('x');
    await this.#until(() => this.#place > before);
    this.tally.echoes.push(performance.now() - began);
    this.#type('\x7f');
    await sleep(50);
  }

  async #command(token: string): Promise<void> {
    this.tally.commands++;
    // The shell joins the two, so that the typed text differs from the printed one.
    this.#type(`echo "<"${token}">"\r`);
    await this.#until(() => this.#text.includes(`<${token}>`)).catch(() => this.tally.commandsLost++);
    if (this.#text.split(`<${token}>`).length > 2) this.tally.commandsTwice++;
  }

  async #answer(random: () => number): Promise<void> {
    const exercise = this.#exercises[Math.floor(random() * this.#exercises.length)] ?? '';
    const began = performance.now();
    const { status, body } = await this.api.call(api.exercises.answer, {
      params: { id: exercise },
      body: {
        answer: ANSWERS[exercise] ?? {},
      },
    });
    this.tally.submitted++;
    if (status !== 201) {
      this.tally.refused++;
      return;
    }
    const at = performance.now();
    this.tally.checks.push(at - began);
    this.kept.push(Attempt.parse(body).id);
    this.onAttempt(this.id, exercise, at);
  }

  /** Reloads as a browser does: the page anew, everything that it reads, and the terminal from its place in the output. */
  async #reload(): Promise<void> {
    this.tally.reloads++;
    this.#socket?.close();
    const read = [
      api.learner.me,
      api.exercises.list,
      api.ownClass.view,
      api.terminals.list,
      api.host.status,
    ] as const;
    for (const contract of read) await this.#must(contract);
    await this.#connect();
  }

  async #drop(): Promise<void> {
    this.tally.drops++;
    // A command is on its way as the connection breaks. Its output must be there afterwards, once.
    this.#type('seq 1 200\r');
    this.#socket?.terminate();
    await sleep(300);
    await this.#connect();
    await sleep(300);
  }

  async #connect(): Promise<void> {
    const { socket } = await this.#window(this.#place, (bytes, place) => {
      this.#output.push(bytes);
      this.#place = place;
      this.#onOutput();
    });
    this.#socket = socket;
  }

  #window(from: number, take: (bytes: Buffer, place: number) => void = () => {}) {
    const url = new URL(
      pathOf(api.terminals.window, { params: { id: this.#terminal }, query: { from } }),
      this.api.url.replace('http', 'ws'),
    );
    const socket = new WebSocket(url, { headers: { cookie: this.api.cookie } });
    const window = { socket, place: from, output: [] as Buffer[] };
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return;
      window.place += data.length;
      window.output.push(data);
      take(data, window.place);
      this.#onOutput();
      if (socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ type: 'ack', bytes: data.length }));
    });
    return new Promise<typeof window>((resolve, reject) => {
      socket.once('open', () => resolve(window));
      socket.on('error', reject);
    });
  }

  #type(text: string): void {
    this.#socket?.send(Buffer.from(text), { binary: true });
  }

  async #until(condition: () => boolean): Promise<void> {
    const end = Date.now() + 30_000;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`${this.name} waited in vain`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.#onOutput = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async #hostReady(): Promise<void> {
    for (;;) {
      const { state, reason } = await this.#must(api.host.status);
      if (state === 'ready') return;
      if (state === 'failed') throw new Error(reason);
      await sleep(300);
    }
  }

  /** Hears of its attempts, as a page does. */
  async #follow(): Promise<void> {
    const headers = { cookie: this.api.cookie };
    const response = await fetch(new URL(pathOf(api.host.events), this.api.url), {
      headers,
      signal: this.#events.signal,
    });
    for await (const { event, data } of serverEvents(response)) {
      if (event === 'attempt') this.#heard.add(Attempt.parse(data).id);
    }
  }

  async #must<C extends Contract>(contract: C, ...parts: Rest<Parts<C>>) {
    const answer = await this.api.call(contract, ...parts);
    if (answer.status >= 400) throw new Error(`${nameOf(contract)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
