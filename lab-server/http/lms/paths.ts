/** Where an item of an LMS (lms/columns.ts) is on our pages: its path, and the part of the page. */
export function pathOf(
  item: string,
  chapterOf: (exercise: string) => string | undefined,
): { path: string; part: string } {
  const [kind, id = ''] = item.split('/');
  const chapter = kind === 'exercise' ? chapterOf(id) : kind === 'chapter' ? id : undefined;
  if (chapter === undefined) return { path: '/', part: '' };
  return { path: `/chapters/${chapter}/`, part: kind === 'exercise' ? `#${id}` : '' };
}
