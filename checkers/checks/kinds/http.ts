import { z } from 'zod';
import { hostOf, readFirstPackets } from '../../observe/first-packets.ts';
import { readNetnsOfProcesses } from '../../observe/network-namespaces.ts';
import { isWithin } from '../../observe/prefix.ts';
import { reachable } from '../../observe/views.ts';
import { defineCheck } from '../contract.ts';
import type { Surroundings } from '../surroundings.ts';
import { commandIn, Here, noPlace, Of, placeName, placeOf, type Where } from '../where.ts';

/** Seconds for the answer and for a request to come to its container, and characters of the answer that are looked at. */
const LIMITS = { seconds: 5, arrival: 2, characters: 65_536 };

/** Whether the container got the request. `shares`: it is in the host's own network, where everything comes. */
type Served = 'yes' | 'no' | 'shares' | 'gone';

export default defineCheck({
  about: 'A web server answers: with a status, with some text in it, or not at all.',
  params: z.strictObject({
    url: z.url({ protocol: /^http$/ }).describe('Such as http://[fd10::5]:8080/.'),
    from: Here,
    on: z
      .string()
      .optional()
      .describe(
        "A prefix such as 2000::/3: the host's address in it is asked, in place of the one in the URL.",
      ),
    status: z.int().min(100).max(599).default(200).describe('The status of the answer.'),
    contains: z.string().max(500).optional().describe('Text that is in it.'),
    by: Of.optional().describe(
      'The container that serves it, as `docker/whale`: a request is looked for among the packets that come to it.',
    ),
    answers: z.boolean().default(true).describe('false: nobody is to answer there.'),
  }),
  example: { url: 'http://127.0.0.1:8080/', contains: 'Hostname', by: 'docker/whale' },
  async observe(at, { url, from, on, by }) {
    const asked = on === undefined ? url : await urlOn(at, url, on);
    if (asked === undefined) return { isThere: true, url };
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
      asked,
    ];
    const result = await at.run(from, argv);
    if (!result) return { isThere: false, url: asked };
    const lines = result.stdout.split('\n');
    const status = Number(lines.pop() ?? 0);
    const served = by === undefined || status === 0 ? undefined : await isServed(at, asked, by);
    return {
      isThere: true,
      url: asked,
      answer: {
        status,
        body: lines.join('\n').slice(0, LIMITS.characters),
        said: result.stderr.trim(),
        ...(served ? { served } : {}),
      },
    };
  },
  judge({ from, on, status, contains, by, answers }, { isThere, url, answer }) {
    const seen = !answer
      ? 'no such place'
      : answer.status === 0
        ? answer.said
        : `${answer.status}\n${answer.body.slice(0, 300)}`;
    const evidence = [{ command: commandIn(from, `curl -g '${url}'`), seen }];
    const say = (holds: boolean, text: string, more?: string) => ({ holds, text, seen: more, evidence });
    if (!isThere) return say(false, noPlace(from));
    if (!answer) return say(false, `The host has no address in ${on}.`);
    if (!answers)
      return answer.status === 0
        ? say(true, `Nobody answers at ${url}.`)
        : say(false, `Somebody still answers at ${url}.`);
    if (answer.status === 0) return say(false, `Nobody answers at ${url} yet.`);
    if (answer.status !== status)
      return say(
        false,
        `${url} does not answer as it should yet.`,
        `It answers with status ${answer.status}, not ${status}.`,
      );
    if (contains !== undefined && !answer.body.includes(contains))
      return say(false, `${url} does not answer as it should yet.`, 'It answers with another page.');
    if (by === undefined || answer.served === 'yes') return say(true, `${url} answers.`);
    const why: Record<Served, string> = {
      yes: '',
      no: `A request there does not come to ${placeName(by)}: somebody else answers.`,
      shares: `${placeName(by)} is in the host's own network, so it has no port of its own.`,
      gone: noPlace(by),
    };
    return say(false, `The page at ${url} is not served by ${placeName(by)}.`, why[answer.served ?? 'no']);
  },
});

/** The URL at the host's address in that prefix; where something listens at one of them on that port, at that one. */
async function urlOn(at: Surroundings, url: string, prefix: string): Promise<string | undefined> {
  const [links, sockets] = await Promise.all([at.links('host'), at.sockets('host')]);
  const port = Number(new URL(url).port || 80);
  const own = reachable(links ?? []).flatMap(({ address }) => (isWithin(address, prefix) ? [address] : []));
  const address =
    own.find((one) => sockets?.some((socket) => socket.port === port && socket.address === one)) ?? own[0];
  if (address === undefined) return undefined;
  const asked = new URL(url);
  asked.host = `${hostOf(address)}:${port}`;
  return asked.href;
}

async function isServed(at: Surroundings, url: string, by: Where): Promise<Served> {
  const place = placeOf(by);
  const [container] = place.kind === 'container' ? await at.containers(place.framework, place.name) : [];
  if (container?.pid === undefined) return 'gone';
  const netns = await readNetnsOfProcesses(at.host);
  if (netns.get(container.pid) === netns.get(1)) return 'shares';
  const { hostname, port } = new URL(url);
  const asked = { address: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
  const [packet] = await readFirstPackets(at.host, [container], [asked], LIMITS.arrival);
  return packet ? 'yes' : 'no';
}
