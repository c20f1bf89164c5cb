import { createHash } from 'node:crypto';
import type { ObservedContainer } from '../../checkers/observe/container.ts';
import type { ContainerFacts } from '../../checkers/observe/containers.ts';
import type { PortFacts } from '../../checkers/observe/ports.ts';
import type { PageFacts } from '../../checkers/web-page.ts';
import { Framework, frameworkName, type Scenario } from '../../protocol/scenario.ts';

/** The facts that checkers would see on a fresh host of a scenario. */
export interface ScenarioFacts {
  containers: ContainerFacts;
  pages: PageFacts;
  ports: PortFacts;
}

export function factsOf({ seed, containers }: Scenario): ScenarioFacts {
  const observed = containers.map(({ framework, name, running }, index): ObservedContainer => {
    const id = createHash('sha256').update(`${seed} ${name}`).digest('hex');
    return {
      framework,
      name,
      running,
      ...(running && { pid: 100 + index }),
      ...(framework === 'docker' && { id }),
      ...(framework === 'podman' && { id, owner: 'pi' }),
    };
  });
  const all: ContainerFacts = {
    frameworks: Framework.options.map((framework) => ({
      framework,
      daemon: framework !== 'podman' && containers.some((one) => one.framework === framework),
      containers: observed.filter((one) => one.framework === framework),
      command: `list ${framework}`,
    })),
  };
  return {
    containers: all,
    pages: {
      ...all,
      pages: observed
        .filter(({ running }) => running)
        .map((container) => ({
          container,
          // The host name inside, as the frameworks set it: Docker and Podman use the beginning of the id.
          hostname: container.id?.slice(0, 12) ?? container.name,
          framework: frameworkName[container.framework],
        })),
    },
    ports: {
      open: containers
        .flatMap(({ framework, running, publishedPort, publishedOn }) =>
          running && publishedPort !== undefined
            ? {
                port: publishedPort,
                holders: [framework],
                addresses: [...(publishedOn === 'ipv6' ? [] : ['192.168.1.10']), '2001:db8::10'],
              }
            : [],
        )
        .sort((a, b) => a.port - b.port),
      inner: [],
    },
  };
}
