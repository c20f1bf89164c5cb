import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { INSTALLED_NOTE, type Installed } from '../setup/installed.ts';
import { closureOf, copyModule, importsOf, runtimeFiles } from './modules.ts';

const FILES = path.join(import.meta.dirname, 'files');
/** Folders of the code that runs and of the course, and files at the root. */
const CODE = ['lab-server', 'checkers', 'protocol', 'exercises', 'site/chapters'];
const SINGLE = ['package.json', 'course.yaml'];
/** Modules that native.ts adds, and modules that only compiling needs. */
const NATIVE = ['node', 'node-pty'];

export interface Source {
  /** The clone. */
  root: string;
  /** The built pages. */
  site: string;
}

/** Lays out the code, the pages and the modules that run at a package's root. */
export function stageCode({ root, site }: Source, target: string, note: Installed): void {
  const used = new Set<string>();
  for (const folder of CODE) {
    for (const name of runtimeFiles(path.join(root, folder))) {
      copy(path.join(root, folder, name), path.join(target, folder, name));
      if (/\.ts$/.test(name)) {
        for (const one of importsOf(readFileSync(path.join(root, folder, name), 'utf8'))) used.add(one);
      }
    }
  }
  for (const name of SINGLE) copy(path.join(root, name), path.join(target, name));
  cpSync(site, path.join(target, 'pages'), { recursive: true });
  const modules = [...used].filter((name) => name !== 'vethlab' && !NATIVE.includes(name));
  for (const folder of closureOf(root, modules)) copyModule(root, folder, target);
  // Only this module's addon is used, and the code that finds it.
  for (const name of ['package.json', 'LICENSE', 'lib/utils.js'])
    copy(path.join(root, 'node_modules/node-pty', name), path.join(target, 'node_modules/node-pty', name));
  writeFileSync(path.join(target, INSTALLED_NOTE), `${JSON.stringify(note)}\n`);
}

/** Lays out the files outside the package's own folder: the command, the unit, settings, documents, maintainer scripts. */
export function stageSystem(root: string, target: string, { version, architecture }: Installed): void {
  const put = (name: string, place: string, mode = 0o644) => {
    const text = readFileSync(path.join(FILES, name), 'utf8');
    write(
      path.join(target, place),
      text.replaceAll('@VERSION@', version).replaceAll('@ARCHITECTURE@', architecture),
      mode,
    );
  };
  put('vethlab.sh', 'usr/bin/vethlab', 0o755);
  put('vethlab.service', 'usr/lib/systemd/system/vethlab.service');
  put('modules-load.conf', 'usr/lib/modules-load.d/vethlab.conf');
  put('vethlab.conf', 'etc/vethlab/vethlab.conf');
  const docs = 'usr/share/doc/vethlab';
  put('avahi.service', `${docs}/examples/avahi/vethlab.service`);
  for (const name of ['postinst', 'prerm', 'postrm']) put(`debian/${name}`, `DEBIAN/${name}`, 0o755);
  write(path.join(target, 'DEBIAN/conffiles'), '/etc/vethlab/vethlab.conf\n', 0o644);
  for (const name of readdirSync(path.join(root, 'docs')).filter((one) => one.endsWith('.md')))
    copy(path.join(root, 'docs', name), path.join(target, docs, name));
  copy(path.join(root, 'LICENSE'), path.join(target, docs, 'copyright'));
  // The file's time is left out, so that the same text gives the same bytes.
  const changes = gzipSync(readFileSync(path.join(root, 'CHANGELOG.md')), { level: 9 });
  write(path.join(target, docs, 'changelog.gz'), changes, 0o644);
}

/** Sets modes as a package has them, whatever the umask was: readable by everybody, writable by root. @returns KiB, as du counts. */
export function settle(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const { mode, size } = lstatSync(file);
    if (entry.isDirectory()) chmodSync(file, 0o755);
    else if (entry.isFile()) chmodSync(file, mode & 0o100 ? 0o755 : 0o644);
    bytes += entry.isFile() ? Math.ceil(size / 1024) * 1024 : 1024;
  }
  chmodSync(folder, 0o755);
  return Math.ceil(bytes / 1024);
}

function copy(source: string, target: string): void {
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(source, target);
}

function write(file: string, content: string | Buffer, mode: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}
