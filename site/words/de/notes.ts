import type { Words } from '../type.ts';

export const notes: Words['notes'] = {
  title: 'Meine Notizen zu diesem Kapitel',
  about: 'Nur für dich. Sie sind in dem, was du exportierst.',
  saved: 'Gespeichert',
};
