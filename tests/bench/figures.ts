/** p-th percentile (0 to 100) of numbers, by nearest rank. @throws Error of an empty list */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no values');
  return value;
}

/** One line of a report: the quantity, our figure, the reference, and our figure divided by the reference. */
export interface Row {
  what: string;
  ours: number;
  reference?: number;
  unit: string;
  /** The aim, in words. */
  reach?: string;
}

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const cells = rows.map(({ what, ours, reference, unit, reach }) => [
    what,
    `${round(ours)} ${unit}`,
    reference === undefined ? '' : `${round(reference)} ${unit}`,
    reference === undefined ? '' : `${round(ours / reference)} x`,
    reach ?? '',
  ]);
  const table = [['', 'ours', 'reference', 'ratio', 'to reach'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) console.log(`  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`);
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
