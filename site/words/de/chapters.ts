import { counted } from '../count.ts';
import type { Words } from '../type.ts';

export const chapters: Words['chapters'] = {
  title: 'Kapitel',
  length: (count, minutes) =>
    `${counted(count, 'Kapitel', 'Kapitel')}, mit den Aufgaben etwa ${counted(minutes, 'Minute', 'Minuten')}`,
  minutes: (count) => `${count} Min.`,
  read: 'Gelesen',
  isRead: 'gelesen',
  allExercises: 'Alle Aufgaben',
  recordings: 'Aufzeichnungen',
  withExercises: (minutes) => `, mit den Aufgaben ${minutes}`,
  place: (number, count, minutes) =>
    `Kapitel ${number} von ${count} · etwa ${counted(minutes, 'Minute', 'Minuten')}`,
  pager: 'Voriges und nächstes Kapitel',
  previous: 'Zurück',
  next: 'Weiter',
  since: 'Seither',
  table: 'Tabelle',
  isClosed: 'Noch nicht offen',
  closed: {
    title: 'Dieses Kapitel ist noch nicht offen',
    text: 'Die Kursleitung öffnet die Kapitel deines Kurses nach und nach, und dieses noch nicht.',
    goesOn: 'Sobald es offen ist, erscheint es hier von selbst.',
    back: 'Zu den offenen Kapiteln',
  },
};
