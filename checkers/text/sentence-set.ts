// Prints how a checker reads a labelled set of sentences: node checkers/text/sentence-set.ts [--kept-aside] [--list]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import checker from '../why-ipv6.ts';

const Worth = z.enum(['right', 'wrong', 'empty']);
type Worth = z.infer<typeof Worth>;

const Groups = z.array(
  z.strictObject({ is: Worth, kind: z.string(), sentences: z.array(z.string().min(1)).min(1) }),
);

export interface Labelled {
  is: Worth;
  kind: string;
  sentence: string;
}

/** What the checker made of a sentence. */
export type Marked = 'right' | 'wrong' | 'review';

/** Every third sentence is kept aside: the rules are never tuned on it. */
export function sentenceSet(): { tuned: Labelled[]; keptAside: Labelled[] } {
  const file = new URL('./why-ipv6.sentences.yaml', import.meta.url);
  const all = Groups.parse(parse(readFileSync(file, 'utf8'))).flatMap(({ is, kind, sentences }) =>
    sentences.map((sentence): Labelled => ({ is, kind, sentence })),
  );
  return {
    tuned: all.filter((_, i) => i % 3 !== 2),
    keptAside: all.filter((_, i) => i % 3 === 2),
  };
}

/** With all reasons chosen, the verdict is the sentence's alone. */
export function mark(sentence: string): Marked {
  const { status } = checker.judge(
    { reasons: ['own-address', 'no-nat', 'autoconfiguration', 'room-to-scale'], sentence },
    {},
  );
  if (status === 'correct') return 'right';
  return status === 'needs-review' ? 'review' : 'wrong';
}

/** How many sentences of each worth were marked how. */
export function confusion(sentences: readonly Labelled[]): Record<Worth, Record<Marked, number>> {
  const counts = () => ({ right: 0, wrong: 0, review: 0 });
  const table = { right: counts(), wrong: counts(), empty: counts() };
  for (const { is, sentence } of sentences) table[is][mark(sentence)]++;
  return table;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      'kept-aside': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const sentences = sentenceSet()[values['kept-aside'] ? 'keptAside' : 'tuned'];
  console.table(confusion(sentences));
  if (values.list) {
    for (const { is, kind, sentence } of sentences) {
      const marked = mark(sentence);
      if (marked !== is && !(is === 'empty' && marked !== 'right')) {
        console.log(`${is} (${kind}) marked ${marked}: ${sentence}`);
      }
    }
  }
}
