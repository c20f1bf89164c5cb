import { z } from 'zod';

const Answer = z.record(z.string(), z.unknown());

/** The answer, with the checker's names for its parts. */
export function AnswerView({ answer }: { answer: unknown }) {
  const read = Answer.safeParse(answer);
  if (!read.success) return null;
  return (
    <dl class="past-answer" lang="en">
      {Object.entries(read.data).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{said(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(', ') || '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
