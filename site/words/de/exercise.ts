import type { VerdictStatus } from '../../../protocol/verdict.ts';
import { counted } from '../count.ts';
import type { Words } from '../type.ts';
import { number } from './number.ts';

const seen: Record<VerdictStatus, string> = {
  correct: 'erledigt',
  partial: 'zum Teil erledigt',
  incorrect: 'noch nicht',
  'needs-review': 'das muss sich jemand ansehen',
  error: 'konnte nicht nachsehen',
};

export const exercise: Words['exercise'] = {
  title: 'Aufgaben',
  description: 'Alle Fragen und Aufgaben mit deinen Punkten.',
  lead: (count, points) =>
    `${counted(count, 'Aufgabe', 'Aufgaben')} auf deinem Lab-Host, zusammen ${counted(points, 'Punkt', 'Punkte')}.`,
  counts: { best: 'Bei jeder zählt der beste Versuch.', last: 'Bei jeder zählt der letzte Versuch.' },
  marksNeedScript: 'Deine Punkte siehst du, wenn JavaScript eingeschaltet ist.',
  answerNeedsScript: 'Zum Antworten brauchst du JavaScript: Deine Antwort wird auf deinem Lab-Host geprüft.',
  points: (count) => counted(count, 'Punkt', 'Punkte'),
  pointsOf: (earned, possible) => `${number(earned)} von ${counted(possible, 'Punkt', 'Punkten')}`,
  kind: { question: 'Frage', lab: 'Lab-Aufgabe' },
  progress: {
    done: 'Erledigt',
    begun: 'Begonnen',
    open: 'Offen',
    closed: 'Geschlossen',
    kept: 'Abgegeben',
    'other-host': 'Nicht auf deinem Host',
    'none-left': 'Kein Versuch mehr',
  },
  nextExercise: 'Weiter mit:',
  nextChapter: 'Weiter im Kapitel:',
  allDone: 'Das war die letzte. Zu allen Aufgaben',
  startFirst: 'Zum Antworten das Lab starten',
  unknown: (id) => `Der Lab-Server kennt keine Aufgabe namens ${id}.`,
  noForm: 'Diese Seite kann für diese Antwort kein Formular zeigen.',
  cannotAsk: (label) => `Nach „${label}“ kann diese Seite nicht fragen.`,
  characters: (count, most) => `${number(count)} von ${number(most)} Zeichen`,
  check: 'Antwort prüfen',
  checkNow: 'Jetzt prüfen',
  checking: 'Dein Host wird geprüft…',
  start: {
    due: 'Diese Aufgabe richtet zuerst deinen Lab-Host her. Zurücksetzen macht ihn wieder, wie er war.',
    made: 'Dein Lab-Host ist hergerichtet. Nach dem Zurücksetzen muss er es wieder werden.',
    begin: 'Herrichten',
    doing: 'Dein Host wird hergerichtet…',
  },
  watch: {
    says: 'Prüft sich von selbst: Sobald sich auf deinem Lab-Host etwas ändert, wird nachgesehen.',
    parts: 'Was davon schon da ist',
    right: 'Erledigt',
    wrong: 'Noch nicht',
    note: 'Hinweis',
    last: (time, status) => `Zuletzt um ${time}: ${seen[status]}.`,
  },
  hostIsAnswer: 'Die Antwort war der Zustand des Hosts.',
  hints: 'Tipps',
  openHint: (number, total) =>
    `${number === 1 ? 'Tipp öffnen' : 'Nächsten Tipp öffnen'} (${number} von ${total})`,
  openCostly: (which, total, cost) =>
    `Tipp ${which} von ${total} öffnen, kostet ${number(cost)} ${cost === 1 ? 'Punkt' : 'Punkte'}`,
  hintQuestion: (which) => `Tipp ${which} öffnen?`,
  hintPrice: (cost) =>
    `Er kostet dich ${number(cost)} ${cost === 1 ? 'Punkt' : 'Punkte'} bei jeder Antwort, die du ab jetzt gibst. Was du schon erreicht hast, bleibt dir.`,
  noHint: 'Ohne Tipp versuchen',
  yesHint: (cost) => `Für ${number(cost)} ${cost === 1 ? 'Punkt' : 'Punkte'} öffnen`,
  taken: (points) => `(${number(points)} weniger wegen Tipps)`,
  late: (points) => `(${number(points)} weniger wegen Verspätung)`,
  held: 'Abgegeben',
  heldText:
    'Deine Antwort ist gespeichert. Was dabei herauskam, siehst du, sobald die Kursleitung es freigibt.',
  closedText: 'Die Kursleitung hat diese Aufgabe vorerst geschlossen. Was du erreicht hast, bleibt dir.',
  examBefore: (at) => `Die Prüfung beginnt ${at}. Antworten werden ab dann angenommen.`,
  examAfter: (at) => `Die Prüfung endete ${at}. Antworten werden nicht mehr angenommen.`,
  attemptsLeft: (count) => `Noch ${counted(count, 'Versuch', 'Versuche')}`,
  noneLeft: 'Du hast deine Versuche bei dieser Aufgabe verbraucht. Deine letzte Antwort zählt.',
  otherHost:
    'Diese Aufgabe braucht, was dein Lab-Host nicht hat: Nicht auf allen laufen dieselben Container, und an einem, den sich alle teilen, lässt sich nichts verändern. Mach mit der nächsten weiter.',
  noHelp: 'In der Prüfung gibt es keine Tipps und keine Lösung.',
  reviewed: (name, points) => `${name} gab ${points}`,
  setByHand: (points) => `Die Kursleitung hat das auf ${points} gesetzt`,
  byHand: 'von der Kursleitung gesetzt',
  solution: {
    show: 'So findest du die Antwort',
    onceRight: 'Wie man die Antwort findet, siehst du, sobald deine richtig ist.',
    afterAttempts: (count) =>
      `Wie man die Antwort findet, siehst du nach ${counted(count, 'Versuch', 'Versuchen')} oder sobald deine richtig ist.`,
  },
  disagree: {
    open: 'Das sehe ich anders',
    instructor:
      'Die Kursleitung bekommt das zu sehen, mit deiner Antwort und dem, was die Prüfung gesehen hat. Zu jedem Versuch kannst du das einmal schreiben.',
    selfStudy:
      'Im Selbststudium gibt es keine Kursleitung. Was du schreibst, bleibt bei diesem Versuch und wird einer Kursleitung gezeigt, falls dieses Lab eine bekommt. Zu jedem Versuch kannst du das einmal schreiben.',
    reason: 'Warum ist deine Antwort richtig?',
    send: 'Abschicken',
    said: (at) => `Am ${at} hast du widersprochen.`,
    answered: (name, at) => `${name} am ${at}`,
    state: {
      open: 'Das hat sich noch niemand angesehen.',
      accepted: 'Die Kursleitung gibt dir recht.',
      partly: 'Die Kursleitung gibt dir zum Teil recht.',
      rejected: 'Die Kursleitung bleibt bei der Bewertung.',
    },
  },
  earlier: (count) => `Frühere Versuche (${count})`,
  otherScenario: (seed) => `Das war auf einem anderen Host, mit Szenario ${seed}.`,
  found: (count) => `Was gefunden wurde (${count})`,
  status: {
    correct: 'Richtig',
    partial: 'Teilweise richtig',
    incorrect: 'Noch nicht',
    'needs-review': 'Wird noch durchgesehen',
    error: 'Nicht geprüft',
  },
  compare: 'Vergleiche sie selbst',
  notCounted: 'zählt nicht als Versuch',
  tone: { right: 'Richtig', wrong: 'Falsch', note: 'Hinweis' },
  evidence: 'Was auf deinem Host zu sehen war',
  wrong: {
    chooseSome: 'Wähle mindestens eines aus.',
    chooseOne: 'Wähle eines aus.',
    empty: 'Hier fehlt noch etwas.',
    cannotAsk: 'Nach diesem Teil der Antwort kann diese Seite nicht fragen.',
    number: 'Gib eine ganze Zahl an, zum Beispiel 3.',
    numbers: 'Gib eine oder mehrere Zahlen an, getrennt durch Leerzeichen oder Kommas.',
    notNumber: (word) =>
      `„${word}“ ist keine Zahl. Gib Zahlen an, durch Leerzeichen oder Kommas getrennt, oder füge ein, was der Befehl ausgegeben hat.`,
  },
};
