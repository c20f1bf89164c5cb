import { z } from 'zod';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace } from '../where.ts';

/** Seconds, and characters of the answer that are looked at. */
const LIMITS = { seconds: 5, characters: 65_536 };

export default defineCheck({
  about: 'A web server answers: with a status, with some text in it, or not at all.',
  params: z.strictObject({
    url: z.url({ protocol: /^http$/ }).describe('Such as http://[fd10::5]:8080/.'),
    from: Here,
    status: z.int().min(100).max(599).default(200).describe('The status of the answer.'),
    contains: z.string().max(500).optional().describe('Text that is in it.'),
    answers: z.boolean().default(true).describe('false: nobody is to answer there.'),
  }),
  example: { url: 'http://127.0.0.1:8080/', contains: 'Hostname' },
  async observe(at, { url, from }) {
    const argv = [
      'curl',
      '-sS',
      '-g',
      '--max-time',
      String(LIMITS.seconds),
      '--max-filesize',
      String(LIMITS.characters),
      '-w',
      '\n%{http_code}',
      url,
    ];
    const result = await at.run(from, argv);
    if (!result) return null;
    const lines = result.stdout.split('\n');
    return {
      status: Number(lines.pop() ?? 0),
      body: lines.join('\n').slice(0, LIMITS.characters),
      said: result.stderr.trim(),
    };
  },
  judge({ url, from, status, contains, answers }, answer) {
    const seen = !answer
      ? 'no such place'
      : answer.status === 0
        ? answer.said
        : `${answer.status}\n${answer.body.slice(0, 300)}`;
    const evidence = [{ command: commandIn(from, `curl -g '${url}'`), seen }];
    const say = (holds: boolean, text: string) => ({ holds, text, evidence });
    if (!answer) return say(false, noPlace(from));
    if (!answers)
      return answer.status === 0
        ? say(true, `Nobody answers at ${url}.`)
        : say(false, `Somebody still answers at ${url}.`);
    if (answer.status === 0) return say(false, `Nobody answers at ${url} yet.`);
    if (answer.status !== status)
      return say(false, `${url} answers with status ${answer.status}, not ${status}.`);
    if (contains !== undefined && !answer.body.includes(contains))
      return say(false, `${url} answers with another page.`);
    return say(true, `${url} answers.`);
  },
});
