import type { Framework } from '../../protocol/scenario.ts';
import { type Random, shuffle } from './seeded-random.ts';

/** Ports a small service might be moved to once 80 is taken; each is among the 1,000 that nmap tries by itself. */
export const TRIED_PORTS = [
  81, 82, 88, 888, 1080, 2000, 3000, 3001, 3030, 4000, 4443, 4444, 5000, 5001, 5050, 6001, 7000, 7001, 7070,
  8000, 8001, 8008, 8010, 8042, 8080, 8081, 8082, 8088, 8090, 8181, 8222, 8333, 8443, 8800, 8888, 9000, 9001,
  9080, 9090, 9100, 9200, 9999, 10000, 12000,
];

/** Ports of services that people run at home. None is among the 1,000, and all are below the range of outgoing connections. */
export const UNTRIED_PORTS = [
  1880, 2375, 3002, 4200, 5173, 5601, 6060, 7474, 8003, 8065, 8123, 8153, 8384, 8501, 8581, 8787, 8834, 8889,
  8983, 9092, 9443, 9696, 10080, 11434, 13000, 15672, 16686, 18080, 18443, 19999, 21027, 22000, 25565, 27017,
  28015, 28080, 31000, 32400,
];

/** Draws ports, each once. */
export class PortDraw {
  readonly #untried: number;
  readonly #random: Random;
  readonly #tried: number[];
  readonly #rest: number[];

  /** @param untried chance from 0 to 1 of a port that nmap does not try by itself. */
  constructor(untried: number, random: Random) {
    this.#untried = untried;
    this.#random = random;
    this.#tried = shuffle(TRIED_PORTS, random);
    this.#rest = untried > 0 ? shuffle(UNTRIED_PORTS, random) : [];
  }

  /** @param surely the port is certainly an untried one, unless the chance is 0. */
  draw(framework: Framework, surely: boolean): number {
    const untried = this.#untried > 0 && (surely || this.#random() < this.#untried);
    return untried ? (this.#rest.pop() as number) : takeFor(framework, this.#tried);
  }
}

/** An ordinary user, whose Podman this is, can't publish a port below 1024. */
function takeFor(framework: Framework, ports: number[]): number {
  const at = framework === 'podman' ? ports.findIndex((port) => port >= 1024) : 0;
  return ports.splice(at, 1)[0] as number;
}
