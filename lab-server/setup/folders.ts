import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const made = path.join(root, '.vethlab');

/** Where things are. All that the project makes lies under `made`, but for node_modules and Astro's .astro. */
export const folders = {
  root,
  made,
  checkers: path.join(root, 'checkers'),
  exercises: path.join(root, 'exercises'),
  site: path.join(made, 'site'),
  images: path.join(made, 'images'),
  templates: path.join(made, 'templates'),
  /** Lab hosts, learners and their marks: what belongs to one lab server. */
  state: path.resolve(process.env.STATE_DIR ?? path.join(made, 'state')),
};
