import { createHash } from 'node:crypto';
import { Framework, type Scenario, type ScenarioContainer } from '../../protocol/scenario.ts';

/** The picture the lesson shows: all four frameworks, one container each, all running. */
export const lesson: Scenario = {
  seed: 'lesson',
  containers: [
    { framework: 'docker', name: 'whale', running: true, attachment: 'proxy', publishedPort: 8888 },
    { framework: 'podman', name: 'seal', running: true, attachment: 'proxy', publishedPort: 8080 },
    { framework: 'incus', name: 'heron', running: true, attachment: 'macvlan' },
    { framework: 'lxd', name: 'otter', running: true, attachment: 'bridge' },
  ],
};

const NAMES = (
  'auk bass coot crab dab dipper eel egret eider gannet grebe gull hake heron kelp limpet loon lobster mussel newt ' +
  'orca osprey otter oyster perch pike plaice plover prawn puffin ray roach scoter seal shad shrimp skate smelt sole ' +
  'sprat squid stilt swan teal tern trout tuna turbot walrus whale whelk wigeon wrasse'
).split(' ');

/** Ports a small service might be moved to once 80 is taken; each is among the 1,000 that nmap tries by itself. */
const PORTS = [
  81, 82, 88, 888, 1080, 2000, 3000, 3001, 3030, 4000, 4443, 4444, 5000, 5001, 5050, 6001, 7000, 7001, 7070,
  8000, 8001, 8008, 8010, 8042, 8080, 8081, 8082, 8088, 8090, 8181, 8222, 8333, 8443, 8800, 8888, 9000, 9001,
  9080, 9090, 9100, 9200, 9999, 10000, 12000,
];

/**
 * Draws a scenario: two to four frameworks with one to three containers each, of which some are stopped but at least
 * one of each framework runs. The same seed always gives the same; the seed `lesson` gives the lesson's own. Pure.
 */
export function drawScenario(seed: string): Scenario {
  if (seed === lesson.seed) return lesson;
  const random = randomFrom(seed);
  const frameworks = shuffle(Framework.options, random).slice(0, 2 + below(3, random));
  const names = shuffle(NAMES, random);
  const ports = shuffle(PORTS, random);
  const containers = frameworks.flatMap((framework) => {
    const count = 1 + below(3, random);
    return Array.from({ length: count }, (_, index): ScenarioContainer => {
      const name = names.pop() as string;
      const running = index === 0 || random() < 0.6;
      if (framework === 'incus') return { framework, name, running, attachment: 'macvlan' };
      if (framework === 'lxd') return { framework, name, running, attachment: 'bridge' };
      return { framework, name, running, attachment: 'proxy', publishedPort: portFor(framework, ports) };
    });
  });
  return { seed, containers };
}

/** An ordinary user, whose Podman this is, can't publish a port below 1024. */
function portFor(framework: Framework, ports: number[]): number {
  const at = framework === 'podman' ? ports.findIndex((port) => port >= 1024) : 0;
  return ports.splice(at, 1)[0] as number;
}

/** Numbers from 0 to below 1, made of the seed by SHA-256 in counter mode. */
function randomFrom(seed: string): () => number {
  let counter = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}\0${counter++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}

const below = (limit: number, random: () => number) => Math.floor(random() * limit);

/** A shuffled copy (Fisher and Yates). */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = below(i + 1, random);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
