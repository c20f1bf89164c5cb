import type { AuditEntry } from '../../../protocol/desk/grades.ts';
import { changeInWords, type Titles } from './in-words.ts';

/** The values before and after, in words. */
export function Change({ entry, titles }: { entry: AuditEntry; titles: Titles }) {
  const { was, is } = changeInWords(entry, titles);
  return (
    <span class="change">
      {was !== '' && <del>{was}</del>} {is !== '' && <ins>{is}</ins>}
    </span>
  );
}
