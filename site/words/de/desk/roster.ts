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
  externalId: 'Schulnummer',
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
    rename: 'Umbenennen',
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
  paste: 'Oder hier einfügen',
  pasteHelp:
    'Je Zeile eine Person: Name, dann die Schulnummer, falls es eine gibt. Eine Kopfzeile darf die Spalten nennen.',
  pasteExample: 'Name;Nummer',
  preview: 'Ansehen, was daraus wird',
  added: (count) => `Neu: ${count}`,
  known: (count) => `Schon auf der Liste: ${count}`,
  refused: (count) => `Nicht lesbar: ${count}`,
  line: (line) => `Zeile ${line}:`,
  take: (count) => `${counted(count, 'Person', 'Personen')} auf die Liste setzen`,
  imported: (count) => `${counted(count, 'Person', 'Personen')} auf die Liste gesetzt.`,
  slips: 'Zettel zum Drucken',
  slipsText: (count) =>
    `${counted(count, 'Zettel', 'Zettel')} zum Ausschneiden und Verteilen. Der persönliche Code ist nur für die eine Person.`,
  address: 'Adresse',
};
