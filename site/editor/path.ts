/** The folder that a path lies in. */
export const folderOf = (path: string): string => path.replace(/\/[^/]*$/, '') || '/';

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1) || '/';

/** A name in a folder, or a path of its own. */
export const within = (folder: string, name: string): string =>
  /^[/~]/.test(name) ? name : `${folder === '/' ? '' : folder}/${name}`;

/** As people write it: the home directory as ~. */
export const shortened = (path: string, home: string | undefined): string =>
  home && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
