import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const hosts: DeskWords['hosts'] = {
  title: 'Lab-Hosts',
  inUse: (used, room) =>
    `${counted(used, 'Lab-Host', 'Lab-Hosts')} belegt, ${room === 0 ? 'kein Platz' : `Platz für ${room}`}`,
  text: (used, most, room) =>
    `${used} von ${most} Lab-Hosts, für die der Speicher reicht, sind belegt. ${
      room === 0 ? 'Sonst kann jetzt niemand einen bekommen.' : `Für ${room} ist noch Platz.`
    }`,
  spares: (count) => `${counted(count, 'Host steht', 'Hosts stehen')} bereit, wer immer als Nächstes kommt.`,
  freeText:
    'Ein freigegebener Host wird mit Dateien und Terminals weggeräumt. Antworten und Notizen bleiben, und wer wiederkommt, bekommt einen frischen Host.',
  free: 'Diesen Host freigeben',
  freeOf: (name) => `Host von ${name} freigeben`,
  sure: 'Ja, freigeben',
  sureOf: (name) => `Ja, Host von ${name} freigeben`,
  somebody: 'Jemand',
  alone: 'lernt allein',
  online: 'Seite offen',
  offline: 'keine Seite offen',
  atRest: 'Ruhend',
  atRestText: (count, bytes) =>
    `${counted(count, 'Host', 'Hosts')}, ${bytes} auf der Festplatte. Dort läuft nichts, bis die Lernenden kommen.`,
  atRestOf: (count, bytes, most) =>
    `${counted(count, 'Host', 'Hosts')}, ${bytes} von ${most} auf der Festplatte. Dort läuft nichts, bis die Lernenden kommen. Ist kein Platz mehr, wird weggeworfen, wer am längsten ruht.`,
  since: (when) => `seit ${when}`,
  isNext: 'wird als Nächster weggeworfen',
  nextOnes: (names) =>
    `Für ruhende Lab-Hosts ist wenig Platz. Geht noch einer zur Ruhe, wird dieser weggeworfen: ${names}. Behalte ihn unter „Lab-Hosts“, oder erhöhe KEPT_DISK.`,
  workers: 'Maschinen mit Lab-Hosts',
  workersText: 'Wer kommt, kommt auf die mit einem bereiten Host und dem meisten freien Speicher.',
  workerOn: (machine) => `auf ${machine}`,
  workerState: {
    serving: 'nimmt Lernende auf',
    draining: 'wird geleert',
    away: 'nicht erreichbar',
    lost: 'verloren',
  },
  workerHas: (learners, most, atRest, memory) =>
    [
      `${learners} von ${counted(most, 'Host', 'Hosts')}`,
      ...(atRest > 0 ? [`${atRest} ruhend`] : []),
      `${memory} Speicher frei`,
    ].join(' · '),
  workersTrouble: (names) =>
    `Diese Maschinen mit Lab-Hosts sind verloren oder nicht erreichbar: ${names}. Siehe „Lab-Hosts“.`,
  copy: 'Kopieren',
  copyTitle: 'Einen Lab-Host kopieren',
  copyText:
    'Gibt jemandem eine Kopie des Hosts einer anderen Person im Kurs, an der Stelle des eigenen. Was auf jenem war, geht verloren. Das Original bleibt, wie es ist. Um dir selbst einen Host anzusehen, öffne die Person und drücke „Lab-Host …“.',
  copyOf: 'Der Host von',
  copyTo: 'geht an',
  choose: 'wähle',
  keep: 'Behalten',
  kept: 'Wird behalten',
  keepOf: (name) => `Host von ${name} behalten`,
  wake: 'Wecken',
  wakeOf: (name) => `Host von ${name} wecken`,
  away: 'Wegwerfen',
  awayOf: (name) => `Host von ${name} wegwerfen`,
  sureAway: 'Ja, wegwerfen',
  sureAwayOf: (name) => `Ja, Host von ${name} wegwerfen`,
  second: 'zweiter Host, endet von selbst, wenn sein Speicher gebraucht wird',
  instructors: 'eigener Host einer Kursleitung',
  openMine: 'Öffnen',
  mine: {
    title: 'Dein Lab-Host',
    none: 'Du hast gerade keinen eigenen Lab-Host. Öffne am Pult eine Person und drücke „Lab-Host …“, um einen zu bekommen.',
    dialog: (name) => `Lab-Host von ${name}`,
    what: 'Was möchtest du tun?',
    copy: 'Eine Kopie dieses Hosts öffnen',
    copyText:
      'Du bekommst eine Kopie, wie er jetzt ist, mit einem Terminal. Das Original steht einen Augenblick still und bleibt, wie es ist.',
    fresh: 'Einen frischen Host mit demselben Szenario öffnen',
    freshText: 'Um den Anfang zu sehen, oder um einen Host vorzubereiten, den du weitergibst.',
    give: 'Deinen Host an dessen Stelle geben',
    giveText: (name) =>
      `Was auf dem Host von ${name} ist, geht endgültig verloren, mit den Terminals. ${name} bekommt eine Kopie von deinem und erfährt, dass sie von dir kommt. Antworten und Punkte bleiben.`,
    replaces: (what) => `Du hast schon einen: ${what}. Er wird dann weggeworfen.`,
    rules: (minutes) =>
      `Auf deinem eigenen Lab-Host wird nichts bewertet oder aufgezeichnet, und er belegt den Platz eines Lab-Hosts. Er wird weggeworfen, wenn du es sagst, wenn ihn ${minutes} Minuten lang niemand benutzt hat oder wenn du den Kurs verlässt.`,
    open: 'Öffnen',
    doGive: 'Geben',
    given: (name) => `${name} hat jetzt eine Kopie deines Lab-Hosts.`,
    isCopy: (name, at) => `eine Kopie des Hosts von ${name}, wie er am ${at} war`,
    isFresh: (name, at) => `ein frischer Host mit dem Szenario von ${name}, gemacht am ${at}`,
    about: (what) => `Das ist ${what}.`,
    back: (name) => `Zurück zu ${name}`,
    giveTo: 'Geben an',
    giveTitle: (name) => `${name} eine Kopie dieses Hosts geben?`,
    giveOpen: 'Geben …',
    away: 'Wegwerfen',
    sureAway: 'Ja, wegwerfen',
    terminal: 'Neues Terminal',
    making: 'Wird gestartet',
    gone: 'Dein Lab-Host ist weg.',
    endsAt: (time) =>
      `Um ${time} wird er weggeworfen, weil ihn niemand benutzt. Tippe in sein Terminal, dann bleibt er.`,
  },
};
