import { z } from 'zod';
import { contract } from './contract.ts';

export const health = contract({
  method: 'get',
  path: '/api/health',
  access: 'anyone',
  summary: 'Whether the lab server runs',
  answer: {
    status: 200,
    description: 'It does.',
    schema: z.object({ status: z.literal('ok'), version: z.string() }),
  },
});

export const openapi = contract({
  method: 'get',
  path: '/api/openapi.json',
  access: 'anyone',
  summary: 'This document',
  answer: { status: 200, description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) },
});
