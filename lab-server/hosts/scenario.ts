import { Framework, type Scenario, type ScenarioContainer } from '../../protocol/scenario.ts';
import { type Shape, shapeOf } from './difficulty.ts';
import { PortDraw } from './port-draw.ts';
import { between, type Random, randomFrom, shuffle } from './seeded-random.ts';

/** The picture that the lesson shows: all four frameworks, one container each, all running. */
export const lesson: Scenario = {
  seed: 'lesson',
  containers: [
    { framework: 'docker', name: 'whale', running: true, attachment: 'proxy', publishedPort: 8888 },
    { framework: 'podman', name: 'seal', running: true, attachment: 'proxy', publishedPort: 8080 },
    { framework: 'incus', name: 'heron', running: true, attachment: 'macvlan' },
    { framework: 'lxd', name: 'otter', running: true, attachment: 'bridge' },
  ],
};

/** The source of lab hosts' scenarios: the seed that all have if nothing else is set, and what a seed gives. */
export interface Scenarios {
  seed: string;
  draw: (seed: string) => Scenario;
}

/** A course's scenarios: drawn from a seed, or always the containers that the course names itself. */
export function scenariosOf(scenario: string | readonly ScenarioContainer[]): Scenarios {
  if (typeof scenario === 'string') return { seed: scenario, draw: drawScenario };
  const own: Scenario = { seed: OWN, containers: [...scenario] };
  return { seed: OWN, draw: () => own };
}

/** The scenario of a machine that is the lab host itself: nothing is drawn, and what runs there counts. */
export const asItIs: Scenarios = { seed: 'machine', draw: (seed) => ({ seed, containers: [] }) };

/** The seed that stands for a course's own containers. */
const OWN = 'course';

const NAMES = (
  'auk bass coot crab dab dipper eel egret eider gannet grebe gull hake heron kelp limpet loon lobster mussel newt ' +
  'orca osprey otter oyster perch pike plaice plover prawn puffin ray roach scoter seal shad shrimp skate smelt sole ' +
  'sprat squid stilt swan teal tern trout tuna turbot walrus whale whelk wigeon wrasse'
).split(' ');

/**
 * Draws what runs on a lab host. A seed that begins with a difficulty, such as `hard-7c2f`, gives a scenario of that difficulty
 * (difficulty.ts). The same seed always gives the same scenario, and `lesson` gives the lesson's own. Pure.
 */
export function drawScenario(seed: string): Scenario {
  if (seed === lesson.seed) return lesson;
  const random = randomFrom(seed);
  const shape = shapeOf(seed);
  const frameworks = drawFrameworks(shape, random);
  // One of the needed frameworks is among them. The order in which they were drawn decides which ones are idle.
  const first = frameworks.find((framework) => shape.needed.includes(framework)) as Framework;
  const idle = frameworks.filter((framework) => framework !== first).slice(0, shape.idle);
  const names = shuffle(NAMES, random);
  const ports = new PortDraw(shape.untriedPorts, random);
  const containers = frameworks.flatMap((framework) => {
    const count = between(shape.containers, random);
    return Array.from({ length: count }, (_, index): ScenarioContainer => {
      const name = names.pop() as string;
      const running = !idle.includes(framework) && (index === 0 || random() < shape.running);
      if (framework === 'incus') return { framework, name, running, attachment: 'macvlan' };
      if (framework === 'lxd') return { framework, name, running, attachment: 'bridge' };
      const publishedPort = ports.draw(framework, framework === first && index === 0);
      return { framework, name, running, attachment: 'proxy', publishedPort };
    });
  });
  return { seed, containers: shape.ipv6Only ? withIpv6Only(containers) : containers };
}

/** As many of the four as the shape says, in any order. If no needed framework is among them, one takes the first one's place. */
function drawFrameworks({ frameworks, needed }: Shape, random: Random): Framework[] {
  const all = shuffle(Framework.options, random);
  const drawn = all.slice(0, between(frameworks, random));
  if (drawn.some((framework) => needed.includes(framework))) return drawn;
  return [...all.filter((framework) => needed.includes(framework)).slice(0, 1), ...drawn.slice(1)];
}

/** Puts the last of Docker's containers that run on IPv6 only. */
function withIpv6Only(containers: readonly ScenarioContainer[]): ScenarioContainer[] {
  const chosen = containers.findLast(({ framework, running }) => framework === 'docker' && running);
  return containers.map((one) => (one === chosen ? { ...one, publishedOn: 'ipv6' } : one));
}
