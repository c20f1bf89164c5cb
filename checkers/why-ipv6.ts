import { z } from 'zod';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { type Concept, readConcepts } from './text/concepts.ts';
import { reasons as concepts, falsehoods, whyIpv6 } from './text/why-ipv6.ts';
import { listed } from './words.ts';

const reason = <Id extends string>(id: Id, title: string) => z.literal(id).meta({ title });

/** The reasons that hold have the same ids as the concepts that a sentence is searched for. */
const Reason = z.union([
  reason(
    'own-address',
    'Each container can have an address of its own, so all of them can serve on the same port.',
  ),
  reason('encrypted', 'Traffic between containers is encrypted.'),
  reason(
    'autoconfiguration',
    'Containers form their addresses by themselves, from what the router advertises (SLAAC).',
  ),
  reason('no-namespaces', 'Containers no longer need network namespaces.'),
  reason('no-nat', 'A container is reached without NAT and without forwarding a port.'),
  reason('past-the-kernel', 'Packets go past the kernel, which makes containers faster.'),
  reason('room-to-scale', 'There are enough addresses for as many containers as you will ever run.'),
  reason('ipv4-impossible', 'IPv4 does not work inside containers.'),
]);
type Reason = z.infer<typeof Reason>;

const HOLD = new Set<string>(concepts.map(({ id }) => id));
/** The part of the score that the choices give. The sentence gives the rest. */
const REASONS_SHARE = 0.6;
/** A text with fewer words than this, none of them about a reason, is no sentence. */
const FEWEST_WORDS = 4;

/** Asks why IPv6 is useful with containers: the learner chooses reasons and writes a sentence. */
export default defineChecker({
  answer: z.object({
    reasons: z.array(Reason).min(1).max(Reason.options.length),
    sentence: z.string().trim().min(1).max(600),
  }),
  async observe() {
    return {};
  },
  judge({ reasons, sentence }): Verdict {
    const chosen = judgeReasons(new Set(reasons));
    const written = judgeSentence(sentence, chosen.score === 1);
    const score = REASONS_SHARE * chosen.score + (1 - REASONS_SHARE) * (written.status === 'right' ? 1 : 0);
    const findings = [...chosen.findings, written.finding];
    if (written.status === 'review') return { status: 'needs-review', score, findings };
    if (score === 1) return { status: 'correct', score, findings };
    return { status: score > 0 ? 'partial' : 'incorrect', score, findings };
  },
});

function judgeReasons(chosen: ReadonlySet<Reason>): { score: number; findings: Finding[] } {
  const missing = Reason.options.filter(({ value }) => HOLD.has(value) && !chosen.has(value));
  const wrong = Reason.options.filter(({ value }) => !HOLD.has(value) && chosen.has(value));
  const titles = (list: typeof missing) => list.map((option) => `“${option.meta()?.title}”`).join(' ');
  const findings: Finding[] = [];
  if (missing.length > 0) {
    findings.push({
      id: 'missing-reasons',
      tone: 'wrong',
      // A count among eight would be an answer after some guesses.
      text: 'You left out a reason that holds, or more than one.',
      reveal: `These hold too: ${titles(missing)}`,
      evidence: [],
    });
  }
  if (wrong.length > 0) {
    findings.push({
      id: 'false-reasons',
      tone: 'wrong',
      text: 'You chose a reason that is not true, or more than one.',
      reveal: `Not true: ${titles(wrong)}`,
      evidence: [],
    });
  }
  if (findings.length === 0) {
    findings.push({
      id: 'all-reasons',
      tone: 'right',
      text: 'These are the reasons that hold.',
      evidence: [],
    });
  }
  return { score: Math.max(0, (HOLD.size - missing.length - wrong.length) / HOLD.size), findings };
}

type Written = { status: 'right' | 'wrong' | 'review'; finding: Finding };

function judgeSentence(sentence: string, isChosenRight: boolean): Written {
  // All are searched for at once, so that each negation binds to the words beside it.
  const { stated, denied, touched, doubtful, isForeign, isList, isHeap } = readConcepts(sentence, whyIpv6());
  const from = (table: typeof concepts, ids: ReadonlySet<string>) => table.filter(({ id }) => ids.has(id));
  const untrue = from(falsehoods, stated);
  const said = from(concepts, stated);
  const opposed = from(concepts, denied);
  const says = (list: typeof concepts) => listed(list.map(({ says }) => `it ${says}`));
  if (!doubtful) {
    if (untrue.length > 0) {
      return wrong(
        'sentence-untrue',
        'As it reads, your sentence says something of IPv6 that is not so.',
        `As it reads, your sentence says of IPv6 that ${says(untrue)}.`,
      );
    }
    if (said.length > 0 && opposed.length === 0) {
      const text = `Your sentence says of IPv6 that ${says(said)}.`;
      return { status: 'right', finding: { id: 'sentence-understood', tone: 'right', text, evidence: [] } };
    }
    if (opposed.length > 0 && said.length === 0) {
      return wrong(
        'sentence-denies',
        'As it reads, your sentence says the opposite of a reason that holds.',
        `As it reads, your sentence denies of IPv6 that ${says(opposed)}.`,
      );
    }
  }
  const isShort = sentence.split(/\s+/).length < FEWEST_WORDS;
  if (touched.size === 0 && isShort) {
    return wrong('sentence-too-short', 'Write a whole sentence: what does IPv6 change, and for whom?');
  }
  if (isForeign) return review('sentence-unclear', UNREAD, isChosenRight);
  if (touched.size === 0) {
    return wrong(
      'sentence-without-reason',
      'Your sentence names no reason: say what each container gets with IPv6, or what is no longer needed.',
    );
  }
  if (isList && (isHeap || said.length + opposed.length === 0)) {
    return wrong('sentence-of-words', 'These are words, and no sentence: say what IPv6 changes about them.');
  }
  const [nearest] = [...said, ...from(concepts, touched), ...from(falsehoods, touched)];
  return said.length > 0 && opposed.length > 0
    ? review(
        'sentence-ambiguous',
        `In one place your sentence speaks for IPv6, in another against it. ${asked(nearest)}`,
        isChosenRight,
      )
    : review('sentence-unclear', asked(nearest), isChosenRight);
}

const UNREAD =
  'The check can’t read your sentence, which does not mean that it is wrong. It reads English, and German and French when they are plain.';

const asked = (concept: Concept | undefined) =>
  `Do you mean: ${concept?.asks} If so, answer again in a sentence that says just that.`;

const wrong = (id: string, text: string, reveal?: string): Written => ({
  status: 'wrong',
  finding: { id, tone: 'wrong', text, ...(reveal === undefined ? {} : { reveal }), evidence: [] },
});

/** Who has not chosen the reasons that hold yet is not shown them by way of the sentence. */
const review = (id: string, text: string, isChosenRight: boolean): Written => ({
  status: 'review',
  finding: {
    id,
    tone: 'note',
    text,
    ...(isChosenRight ? { reveal: `${text} ${COMPARE}` } : {}),
    evidence: [],
  },
});

const COMPARE = `Compare it with the reasons that hold: ${Reason.options
  .filter(({ value }) => HOLD.has(value))
  .map((option) => `“${option.meta()?.title}”`)
  .join(' ')} A sentence that says one of them is right.`;
