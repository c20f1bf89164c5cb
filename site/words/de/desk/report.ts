import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const report: DeskWords['report'] = {
  title: 'Bericht',
  back: (name) => `Zurück zu ${name}`,
  ofClass: 'Bericht des Kurses',
  asOf: (at) => `Stand ${at}`,
  standings: 'Lernende und ihre Punkte',
  untried: (numbers) => `Von niemandem versucht: ${numbers}.`,
  notTried: (numbers) => `Nicht versucht: ${numbers}.`,
  total: 'Alle Fragen zusammen',
  median: (points, possible) => `Die Hälfte hat ${points} von ${possible} Punkten oder mehr.`,
  minutes: (minutes) =>
    `Die Hälfte derer, die es richtig haben, brauchte nach dem ersten Versuch ${counted(minutes, 'Minute', 'Minuten')} oder weniger.`,
  points: 'Punkte',
  pointsOf: (possible) => `Punkte, von ${possible}`,
  attempts: 'Versuche',
  attemptsOfEach: 'Versuche je Person, die es versucht hat',
  learners: 'Personen',
  standing: 'Wie sie stehen',
  findings: 'Häufigste falsche Befunde',
};
