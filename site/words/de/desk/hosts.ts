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
    'Um dir den Host von jemandem anzusehen, wie er ist, tritt dem Kurs in einem eigenen Fenster bei und lass die Kopie an die Stelle deines Hosts dort treten. Was auf jenem war, geht verloren. Das Original bleibt, wie es ist.',
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
};
