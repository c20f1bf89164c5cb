import { globSync } from 'node:fs';
import path from 'node:path';
import { CourseError } from '../../course/course-error.ts';
import type { LenientSource } from './lenient-source.ts';
import type { ScenarioAsset } from './scenario-file.ts';
import type { Tell } from './tell.ts';

/** Most bytes of one file, and of all together, that a start.sh may hold. */
const LARGEST = { file: 64 * 1024, all: 256 * 1024 };
/** Most bytes of one script: Linux takes 128 KiB as one argument of a program. */
const LONGEST = 100_000;

/**
 * A piece of start.sh or solve.sh. The learner's account runs it, and it runs a script as root in /root, as Killercoda does.
 * @throws CourseError when it is too long.
 */
export function asRoot(name: string, script: string): string {
  if (Buffer.byteLength(script) > LONGEST)
    throw new CourseError(`${name} has more than ${LONGEST} bytes; part it, or move data of it to an asset.`);
  const text = asBash(script);
  const mark = markFor(text);
  return `# ${name.replaceAll('\n', ' ')}
IFS= read -r -d '' script <<'${mark}' || true
cd /root
${text.trimEnd()}
${mark}
sudo bash -c "$script"
`;
}

/** The same for one of several, which all run. `ENDED_BY_ALL` after the last says whether one failed. */
export const asRootInTurn = (name: string, script: string): string =>
  `${asRoot(name, script).trimEnd()} || { echo ${quoted(name)} "ended with status $?" >&2; failed=1; }\n`;

/** The end of a start.sh: when a script failed, the host is not prepared. */
export const ENDED_BY_ALL = 'test -z "$failed"\n';

/** A script in a form that bash runs with -c. A script for another interpreter becomes a file first. */
export function asBash(script: string): string {
  const [, interpreter] = /^#!\s*(\S+(?:[^\S\n]+\S+)*)/.exec(script) ?? [];
  if (interpreter === undefined || /\b(?:ba|da)?sh\b/.test(interpreter)) return script.trim();
  const mark = markFor(script);
  return `file=$(mktemp)
trap 'rm -f "$file"' EXIT
cat > "$file" <<'${mark}'
${script.trimEnd()}
${mark}
${interpreter} "$file"`;
}

/** A word that equals no line of the text. */
function markFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let mark = 'END';
  while (lines.has(mark)) mark += '_';
  return mark;
}

/** The piece of start.sh that puts the scenario's assets on the host; empty when there are none. */
export function withAssets(
  source: LenientSource,
  assets: Readonly<Record<string, readonly ScenarioAsset[]>>,
  tell: Tell,
): string {
  for (const host of Object.keys(assets)) {
    if (host !== 'host01') tell(`Assets of ${host} are not taken: a learner has one lab host.`);
  }
  const own = assets.host01 ?? [];
  if (own.length === 0) return '';
  const folder = source.folder('assets');
  if (!folder) return '';
  let all = 0;
  const put = (asset: ScenarioAsset) => (name: string) => {
    const bytes = source.try(`assets/${name}`, () => folder.bytes(name));
    if (!bytes) return '';
    if (bytes.length > LARGEST.file || all + bytes.length > LARGEST.all) {
      tell(
        `The asset ${name} (${bytes.length} bytes) is not taken: a start.sh holds files of up to ${LARGEST.file / 1024} KiB, ${LARGEST.all / 1024} KiB together.`,
      );
      return '';
    }
    all += bytes.length;
    return putFile(name, bytes, asset, tell);
  };
  const names = (file: string) => source.try(`assets/${file}`, () => matching(folder.path, file)) ?? [];
  return own.flatMap((asset) => names(asset.file).map(put(asset))).join('');
}

/** Names below a folder: one, or all that match a pattern such as `*`. */
function matching(folder: string, file: string): string[] {
  if (!/[*?[\]{}]/.test(file)) return [file];
  const found = globSync(file, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  if (found.length > 0) return found;
  throw new CourseError(
    `assets/${file}: index.json names it, but there is no such file; add it or take it out.`,
  );
}

function putFile(name: string, bytes: Buffer, { target, chmod }: ScenarioAsset, tell: Tell): string {
  const file = path.posix.join(target.replace(/^~(?=\/|$)/, '/root'), path.basename(name));
  if (!file.startsWith('/') || file.includes('\0')) {
    tell(`The asset ${name} is not taken: its target ${target} is not an absolute path.`);
    return '';
  }
  const lines = bytes.toString('base64').match(/.{1,100}/g) ?? [];
  if (name.includes('/')) tell(`The asset ${name} is put at ${file}, without the folders it is in.`);
  const isMode = chmod !== undefined && /^[-+=,ugoarwxXst0-7]{1,20}$/.test(chmod);
  if (chmod !== undefined && !isMode) tell(`The mode ${chmod} of ${file} is none that chmod takes.`);
  return [
    `sudo mkdir -p ${quoted(path.posix.dirname(file))} || failed=1`,
    `base64 -d <<'END' | sudo tee ${quoted(file)} > /dev/null || failed=1`,
    ...lines,
    'END',
    ...(isMode ? [`sudo chmod -- ${quoted(chmod)} ${quoted(file)} || failed=1`] : []),
    '',
  ].join('\n');
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
