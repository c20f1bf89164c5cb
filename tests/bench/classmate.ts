import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { serverEvents } from '../../lab-server/testing/server-events.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { ApiClient } from '../support/client.ts';

/** What a scripted learner measured, in ms, and what became of every message. */
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
  /** Attempts that the lab server said it keeps. */
  readonly kept: number[] = [];
  /** Called with how many attempts at an exercise there are, and when the answer came. */
  onAttempt: (id: string, exercise: string, at: number) => void = () => {};
  id = '';
  #terminal = '';
  #socket: WebSocket | undefined;
  /** All output by its place, as this learner's windows got it. */
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
    const { status, body } = await this.api.call('POST', '/api/join', { name: this.name, code });
    if (status !== 201) throw new Error(`${this.name} could not join: ${JSON.stringify(body)}`);
    this.id = body.id;
    this.tally.joins.push(performance.now() - began);
    void this.#follow();
    await this.#hostReady();
    this.#terminal = (await this.#must('POST', '/api/terminals', { cols: 80, rows: 24 })).id;
    this.#exercises = (await this.#must('GET', '/api/exercises')).exercises.map(
      ({ id }: { id: string }) => id,
    );
    await this.#connect();
    await this.#until(() => this.#text.includes('$ '));
    this.tally.prompts.push(performance.now() - began);
  }

  /** Works until it is time, each step after a pause that a person makes. */
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

  /** Compares all output with what a new window is shown from the beginning, and what was kept with what was heard of. */
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

  /** One keystroke until its echo, taken back then. */
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
    // The shell joins the two, so that what is typed is not what is printed.
    this.#type(`echo "<"${token}">"\r`);
    await this.#until(() => this.#text.includes(`<${token}>`)).catch(() => this.tally.commandsLost++);
    if (this.#text.split(`<${token}>`).length > 2) this.tally.commandsTwice++;
  }

  async #answer(random: () => number): Promise<void> {
    const exercise = this.#exercises[Math.floor(random() * this.#exercises.length)] ?? '';
    const began = performance.now();
    const { status, body } = await this.api.call('POST', `/api/exercises/${exercise}/attempts`, {
      answer: ANSWERS[exercise] ?? {},
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

  /** As a browser does it: the page anew, all that it reads, and the terminal from what it has. */
  async #reload(): Promise<void> {
    this.tally.reloads++;
    this.#socket?.close();
    for (const path of ['/api/me', '/api/exercises', '/api/class', '/api/terminals', '/api/host']) {
      await this.#must('GET', path);
    }
    await this.#connect();
  }

  async #drop(): Promise<void> {
    this.tally.drops++;
    // A command is on its way as the connection breaks; what it prints has to be there afterwards, once.
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
    const url = `${this.api.url.replace('http', 'ws')}api/terminals/${this.#terminal}?from=${from}`;
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
      const { state, reason } = await this.#must('GET', '/api/host');
      if (state === 'ready') return;
      if (state === 'failed') throw new Error(reason);
      await sleep(300);
    }
  }

  /** Hears of its attempts, as a page does. */
  async #follow(): Promise<void> {
    const headers = { cookie: this.api.cookie };
    const response = await fetch(new URL('/api/events', this.api.url), {
      headers,
      signal: this.#events.signal,
    });
    for await (const { event, data } of serverEvents(response)) {
      if (event === 'attempt') this.#heard.add(Attempt.parse(data).id);
    }
  }

  async #must(method: string, path: string, body?: unknown) {
    const answer = await this.api.call(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
