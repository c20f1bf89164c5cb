/** The values before and after, in short. A value of more than a word is JSON. */
export function Change({ before, after }: { before: unknown; after: unknown }) {
  const [was, is] = [said(before), said(after)];
  return (
    <span class="change" lang="en">
      {was !== '' && <del>{was}</del>} {is !== '' && <ins>{is}</ins>}
    </span>
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${typeof part === 'object' ? JSON.stringify(part) : part}`)
    .join(', ');
}
