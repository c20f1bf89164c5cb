/** Rooms of lab-server/, the highest first. A room imports from those below it, and from no other of its own floor. */
const floors = [
  ['(main|web|terminals|door)\\.ts$', 'commands/'],
  ['app/', 'kit/', 'packaging/'],
  ['setup/'],
  ['http/'],
  ['classes/', 'workers/', 'xapi/'],
  ['terminals/', 'grading/'],
  ['course/'],
  ['host-maker/', 'lms/'],
  ['hosts/', 'host-map/', 'store/', 'recordings/', 'gradebook/'],
  ['wire/'],
  ['common/'],
  ['settings/'],
];

const inLabServer = (rooms) => `^lab-server/(${rooms.join('|')})`;
/** Tests, and what only they use, may look at all. */
const TESTS = '\\.test\\.ts$|^lab-server/testing/';

/** The folder of an engine. */
const ENGINE = '^lab-server/hosts/engines/(?!shared/)[^/]+/';

const oneWay = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const own = floor === 0 ? rooms : [room];
    const others = rooms.filter((one) => !own.includes(one));
    return {
      name: `${room.replace(/\W+$/, '')}-imports-from-below`,
      comment: `Rooms of lab-server/ import one way; the order is in .dependency-cruiser.mjs.`,
      severity: 'error',
      from: { path: inLabServer([room]), pathNot: TESTS },
      to: { path: inLabServer([...floors.slice(0, floor).flat(), ...others, 'testing/']) },
    };
  }),
);

export default {
  forbidden: [
    {
      name: 'protocol-stands-alone',
      comment: 'protocol/ is what all parts agree on; it depends on none of them.',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { path: '^(site|lab-server|checkers|exercises|tests)/' },
    },
    {
      name: 'site-knows-the-protocol-only',
      severity: 'error',
      from: { path: '^site/' },
      to: { path: '^(lab-server|checkers|tests)/' },
    },
    {
      name: 'checkers-get-their-host-handed-in',
      severity: 'error',
      from: { path: '^checkers/' },
      to: { path: '^(lab-server|site|tests)/' },
    },
    {
      name: 'lab-server-below-the-pages',
      severity: 'error',
      from: { path: '^lab-server/' },
      to: { path: '^(site|tests)/' },
    },
    ...oneWay,
    {
      name: 'every-room-has-a-floor',
      comment: 'A new room of lab-server/ gets its place in the order.',
      severity: 'error',
      from: {
        path: '^lab-server/',
        pathNot: [inLabServer(floors.flat()), '^lab-server/testing/'],
      },
      to: {},
    },
    {
      name: 'engines-are-known-to-what-sets-them-up',
      comment: 'Nothing outside lab-server/hosts/ knows which engine runs, but for what sets it up.',
      severity: 'error',
      from: { path: '^lab-server/', pathNot: [TESTS, '^lab-server/(hosts/|setup/)'] },
      to: { path: '^lab-server/hosts/engines/' },
    },
    {
      name: 'engines-are-found-by-the-registry',
      comment:
        'An engine is a folder of lab-server/hosts/engines/ that nothing names; what several engines need is in engines/shared/.',
      severity: 'error',
      from: { path: '^lab-server/', pathNot: [TESTS, '^lab-server/hosts/engines/([^/]+)/'] },
      to: { path: ENGINE },
    },
    {
      name: 'engines-have-no-neighbours',
      severity: 'error',
      from: { path: '^lab-server/hosts/engines/([^/]+)/', pathNot: TESTS },
      to: { path: ENGINE, pathNot: '^lab-server/hosts/engines/$1/' },
    },
    {
      name: 'german-is-fetched',
      comment: 'An English page loads no German: site/words/now.ts fetches it where a page is German.',
      severity: 'error',
      from: { path: '^site/', pathNot: '^site/(words|components|layouts|pages)/|\\.test\\.ts$' },
      to: { path: '^site/words/(de|of-page)\\b' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
