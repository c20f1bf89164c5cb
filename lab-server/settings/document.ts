import { plain } from './plain.ts';
import type { Around, Setting, Table } from './setting.ts';

/** Some machine: if it matters which, a setting says its allowed values in words. */
const around: Around = { memory: 2 ** 30, processors: 1, given: () => undefined };

/** All settings. */
export interface Documented {
  /** The settings for any engine, in the order of the settings file. */
  table: Table;
  engines: readonly { name: string; isShared: boolean; settings: Table }[];
}

interface Row {
  name: string;
  setting: Setting<unknown>;
  /** The engines that use the setting; empty if every engine does. */
  only: string[];
}

function rowsOf({ table, engines }: Documented): Row[] {
  const withOwnHosts = engines.filter(({ isShared }) => !isShared).map(({ name }) => name);
  const common = Object.entries(table).map(([name, setting]) => ({
    name,
    setting,
    only: setting.ownHosts ? withOwnHosts : [],
  }));
  const own = engines.flatMap((engine) =>
    Object.entries(engine.settings).map(([name, setting]) => ({ name, setting, only: [engine.name] })),
  );
  return [...common, ...own];
}

export const mayBe = ({ takes, may }: Setting<unknown>, on = around): string =>
  may ?? takes(on).description ?? '';

/**
 * Documentation with each table of settings written anew. A table stands behind a comment that says `settings: ` and names sections or
 * variables, in their order. `settings of engines` lists the settings that only some engines use.
 */
export function withTables(markdown: string, documented: Documented): string {
  const all = rowsOf(documented);
  return markdown
    .replace(/(<!-- settings: ([\w ]+) -->\n\n)(?:\|.*\n)*\n*/g, (_, comment: string, names: string) => {
      const wanted = names.split(' ');
      const rows = all.filter(
        ({ name, setting }) => wanted.includes(name) || wanted.includes(setting.section),
      );
      return `${comment}${tableOf(rows)}\n\n`;
    })
    .replace(
      /(<!-- settings of engines -->\n\n)(?:Of use with.*\n)*\n*/g,
      (_, comment: string) => `${comment}${ofEngines(all).join('\n')}\n\n`,
    );
}

/** A line for settings that only the same engines use. */
function ofEngines(all: readonly Row[]): string[] {
  const some = Map.groupBy(
    all.filter(({ only }) => only.length > 0),
    ({ only }) => only.map((engine) => `\`ENGINE=${engine}\``).join(' or '),
  );
  return [...some].map(
    ([engines, rows]) => `Of use with ${engines} only: ${rows.map(({ name }) => `\`${name}\``).join(', ')}.`,
  );
}

const tableOf = (rows: readonly Row[]): string =>
  [
    '| variable | what | may be | without it |',
    '|---|---|---|---|',
    ...rows.map(
      ({ name, setting }) =>
        `| \`${name}\` | ${setting.about} | ${mayBe(setting)} | ${setting.without() || 'nothing'} |`,
    ),
  ].join('\n');

const HEAD = `# Settings of vethlab: NAME=value, one a line, as systemd's EnvironmentFile takes them. They hold after: systemctl restart vethlab
# A line that begins with # is the default; one without a value goes by the machine. More on each: /usr/share/doc/vethlab/settings.md
`;

/** The Debian package's /etc/vethlab/vethlab.conf: only comments, so that a fresh installation has the defaults. */
export function settingsFile(documented: Documented): string {
  const all = rowsOf(documented);
  const [inFile, not] = [
    all.filter(({ setting }) => !setting.notInPackage),
    all.filter(({ setting }) => setting.notInPackage),
  ];
  const parts = inFile.map(({ name, setting: one, only: engines }) => {
    const { about, example } = one;
    const only = engines.length > 0 ? ` With ENGINE=${engines.join(' or ')} only.` : '';
    const without = example ? '' : `; without it ${plain(one.without())}`;
    const lines = [`${name}: ${plain(about)}.${only}`, `May be ${plain(mayBe(one))}${without}.`];
    return `${lines.flatMap(wrapped).join('\n')}\n#${name}=${example}\n`;
  });
  const reasons = [...new Set(not.map(({ setting }) => setting.notInPackage))];
  const left = reasons.flatMap((reason) => {
    const names = not.filter(({ setting }) => setting.notInPackage === reason).map(({ name }) => name);
    return wrapped(`Not set here: ${names.join(', ')}; ${reason}.`);
  });
  return `${[HEAD, ...parts, `${left.join('\n')}\n`].join('\n')}`;
}

/** In lines of up to 120 characters, each a comment. */
const wrapped = (text: string): string[] =>
  (text.match(/\S.{0,117}(?= |$)/g) ?? []).map((line) => `# ${line}`);
