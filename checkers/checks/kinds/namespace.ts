import { z } from 'zod';
import { readBound } from '../../observe/network-namespaces.ts';
import { defineCheck } from '../contract.ts';

const FOLDER = '/run/netns/';

export default defineCheck({
  about: 'There is a named network namespace, as `ip netns add` makes it.',
  params: z.strictObject({
    name: z.string().max(64).describe('Its name.'),
    exists: z.boolean().default(true).describe('false: there should be none.'),
  }),
  example: { name: 'red' },
  async observe(at) {
    const bound = await readBound(at.host);
    return bound.flatMap(({ path }) => (path.startsWith(FOLDER) ? path.slice(FOLDER.length) : []));
  },
  judge({ name, exists }, names) {
    const isThere = names.includes(name);
    const evidence = [{ command: 'ip netns list', seen: names.join('\n') || 'none' }];
    const text = isThere ? `There is a network namespace ${name}.` : `There is no network namespace ${name}.`;
    return { holds: isThere === exists, text, evidence };
  },
});
