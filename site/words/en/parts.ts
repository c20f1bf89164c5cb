/** What the map says of a part that is selected. A `where` is of `inNamespaceOf` or `inNamespaceNamed`, or empty. */
export const parts = {
  port: (port: number) => `Port ${port}`,
  namespaceOf: (whose: string) => `Network namespace of ${whose}`,
  namespaceNamed: (name: string) => `Network namespace ${name}`,
  insideNamespaceOf: (whose: string) => `network namespace of ${whose}`,
  insideNamespaceNamed: (name: string) => `network namespace ${name}`,
  inNamespaceOf: (whose: string) => ` in network namespace of ${whose}`,
  inNamespaceNamed: (name: string) => ` in network namespace ${name}`,
  lan: 'The router of your LAN. It gives out IPv4 addresses and announces IPv6 prefixes; host and direct containers ask it alike.',
  ownNamespace: 'It has interfaces, addresses, routes and ports of its own.',
  noProcess: (file: string) => `No process is in it: the file ${file} keeps it.`,
  processes: (count: number) => (count === 1 ? 'One process is in it.' : `${count} processes are in it.`),
  listens: (program: string) => `${program || 'The kernel'} listens on it, on the host itself.`,
  forwards: (program: string, to: string, port: number | undefined) =>
    `${program || 'The kernel'} listens on it and hands each connection to ${to || 'another namespace'}${port ? `, port ${port}` : ''}. That is a proxy.`,
  heldBy: (program: string) => `held by ${program || 'the kernel'}`,
  container: (framework: string) => `A ${framework} container.`,
  containerOf: (framework: string, user: string) => `A ${framework} container of the user ${user}.`,
  containerSaid: (framework: string) => `${framework} container`,
  firstProcess: (pid: number) => `Its first process has PID ${pid} on the host.`,
  attachment: {
    direct: 'It is a full member of the LAN, with addresses of its own; all its ports are its own.',
    nat: 'It hides behind the host’s address: others reach only the ports that the host forwards.',
    host: 'It shares the host’s own network: its ports are the host’s.',
    none: 'Nothing leads out of its network namespace.',
  },
  memberOf: (bridge: string) => `It is a member of the bridge ${bridge}.`,
  ethernet: 'A network card of the host; its cable leads to the LAN.',
  vethTo: (end: string, where: string) =>
    `One end of a veth pair: what goes in here comes out at ${end}${where}.`,
  veth: 'One end of a veth pair.',
  bridgeWithCable:
    'A classical bridge: it forwards frames between its members, of which one is a cable to the LAN. What hangs on it is on the LAN.',
  bridge:
    'A bridge without a cable. What hangs on it reaches the LAN by way of the host alone, behind the host’s address.',
  interface: (kind: string) => `An interface of the host (${kind}).`,
  vethInside: (where: string, end: string) => `The end${where} of a veth pair, whose other end is ${end}.`,
  macvlanInside: (where: string, parent: string) =>
    `A macvlan${where}: a second interface on the wire of ${parent}, with a MAC address of its own. The host’s own list of interfaces shows nothing of it.`,
  userspaceInside: (where: string, program: string) =>
    `An interface${where} whose packets a program, ${program}, carries. No interface of the host belongs to it.`,
  interfaceInside: (where: string, kind: string) => `An interface${where} (${kind}).`,
} as const;
