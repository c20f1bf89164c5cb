import { Preview, PreviewRequest } from '../preview.ts';
import { contract } from './contract.ts';

export const show = contract({
  method: 'post',
  path: '/api/preview',
  access: 'learner',
  summary: 'Show a page of a web server that your lab host reaches',
  description:
    'The page is shown at another port of this server, under another host name where there is one, as the lab host sees it; WebSockets pass. ' +
    'The address is good until the lab server stops, or a dozen other web servers have been shown.',
  body: PreviewRequest,
  answer: { status: 201, description: 'Where it is shown.', schema: Preview },
  problems: ['host-not-ready'],
  limit: { perMinute: 120, per: 'learner', what: 'pages to show' },
});
