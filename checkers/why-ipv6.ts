import { z } from 'zod';
import type { Finding, Verdict } from '../protocol/verdict.ts';
import { defineChecker } from './define.ts';
import { readConcepts } from './text/concepts.ts';
import { reasons as concepts, falsehoods } from './text/why-ipv6.ts';
import { are, counted, listed } from './words.ts';

const reason = <Id extends string>(id: Id, title: string) => z.literal(id).meta({ title });

/** Those that hold have the ids of the concepts that a sentence is read for. */
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
/** The rest of the score is the sentence's. */
const REASONS_SHARE = 0.6;
/** Fewer words than this, of which none is understood, are no sentence to review. */
const FEWEST_WORDS = 4;

/** Why IPv6 is useful with containers: reasons to choose from, and a sentence in the learner's own words. */
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
    const written = judgeSentence(sentence);
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
      text: `You left out ${counted(missing.length, 'reason')} that would hold.`,
      reveal: `These hold too: ${titles(missing)}`,
      evidence: [],
    });
  }
  if (wrong.length > 0) {
    findings.push({
      id: 'false-reasons',
      tone: 'wrong',
      text: `Of the reasons you chose, ${are(wrong.length)} not true.`,
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

function judgeSentence(sentence: string): Written {
  // Read for both at once, so that a negation binds to what it stands beside.
  const { stated, denied, doubtful } = readConcepts(sentence, [...concepts, ...falsehoods]);
  const from = (table: typeof concepts, ids: ReadonlySet<string>) => table.filter(({ id }) => ids.has(id));
  const untrue = from(falsehoods, stated);
  const said = from(concepts, stated);
  const opposed = from(concepts, denied);
  const says = (list: typeof concepts) => listed(list.map(({ says }) => `it ${says}`));
  if (untrue.length > 0) {
    return wrong(
      'sentence-untrue',
      'As it reads, your sentence says something of IPv6 that is not so.',
      `As it reads, your sentence says of IPv6 that ${says(untrue)}.`,
    );
  }
  if (said.length > 0 && opposed.length === 0 && !doubtful) {
    const text = `Your sentence says of IPv6 that ${says(said)}.`;
    return { status: 'right', finding: { id: 'sentence-understood', tone: 'right', text, evidence: [] } };
  }
  if (opposed.length > 0 && said.length === 0 && !doubtful) {
    return wrong(
      'sentence-denies',
      'As it reads, your sentence says the opposite of a reason that holds.',
      `As it reads, your sentence denies of IPv6 that ${says(opposed)}.`,
    );
  }
  if (said.length + opposed.length === 0 && sentence.split(/\s+/).length < FEWEST_WORDS) {
    return wrong('sentence-too-short', 'Write a whole sentence: what does IPv6 change, and for whom?');
  }
  return review(said.length + opposed.length > 0);
}

const wrong = (id: string, text: string, reveal?: string): Written => ({
  status: 'wrong',
  finding: { id, tone: 'wrong', text, ...(reveal === undefined ? {} : { reveal }), evidence: [] },
});

const review = (unsure: boolean): Written => ({
  status: 'review',
  finding: {
    id: unsure ? 'sentence-ambiguous' : 'sentence-unclear',
    tone: 'note',
    text: `${
      unsure
        ? 'The check can not tell whether your sentence speaks for IPv6 or against it'
        : 'The check does not recognise a reason in your sentence, which does not mean that it is wrong'
    }: in a class your instructor will read it; on your own, say in plain words what each container gets and what is no longer needed.`,
    evidence: [],
  },
});
