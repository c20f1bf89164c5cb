import { existsSync, watch } from 'node:fs';
import { type Catalog, type CourseExercise, loadCatalog } from './catalog.ts';
import { CourseError } from './course-error.ts';
import { freshImports } from './fresh-imports.ts';

/** ms within which an editor finishes writing a set of files. */
const SETTLING = 150;

interface Parts {
  exercisesDir: string;
  checkersDir: string;
  /** Called after each change with what is wrong now, or undefined when the change was taken. */
  onChange: (trouble: string | undefined) => void;
}

/**
 * A catalog that follows its files while their author works on them, including modules below their folder that checkers import. An error is
 * reported, and the catalog stays as it was.
 * @throws CourseError when the files are wrong from the beginning.
 */
export async function liveCatalog({ exercisesDir, checkersDir, onChange }: Parts): Promise<{
  catalog: Catalog;
  close: () => void;
}> {
  const catalog = new Map<string, CourseExercise>(await loadCatalog(exercisesDir, checkersDir));
  const imports = freshImports(checkersDir);
  let soon: NodeJS.Timeout | undefined;
  const reload = async () => {
    try {
      imports.next();
      const now = await loadCatalog(exercisesDir, checkersDir);
      catalog.clear();
      for (const [id, exercise] of now) catalog.set(id, exercise);
      onChange(undefined);
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      onChange(error.message);
    }
  };
  const watchers = [exercisesDir, checkersDir]
    .filter((folder) => existsSync(folder))
    .map((folder) =>
      watch(folder, { recursive: true }, () => {
        clearTimeout(soon);
        soon = setTimeout(() => void reload(), SETTLING);
      }),
    );
  return {
    catalog,
    close() {
      clearTimeout(soon);
      for (const watcher of watchers) watcher.close();
      imports.close();
    },
  };
}
