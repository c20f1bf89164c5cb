import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const reset: DeskWords['reset'] = {
  title: (count) => `${counted(count, 'Person', 'Personen')} zurücksetzen`,
  what: 'Was zurückgesetzt wird',
  parts: {
    host: 'Lab-Host',
    terminals: 'Offene Terminals',
    attempts: 'Versuche',
    hints: 'Geöffnete Tipps',
    notes: 'Notizen',
  },
  partNotes: {
    host: 'ein frischer; was darauf gemacht wurde, ist verloren',
    terminals: 'werden geschlossen',
    attempts: 'bleiben aufgezeichnet und zählen nicht mehr',
    hints: 'sind wieder zu und kosten nichts',
    notes: 'werden geleert',
  },
  ofExercises: 'Von welchen Aufgaben',
  look: 'Ansehen, was wegfällt',
  goes: 'Das fällt weg',
  anew: 'wird neu gemacht',
  undoNote: 'Versuche, Tipps und Notizen lassen sich eine Weile zurückholen, Hosts und Terminals nicht.',
  reset: 'Zurücksetzen',
  done: (count) => `Für ${counted(count, 'Person', 'Personen')} zurückgesetzt.`,
  undone: 'Zurückgeholt.',
  checkpoint: 'Zu einem Zwischenstand bringen',
  checkpointText:
    'Alle bekommen einen frischen Lab-Host, auf dem die Aufgaben bis zu dieser gelöst sind. Was auf dem alten gemacht wurde, ist verloren.',
  noTasks: 'Keine Aufgabe dieses Kurses ändert den Host, also gibt es keinen Zwischenstand.',
  upTo: 'Gelöst bis',
  bring: 'Frische Hosts machen',
  recheck: 'Neu prüfen',
  recheckText: 'Die geltenden Antworten werden noch einmal geprüft, gegen die Lab-Hosts, wie sie jetzt sind.',
  begun: (count) =>
    `Für ${counted(count, 'Person', 'Personen')} begonnen. Der Überblick zeigt, wie weit es ist.`,
};
