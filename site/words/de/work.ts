import { counted } from '../count.ts';
import type { Words } from '../type.ts';

export const work: Words['work'] = {
  button: 'Meine Arbeit exportieren',
  about:
    'Eine HTML-Datei mit deinen Antworten, Bewertungen, Notizen und Aufzeichnungen, zum Behalten oder Abgeben. Sie braucht kein Netz.',
  collecting: 'Deine Antworten und Notizen werden gesammelt…',
  recording: (number, count) => `Aufzeichnung ${number} von ${count} wird geholt…`,
  done: 'Sie liegt bei deinen Downloads.',
  heading: (name) => `Die Arbeit von ${name}`,
  made: (when) => `Exportiert am ${when}`,
  points: (earned, possible) => `${earned} von ${counted(possible, 'Punkt', 'Punkten')}`,
  answers: 'Antworten',
  notAnswered: 'Nicht beantwortet.',
  notes: 'Notizen',
  noNotes: 'Keine Notizen.',
  recordings: 'Aufzeichnungen von Terminals',
  noRecordings: 'Keine Aufzeichnungen.',
  play: 'Abspielen',
  file: (name) => `vethlab, Arbeit von ${name}`,
};
