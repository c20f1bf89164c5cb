import { counted } from '../count.ts';
import type { Words } from '../type.ts';

export const courses: Words['courses'] = {
  title: 'Lehrgänge',
  description: 'Die Lehrgänge dieses Lab-Servers.',
  lead: 'In jedem Lehrgang hast du einen eigenen Lab-Host und eigene Punkte. Ein Kurscode führt zum Lehrgang seines Kurses, egal auf welcher Seite du ihn eingibst.',
  facts: (chapters, exercises) =>
    `${counted(chapters, 'Kapitel', 'Kapitel')} · ${counted(exercises, 'Aufgabe', 'Aufgaben')}`,
  needsScript: 'Die Liste der Lehrgänge braucht JavaScript.',
};
