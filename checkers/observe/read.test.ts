import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type LabHost, ObserveError } from '../define.ts';
import { look, readJson } from './read.ts';
import { ask } from './socket.ts';

/** This machine in place of a lab host. */
const machine: LabHost = {
  run(argv) {
    const [file = '', ...args] = argv;
    return new Promise((resolve) => {
      execFile(file, args, (error, stdout, stderr) =>
        resolve({ argv, stdout, stderr, code: Number(error?.code ?? 0) }),
      );
    });
  },
};

test('a command that fails is an error with what it said', async () => {
  await expect(look(machine, ['ls', '/no/such/folder'])).rejects.toThrow(ObserveError);
  await expect(look(machine, ['ls', '/no/such/folder'])).rejects.toThrow(
    /ls \/no\/such\/folder: .*No such file/,
  );
  await expect(look(machine, ['false'])).rejects.toThrow('false: status 1');
});

test('JSON of another shape is an error that says where', () => {
  const schema = z.object({ name: z.string() });
  expect(readJson(schema, '{"name":"a"}', 'tool')).toEqual({ name: 'a' });
  expect(() => readJson(schema, '{"name":1}', 'tool')).toThrow(/^tool on your lab host .*: name /);
  expect(() => readJson(schema, '{', 'tool')).toThrow(/not JSON/);
});

test('a socket on which nobody listens is no daemon, and no error', async () => {
  expect(await ask(machine, '/no/such/socket', '/')).toBeUndefined();
});

test('a control character that a learner put in a name makes no JSON unreadable', () => {
  // As iproute2 6.15 prints the name of an interface: a quotation mark escaped, an escape not.
  const schema = z.array(z.object({ ifname: z.string() }));
  expect(readJson(schema, '[{"ifname":"a\\"\u001b[31m"}]\n', 'ip')).toEqual([{ ifname: 'a"\ufffd[31m' }]);
});
