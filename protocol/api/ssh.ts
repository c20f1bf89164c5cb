import { z } from 'zod';
import { SshCode, SshDoor, SshFingerprint, SshKeyRequest } from '../ssh.ts';
import { contract } from './contract.ts';

const limit = { perMinute: 60, per: 'learner', what: 'requests for ssh' } as const;
const answer = { status: 200, description: 'The way in as it is now.', schema: SshDoor } as const;

export const door = contract({
  method: 'get',
  path: '/api/host/ssh',
  access: 'learner',
  summary: 'The way in for ssh to your lab host',
  answer,
  problems: ['ssh-off'],
  limit,
});

export const open = contract({
  method: 'post',
  path: '/api/host/ssh',
  access: 'learner',
  summary: 'Open or close the way in for ssh',
  description:
    'While it is open, the lab server listens on a port for this learner alone. Closing it ends all connections.',
  body: z.strictObject({ open: z.boolean() }).meta({ id: 'SshOpenRequest' }),
  answer,
  problems: ['ssh-off', 'no-ssh-port'],
  limit,
});

export const code = contract({
  method: 'post',
  path: '/api/host/ssh/code',
  access: 'learner',
  summary: 'Get a one-time code',
  description:
    'ssh asks for it as for a password. It opens one connection, within ten minutes, and takes the place of the code before.',
  answer: { status: 201, description: 'The code.', schema: SshCode },
  problems: ['ssh-off', 'ssh-closed'],
  limit,
});

export const addKey = contract({
  method: 'post',
  path: '/api/host/ssh/keys',
  access: 'learner',
  summary: 'Let a public key in',
  body: SshKeyRequest,
  answer,
  problems: ['ssh-off', 'invalid-fields'],
  limit,
});

export const removeKey = contract({
  method: 'post',
  path: '/api/host/ssh/keys/remove',
  access: 'learner',
  summary: 'Let a public key in no more',
  description: 'Connections that were opened by it are ended, with all others.',
  body: z.strictObject({ fingerprint: SshFingerprint }).meta({ id: 'SshKeyRemoval' }),
  answer,
  problems: ['ssh-off'],
  limit,
});
