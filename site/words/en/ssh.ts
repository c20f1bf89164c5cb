/** The learner's own editor and shell. */
export const ssh = {
  button: 'SSH',
  title: 'Your own editor and shell',
  text: 'Reach your lab host from your own computer by ssh: a shell, scp and sftp, forwarded ports, an editor such as VS Code.',
  only: 'A port is opened for you alone. A key or a one-time code of yours lets in, and nothing else. What is done over ssh is not recorded.',
  open: 'Open it',
  close: 'Close it',
  done: 'Done',
  command: 'In a terminal of your computer',
  copyThis: (text: string) => `Copy ${text}`,
  code: 'One-time code',
  codeText: 'Where ssh asks for a password, type a code. It opens one connection.',
  newCode: 'Get a code',
  codeUntil: (time: string) => `Opens one connection, until ${time}.`,
  keys: 'Public keys',
  keysText: 'With a key you are asked for nothing. An editor needs one, since it connects several times.',
  key: 'A line from ~/.ssh/id_ed25519.pub',
  keyHelp: 'ssh-keygen makes a key, if you have none.',
  addKey: 'Add the key',
  removeKey: (name: string) => `Remove ${name}`,
  removesAll: 'Removing a key ends all connections.',
  more: 'For an editor, and for ports',
  config: 'In ~/.ssh/config of your computer',
  editor:
    'VS Code then has “vethlab” under “Remote-SSH: Connect to Host”. Lab hosts have no Internet, so set remote.SSH.localServerDownload to always: your computer fetches what goes onto the host.',
  forward: 'Port 80 of the lab host as http://localhost:8080 on your computer',
  copyFile: 'A file from your computer',
  hostKey: 'At the first connection ssh shows the host’s key. It must be this one:',
  connections: (count: number) =>
    count === 0
      ? 'No connection is open.'
      : count === 1
        ? 'One connection is open.'
        : `${count} connections are open.`,
  looking: 'Looking…',
} as const;
