import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.ts';

/** The part of a package.json that is read. */
interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Matches a static or dynamic import, or a re-export, of anything but our own files. An import of types only does not count. */
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?!type\s)[^'"`;]*?from\s+'([^'./][^']*)'|(?:^|[\s;}])import\(?\s*'([^'./][^']*)'/gm;

/** Matches the name of a package, and neither node:fs nor a placeholder in a text. */
const NAME = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/;

/** The packages that the text of a module imports at run time, each once. */
export function importsOf(source: string): string[] {
  const names = [...source.matchAll(IMPORT)].map(([, from, plain]) => packageOf(from ?? plain ?? ''));
  return [...new Set(names)].filter((name) => NAME.test(name) && !builtinModules.includes(name));
}

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * Folders of these packages and of all that they need, relative to `root`. They are found as Node finds them: a package's own modules
 * before those further up.
 * @throws SetupError if one is not installed.
 */
export function closureOf(root: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string, isOptional: boolean) => {
    const folder = resolve(root, name, from);
    if (folder === undefined) {
      if (isOptional) return;
      throw new SetupError(`the Node module ${name} is not installed; npm start installs what is missing.`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(path.join(root, folder));
    for (const one of Object.keys(dependencies)) visit(one, folder, one in optionalDependencies);
    for (const one of Object.keys(optionalDependencies)) visit(one, folder, true);
  };
  for (const name of names) visit(name, '', false);
  return [...found].sort();
}

function resolve(root: string, name: string, from: string): string | undefined {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at === '.' ? '' : at, 'node_modules', name);
    if (existsSync(path.join(root, folder, 'package.json'))) return folder;
    if (at === '' || at === '.') return undefined;
  }
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** Files that no program reads: types, sources of compiled code, maps, documents. Licences stay. */
const UNUSED = /\.(ts|cts|mts|tsx|map|md|markdown|flow)$|^\./i;
/** The same for folders, but only at a module's top: further down the names mean other things. */
const UNUSED_FOLDERS = /^(node_modules|tests?|docs?|examples?|benchmarks?|bench)$/;
const LICENCE = /^(licen[cs]e|copying|notice)/i;

/** Copies a package's folder without its own node_modules and without what no program reads. */
export function copyModule(root: string, folder: string, target: string): void {
  const top = path.join(root, folder);
  cpSync(top, path.join(target, folder), {
    recursive: true,
    filter: (source) => {
      if (source === top) return true;
      const name = path.basename(source);
      if (path.dirname(source) === top && UNUSED_FOLDERS.test(name)) return false;
      return LICENCE.test(name) || !UNUSED.test(name);
    },
  });
}

/** Names of the files below a folder that are our code at run time, without tests and the files that only tests use. */
export function runtimeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/\.test\.ts$|^(testing|packaging)\/|(^|\/)recorded\//.test(name))
    .sort();
}
