import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const hosts: DeskWords['hosts'] = {
  title: 'Lab-Hosts',
  inUse: (used, room) =>
    `${counted(used, 'Lab-Host', 'Lab-Hosts')} belegt, ${room === 0 ? 'kein Platz' : `Platz für ${room}`}`,
  text: (used, most, room) =>
    `${used} von ${most} Lab-Hosts, für die der Speicher dieser Maschine reicht, sind belegt. ${
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
};
