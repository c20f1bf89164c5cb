import { expect, test } from 'vitest';
import type { MapPart } from '../../protocol/host-map.ts';
import { Wiring } from '../map/wiring.ts';
import { pagesOn } from './pages.ts';

const port = (id: string, number: number, addresses: string[], program: string): MapPart => ({
  id,
  part: 'port',
  port: number,
  addresses,
  program,
  pids: [1],
});

test('the pages are those behind open ports, with the container that serves each', () => {
  const wiring = new Wiring({
    parts: [
      port('port:8888', 8888, ['0.0.0.0', '::'], 'docker-proxy'),
      port('port:8080', 8080, ['192.168.1.11'], 'rootlessport'),
      port('port:22', 22, ['0.0.0.0'], 'sshd'),
      port('port:8000', 8000, ['::1'], 'python3'),
      { id: 'namespace:whale', part: 'namespace', inode: 1, processes: 1 },
      {
        id: 'container:docker:whale',
        part: 'container',
        framework: 'docker',
        name: 'whale',
        pid: 7,
        attachment: 'nat',
        in: 'namespace:whale',
      },
    ],
    links: [{ from: 'port:8888', to: 'namespace:whale', kind: 'forwards', toPort: 80 }],
    left: 0,
  });
  expect(pagesOn(wiring)).toEqual([
    { url: 'http://[::1]:8000/', by: 'python3' },
    { url: 'http://192.168.1.11:8080/', by: 'rootlessport' },
    { url: 'http://localhost:8888/', by: 'whale' },
  ]);
});
