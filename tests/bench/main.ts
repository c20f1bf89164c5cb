// npm run bench [-- hosts|pool|rest|checks|server|terminal|near|class|abuse|shared|image|lms|placement|worker ...]: figures of speed and memory, each beside a reference run at
// the same time where there is one. Nothing here passes or fails.
import { bench as abuse } from './abuse.ts';
import { bench as checks } from './checks.ts';
import { bench as classes } from './class.ts';
import { bench as hosts } from './hosts.ts';
import { bench as image } from './image.ts';
import { bench as lms } from './lms.ts';
import { bench as near } from './near.ts';
import { bench as placement } from './placement.ts';
import { bench as pool } from './pool.ts';
import { bench as rest } from './rest.ts';
import { bench as server } from './server.ts';
import { bench as shared } from './shared.ts';
import { bench as terminal } from './terminal.ts';
import { bench as worker } from './worker.ts';

const benches: Record<string, () => Promise<void>> = {
  hosts,
  pool,
  rest,
  checks,
  server,
  terminal,
  near,
  class: classes,
  abuse,
  shared,
  image,
  lms,
  placement,
  worker,
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench named ${name}; there are ${Object.keys(benches).join(', ')}.`);
    process.exit(1);
  }
  await bench();
}
process.exit();
