/** Reads OpenMetrics text. Returns each sample's value by its name and labels as written, such as `hosts{state="ready"}`. */
export type Samples = Map<string, number>;

/** @throws Error when the text is not OpenMetrics 1.0, as far as we use it. */
export function parseMetrics(text: string): Samples {
  if (!text.endsWith('\n# EOF\n')) throw new Error('It does not end with # EOF.');
  const types = new Map<string, string>();
  const samples: Samples = new Map();
  for (const line of text.split('\n').slice(0, -2)) {
    const [, family, type] = /^# TYPE (\w+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (family && type) types.set(family, type);
    else if (!/^# HELP \w+ \S/.test(line)) read(line, types, samples);
  }
  return samples;
}

const SUFFIXES: Record<string, RegExp> = {
  counter: /_total$/,
  gauge: /$/,
  histogram: /_(bucket|sum|count)$/,
  summary: /(_sum|_count)?$/,
};

function read(line: string, types: ReadonlyMap<string, string>, samples: Samples): void {
  const [, sample = '', name = '', value = ''] =
    /^((\w+)(?:\{(?:\w+="[^"]*",?)+\})?) (\S+)$/.exec(line) ?? [];
  const isTyped = [...types].some(
    ([family, type]) => SUFFIXES[type]?.test(name) && name.replace(SUFFIXES[type], '') === family,
  );
  if (!isTyped) throw new Error(`No sample of a family that was told before: ${line}`);
  if (!/^(NaN|[+-]Inf|[-+.e\d]+)$/i.test(value)) throw new Error(`No number: ${line}`);
  if (samples.has(sample)) throw new Error(`Told twice: ${line}`);
  samples.set(sample, Number(value.replace('Inf', 'Infinity')));
}
