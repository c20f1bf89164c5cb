import { contract } from './contract.ts';

export const metrics = contract({
  method: 'get',
  path: '/metrics',
  access: 'anyone',
  summary: 'Figures for the operator (OpenMetrics)',
  description:
    'Lab hosts by state, seconds that making, resetting and checking took, terminals, connections, memory. ' +
    'None of them says whose. From other machines only when the lab server was started with METRICS=all.',
  answer: { status: 200, description: 'OpenMetrics 1.0.', mediaType: 'application/openmetrics-text' },
  problems: ['metrics-refused'],
});
