import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const roster: DeskWords['roster'] = {
  state: 'Stand',
  states: {
    listed: 'war noch nicht da',
    waiting: 'wartet',
    active: 'ist dabei',
    removed: 'entfernt',
    merged: 'in anderer Person aufgegangen',
  },
  joined: 'Beigetreten',
  attempts: 'Versuche',
  nobody: (code) =>
    `Noch steht niemand auf der Liste. Lies eine ein, oder lass Lernende mit dem Kurscode ${code} beitreten.`,
  away: (count) => `Entfernt oder zusammengeführt (${count})`,
  letIn: 'Einlassen',
  letInName: (name) => `${name} einlassen`,
  letAllIn: 'Alle einlassen',
  refuse: 'Abweisen',
  refuseName: (name) => `${name} abweisen`,
  refuseAll: 'Alle abweisen',
  change: (name) => `${name} ändern`,
  does: {
    rename: 'Name und Angaben',
    newCode: 'Neuer persönlicher Code',
    merge: 'Mit anderer Person zusammenführen',
    move: 'In anderen Kurs verschieben',
    report: 'Bericht',
    export: 'Als JSON exportieren',
    remove: 'Aus dem Kurs entfernen',
    bringBack: 'Zurückholen',
    erase: 'Endgültig löschen',
  },
  merge: 'Zusammenführen',
  mergeText: (name) =>
    `Alles von ${name} geht an die andere Person über: Versuche, Punkte, Aufzeichnungen. Diesen Eintrag gibt es dann nicht mehr.`,
  into: 'Wer bleibt',
  move: 'Verschieben',
  moveText: (name) => `${name} kommt mit allem Bisherigen in einen anderen Kurs.`,
  noOtherClass: 'Du hast keinen anderen Kurs.',
  erase: 'Löschen',
  eraseText: (name) =>
    `Alles von ${name} wird gelöscht: Name, Antworten, Punkte, Aufzeichnungen, Lab-Host. Es gibt keinen Weg zurück.`,
  typeName: (name) => `Tippe den Namen, um sicher zu sein: ${name}`,
  erased: (name, attempts, recordings) =>
    `${name} ist gelöscht, mit ${counted(attempts, 'Versuch', 'Versuchen')} und ${counted(recordings, 'Aufzeichnung', 'Aufzeichnungen')}.`,
  import: 'Liste einlesen',
  file: 'CSV-Datei',
  workbook:
    'Das ist eine Arbeitsmappe. Speichere sie in Excel oder LibreOffice als CSV und nimm diese Datei.',
  paste: 'Oder hier einfügen',
  pasteHelp:
    'Eine Liste aus Moodle, Canvas oder einer Tabelle, oder ein Name je Zeile. Wie jede Spalte gelesen wird, siehst du, bevor etwas geschieht.',
  pasteExample: 'Name;Nummer',
  preview: 'Ansehen, was daraus wird',
  columns: 'So werden die Spalten gelesen',
  columnTitle: 'Spalte',
  readAs: 'Gelesen als',
  readColumn: (column) => `${column} lesen als`,
  column: (number) => `Spalte ${number}`,
  empty: 'nichts steht darin',
  header: 'Die Spalten nennt',
  noHeader: 'keine Zeile',
  uses: {
    name: 'Name',
    given: 'Vorname',
    family: 'Nachname',
    externalId: 'Schulnummer',
    email: 'E-Mail',
    login: 'Anmeldename',
    section: 'Gruppe',
    platformId: 'ID der Plattform',
    none: 'Nicht verwendet',
  },
  noName: 'Keine Spalte wird als Name gelesen.',
  twins:
    'Wer denselben Namen hat, wird am persönlichen Code unterschieden: Gib den Zettel aus; der Beitritt geht dann mit Name und Code.',
  twin: 'braucht den persönlichen Code',
  filled: (details) => `wird ergänzt: ${details}`,
  added: (count) => `Neu: ${count}`,
  known: (count) => `Schon auf der Liste: ${count}`,
  refused: (count) => `Ausgelassen: ${counted(count, 'Zeile', 'Zeilen')}`,
  line: (line) => `Zeile ${line}:`,
  take: (count, filled) =>
    count === 0 && filled > 0
      ? `${counted(filled, 'Person', 'Personen')} ergänzen`
      : `${counted(count, 'Person', 'Personen')} auf die Liste setzen`,
  imported: (count, filled) =>
    `${counted(count, 'Person', 'Personen')} auf die Liste gesetzt${filled > 0 ? `, ${filled} ergänzt` : ''}.`,
  slips: 'Zettel zum Drucken',
  slipsText: (count) =>
    `${counted(count, 'Zettel', 'Zettel')} zum Ausschneiden und Verteilen. Der persönliche Code ist nur für die eine Person.`,
  address: 'Adresse',
};
