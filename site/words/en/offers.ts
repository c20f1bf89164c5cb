/** Commands that go on from something in a terminal's output, and what each shows. */
export const offers = {
  title: (thing: string) => `Commands for ${thing}`,
  process: (pid: number) => `process ${pid}`,
  container: (name: string) => `container ${name}`,
  addressesInside: 'the addresses in its network namespace',
  namespaces: 'the namespaces it is in',
  programAndParent: 'its program and its parent',
  answers: 'whether it answers',
  page: 'the page on its port 80',
  route: 'the way to it from here',
  inWorkbench: 'the page, here in the workbench',
  firstProcess: 'its first process',
  ports: 'the ports it publishes',
  firstProcessAndAddresses: 'its first process and its addresses',
  networkCard: 'how its network card is plugged in',
} as const;
