import { counted } from '../count.ts';
import type { Words } from '../type.ts';

export const classroom: Words['classroom'] = {
  bar: (name) => `Kurs ${name}`,
  due: (at) => `Abgabe ${at}`,
  wasDue: (at) => `Abgabe war ${at}`,
  late: {
    refused: 'danach keine Antworten mehr',
    deducted: (percent) => `späte Antworten verlieren ${percent} % am Tag`,
  },
  exam: {
    name: 'Prüfung',
    before: (at) => `beginnt ${at}`,
    during: (at) => `bis ${at}`,
    after: (at) => `endete ${at}`,
    released: 'Ergebnisse sind freigegeben',
    attempts: (count) => `je ${counted(count, 'Versuch', 'Versuche')}`,
  },
  timer: {
    title: 'Zeitmesser',
    over: 'Die Zeit ist um',
    lastMinute: 'Noch eine Minute',
  },
  hand: {
    raise: 'Hand heben',
    isUp: 'Hand ist oben',
    about: 'Worum geht es?',
    optional: 'Du kannst das leer lassen.',
    upSince: (time) => `Deine Hand ist seit ${time} oben. Die Kursleitung sieht sie.`,
    save: 'Übernehmen',
    lower: 'Hand senken',
    lowered: 'Deine Hand ist unten.',
  },
  messages: {
    title: 'Nachrichten',
    fresh: (count) => `${count} neu`,
    none: 'Noch hat niemand etwas geschrieben.',
    from: (name) => `Von ${name}`,
    toAll: 'an alle',
    toYou: 'an dich',
    said: (name, text) => `Nachricht von ${name}: ${text}`,
    dismiss: (name) => `Nachricht von ${name} weglegen`,
    more: (count) => `${count} weitere unter Nachrichten`,
    run: 'Im Terminal ausführen',
  },
  acts: {
    title: 'für dich',
    said: (name, text) => `Von ${name}: ${text}`,
    things: ({ host, terminals, attempts, hints, notes }) =>
      [
        host && 'dein Lab-Host',
        !host && terminals > 0 && counted(terminals, 'Terminal', 'Terminals'),
        attempts > 0 && counted(attempts, 'Versuch', 'Versuche'),
        hints > 0 && counted(hints, 'geöffneter Tipp', 'geöffnete Tipps'),
        notes > 0 && counted(notes, 'Notiz', 'Notizen'),
      ]
        .filter(Boolean)
        .join(', ') || 'nichts, weil nichts da war',
    reset: (things) => `Zurückgesetzt: ${things}.`,
    undone: (things) => `Zurückgeholt: ${things}.`,
    checkpoint: (title) =>
      `Dein Lab-Host wurde neu gemacht${title && `; jede Aufgabe bis „${title}“ ist darauf erledigt`}. Was darauf war, ist weg; deine Punkte bleiben.`,
    copied:
      'Deine Kursleitung hat eine Kopie deines Lab-Hosts gemacht, um ihn anzusehen, wie er ist. Deiner bleibt, wie er ist.',
    replaced: 'Deine Kursleitung hat eine Kopie eines anderen Lab-Hosts an die Stelle deines Hosts gesetzt.',
    given:
      'Deine Kursleitung hat dir einen Lab-Host an der Stelle deines Hosts gegeben. Was auf deinem war, ist weg; deine Antworten und Punkte bleiben.',
    freed:
      'Der Platz deines Lab-Hosts wurde an jemand anderen gegeben. Was darauf war, ist weg; deine Antworten und Notizen bleiben.',
    hint: (title) => `Ein Tipp zu „${title}“ wurde für dich geöffnet. Er kostet nichts.`,
    override: (title, points) => `„${title}“ wurde auf ${counted(points, 'Punkt', 'Punkte')} gesetzt.`,
    takenBack: (title) =>
      `Die von Hand gesetzten Punkte für „${title}“ wurden zurückgenommen. Deine Versuche zählen wieder.`,
    review: (title, points) =>
      `Deine Antwort auf „${title}“ wurde angesehen: ${counted(points, 'Punkt', 'Punkte')}.`,
    recheck: (title, points) =>
      `Deine Antwort auf „${title}“ wurde noch einmal geprüft: ${counted(points, 'Punkt', 'Punkte')}.`,
    why: (comment) => `„${comment}“`,
    undoUntil: (time) => `Versuche, Tipps und Notizen lassen sich bis ${time} zurückholen: Heb die Hand.`,
  },
  watched: (names) => `${names} sieht zu`,
  watchedBy: (names, terminal) =>
    `${names} sieht ${terminal === undefined ? 'in deinem Terminal' : `bei „${terminal}“`} zu`,
  control: {
    title: 'Tippen in dein Terminal',
    asks: (name, terminal) =>
      `${name} möchte in ${terminal === undefined ? 'dein Terminal' : `„${terminal}“`} tippen.`,
    seesAll: 'Du siehst alles, was getippt wird, und kannst es jederzeit zurücknehmen.',
    allow: 'Erlauben',
    no: 'Nein',
    granted: (name, terminal) =>
      `${name} kann in ${terminal === undefined ? 'dein Terminal' : `„${terminal}“`} tippen.`,
    takeBack: 'Zurücknehmen',
  },
  paused: {
    title: 'Bitte nach vorn schauen',
    text: 'Die Kursleitung hat die Terminals angehalten. Was du tippst, wird aufgehoben und kommt an, wenn sie weiterlaufen; nichts, was läuft, geht verloren.',
    over: 'Die Terminals laufen weiter.',
  },
  waiting: {
    title: 'Warten auf Einlass',
    text: (name, group) =>
      `Die Kursleitung sieht, dass ${name} in den Kurs „${group}“ möchte, und lässt dich ein. Diese Seite macht dann von selbst weiter.`,
    first: 'Antworten kannst du, sobald du eingelassen bist.',
  },
  personalCode: {
    title: (group) => `Du bist jetzt im Kurs „${group}“`,
    asked: (group) => `Du möchtest in den Kurs „${group}“`,
    text: 'Das ist dein persönlicher Code. Schreib ihn auf: Zusammen mit deinem Namen kommst du damit von einem anderen Gerät wieder herein.',
    label: 'Persönlicher Code',
    copy: 'Kopieren',
    copied: 'Kopiert',
    again: 'Du findest ihn oben auf der Seite unter deinem Namen wieder.',
    goOn: 'Weiter',
  },
  menu: {
    of: (name) => `Menü von ${name}`,
    marks: 'Aufgaben und Punkte',
    recordings: 'Aufzeichnungen',
    inClass: 'Kurs',
    leave: 'Jemand anderes an diesem Rechner',
    leaving: {
      title: 'Diesen Browser jemand anderem überlassen?',
      text: (name) =>
        `Alles, was ${name} gemacht hat, bleibt erhalten. Mit dem Namen und diesem Code kommst du zurück:`,
      noCode:
        'Als du angefangen hast, gab es keine persönlichen Codes; du kämst nicht zurück. Nimm einen anderen Browser.',
      go: 'Überlassen',
      stay: 'Hier weitermachen',
    },
  },
};
