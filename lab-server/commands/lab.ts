// npm run lab -- COMMAND: the kit for authors of courses.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CourseError } from '../course/course-error.ts';
import { readCourse } from '../course/course-file.ts';
import { ImageError } from '../hosts/image/build.ts';
import { checksDocument } from '../kit/checks-document.ts';
import { commandLine, type KitCommand } from '../kit/command-line.ts';
import { importKillercoda } from '../kit/import/killercoda.ts';
import { writeCourse, writeNew } from '../kit/new.ts';
import { preview } from '../kit/preview.ts';
import { courseSchema, exerciseSchema } from '../kit/schema.ts';
import { summary, verify } from '../kit/verify.ts';
import { environment } from '../settings/environment.ts';
import { given } from '../settings/given.ts';
import { SettingError } from '../settings/setting-error.ts';
import { cluster } from '../setup/cluster.ts';
import { courseSource, ensureCourse } from '../setup/course.ts';
import { folders } from '../setup/folders.ts';
import { installed } from '../setup/installed.ts';
import { provision } from '../setup/provision.ts';
import { SetupError } from '../setup/setup-error.ts';
import { Steps } from '../setup/steps.ts';

/** npm runs scripts in the project's folder. */
const calledFrom = environment.INIT_CWD ?? process.cwd();

const commands: Record<KitCommand, (words: string[], flags: Record<string, string>) => Promise<number>> = {
  async verify(names, { seeds = '0' }) {
    const proofs = await verify(
      {
        names,
        seeds: Number(seeds),
        course: await ensureCourse(),
        folder: folders.course,
      },
      ({ exercise, what, failed }) =>
        console.log(
          `  ${failed === null ? 'ok    ' : 'FAILED'}  ${exercise}: ${what}${failed === null ? '' : `: ${failed}`}`,
        ),
    );
    console.log(`\n${summary(proofs)}`);
    return proofs.some(({ failed }) => failed !== null) ? 1 : 0;
  },
  async new([kind = '', name = '']) {
    const { folder, files } = kind === 'course' ? newCourse(name) : newPart(kind, name);
    say(folder, files);
    writeSchemas();
    return 0;
  },
  async preview() {
    return preview(given());
  },
  async import([format, dir = ''], { into }) {
    if (format !== 'killercoda' || dir === '')
      throw new CourseError('Say what to import: npm run lab -- import killercoda DIR [--into FOLDER].');
    const source = path.resolve(calledFrom, dir);
    const folder = courseFolder(into ?? path.basename(source));
    const { written, notes } = importKillercoda(source, folder);
    say(folder, written);
    console.log(`\n${notes.map((note) => `  ${note}\n`).join('')}`);
    console.log(`All of this, and what holds for every scenario, is in ${path.join(folder, 'IMPORT.md')}.`);
    return 0;
  },
  async provision(words, { scenario, yes, undo }) {
    return provision(words, {
      seed: scenario ?? 'lesson',
      isSure: yes !== undefined,
      undo: undo !== undefined,
    });
  },
  async cluster(words, { image, yes }) {
    return cluster(words, { image, isSure: yes !== undefined });
  },
  async deb(_words, { arch, output = 'packages', version }) {
    const { architectureOf } = await import('../packaging/architecture.ts');
    const { buildDeb } = await import('../packaging/deb.ts');
    const file = await buildDeb(new Steps(), {
      architecture: architectureOf(arch),
      output: path.resolve(calledFrom, output),
      version,
    });
    console.log(`\n${file}\nOn Debian 13: apt-get install ./${path.basename(file)}`);
    return 0;
  },
  async bundle(_words, { arch, output = 'packages', image, deb }) {
    const { architectureOf } = await import('../packaging/architecture.ts');
    const { buildBundle } = await import('../packaging/bundle.ts');
    const file = await buildBundle(new Steps(), {
      architecture: architectureOf(arch),
      output: path.resolve(calledFrom, output),
      image: image && path.resolve(calledFrom, image),
      deb: deb && path.resolve(calledFrom, deb),
    });
    console.log(`\n${file}\nOn a Debian 13, with or without a network: sudo sh ${path.basename(file)}`);
    return 0;
  },
  async image(_words, { arch, format = 'oci', output = 'packages', image, version }) {
    const { architectureOf } = await import('../packaging/architecture.ts');
    const { imageFormats } = await import('../packaging/image-formats.ts');
    const { writeImages } = await import('../packaging/image-parts.ts');
    const formats = imageFormats(format);
    const files = await writeImages(new Steps(), formats, {
      architecture: architectureOf(arch),
      output: path.resolve(calledFrom, output),
      image: image && path.resolve(calledFrom, image),
      version,
    });
    for (const file of files) {
      const use = formats.find(({ suffix }) => file.endsWith(suffix))?.use;
      console.log(`\n${file}\n${use?.(path.basename(file))}`);
    }
    return 0;
  },
  async 'sd-card'([bundle = ''], { boot = '', root = '' }) {
    if ([bundle, boot, root].includes(''))
      throw new CourseError('Say what goes where: npm run lab -- sd-card BUNDLE --boot DIR --root DIR.');
    const { prepareCard } = await import('../packaging/sd-card.ts');
    const at = (name: string) => path.resolve(calledFrom, name);
    await prepareCard(new Steps(), at(bundle), { boot: at(boot), root: at(root) });
    console.log('\nUnmount both partitions, and put the card into the Raspberry Pi.');
    return 0;
  },
  async schema([what]) {
    console.log(JSON.stringify(what === 'course' ? courseSchema() : exerciseSchema(), null, 2));
    return 0;
  },
  async checks() {
    process.stdout.write(checksDocument());
    return 0;
  },
};

/** Commands that also work in a package, to whose folder nothing is written. */
const OF_PACKAGE: readonly KitCommand[] = ['cluster', 'verify', 'schema', 'checks'];

/** A folder below courses/, or the one that a path names. */
function courseFolder(name: string): string {
  return path.resolve(name.includes('/') ? calledFrom : path.join(folders.root, 'courses'), name);
}

function newCourse(name: string) {
  const folder = courseFolder(name);
  return { folder, files: writeCourse(folder) };
}

/** Writes the schemas to the paths that new files name in their first lines. */
function writeSchemas(): void {
  for (const [name, schema] of Object.entries({ exercise: exerciseSchema(), course: courseSchema() }))
    writeFileSync(path.join(folders.made, `${name}.schema.json`), JSON.stringify(schema, null, 2));
}

function say(folder: string, files: readonly string[]): void {
  for (const file of files) console.log(`  wrote ${path.relative(calledFrom, path.join(folder, file))}`);
}

/** In the course that COURSE names. */
function newPart(kind: string, name: string) {
  const folder = courseSource();
  return { folder, files: writeNew(kind, name, { folder, chapters: readCourse(folder).chapters }) };
}

try {
  const { command, words, flags } = commandLine(process.argv.slice(2));
  if (installed && !OF_PACKAGE.includes(command))
    throw new CourseError(
      `${command} is for a clone of vethlab, where a course is written: npm run lab -- ${command}.`,
    );
  process.exitCode = await commands[command](words, flags);
} catch (error) {
  const foreseen = [CourseError, SetupError, SettingError, ImageError];
  if (!(error instanceof Error && foreseen.some((kind) => error instanceof kind))) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
