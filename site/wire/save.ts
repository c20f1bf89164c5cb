import { fetchFile } from './api.ts';

/** Saves a file for the person at the page, under that name. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to save by then. A URL that is not released stays in memory until the page is left.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The same for a file that the lab server keeps. A script does it, since a plain link doesn't send the browser's key. @throws ApiProblem */
export async function saveFrom(path: string, name: string): Promise<void> {
  save(await fetchFile(path), name);
}
