import { globSync } from 'node:fs';
import path from 'node:path';
import { CourseError } from '../../grading/course-error.ts';
import type { Tell } from './inline.ts';
import type { ScenarioAsset } from './scenario-file.ts';
import type { SourceFolder } from './source-folder.ts';

/** Bytes of one file, and of all together, that a start.sh may hold. */
const LARGEST = { file: 64 * 1024, all: 256 * 1024 };
/** Bytes of one script: Linux takes 128 KiB as one argument of a program. */
const LONGEST = 100_000;

/**
 * A piece of start.sh or solve.sh, which the learner's account runs, that runs a script as root in /root, as Killercoda does.
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

/** The same where nobody asks how it ended. */
export const asRootAnyway = (name: string, script: string): string =>
  `${asRoot(name, script).trimEnd()} || echo ${quoted(name)} "ended with status $?" >&2\n`;

/** A script as bash runs it with -c: for another interpreter it becomes a file first. */
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

/** A word that is no line of the text. */
function markFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let mark = 'END';
  while (lines.has(mark)) mark += '_';
  return mark;
}

/** The piece of start.sh that puts the scenario's assets on the host; empty where there are none. */
export function withAssets(
  source: SourceFolder,
  assets: Readonly<Record<string, readonly ScenarioAsset[]>>,
  tell: Tell,
): string {
  for (const host of Object.keys(assets)) {
    if (host !== 'host01') tell(`Assets of ${host} are not taken: a learner has one lab host.`);
  }
  const own = assets.host01 ?? [];
  if (own.length === 0) return '';
  const folder = source.folder('assets');
  let all = 0;
  const put = (asset: ScenarioAsset) => (name: string) => {
    const bytes = folder.bytes(name);
    if (bytes.length > LARGEST.file || all + bytes.length > LARGEST.all) {
      tell(
        `The asset ${name} (${bytes.length} bytes) is not taken: a start.sh holds files of up to ${LARGEST.file / 1024} KiB, ${LARGEST.all / 1024} KiB together.`,
      );
      return '';
    }
    all += bytes.length;
    return putFile(name, bytes, asset, tell);
  };
  return own.flatMap((asset) => matching(folder.path, asset.file).map(put(asset))).join('');
}

/** Names below a folder: one, or all that a pattern such as `*` stands for. */
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
    `sudo mkdir -p ${quoted(path.posix.dirname(file))}`,
    `base64 -d <<'END' | sudo tee ${quoted(file)} > /dev/null`,
    ...lines,
    'END',
    ...(isMode ? [`sudo chmod -- ${quoted(chmod)} ${quoted(file)}`] : []),
    '',
  ].join('\n');
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
