import type { Words } from '../type.ts';

export const ssh: Words['ssh'] = {
  button: 'SSH',
  title: 'Dein eigener Editor und deine eigene Shell',
  text: 'Mit ssh erreichst du deinen Lab-Host von deinem eigenen Rechner aus: Shell, scp und sftp, weitergeleitete Ports, ein Editor wie VS Code.',
  only: 'Für dich allein wird ein Port geöffnet. Herein lässt nur ein Schlüssel oder ein Einmalcode von dir. Was über ssh geschieht, wird nicht aufgezeichnet.',
  open: 'Öffnen',
  close: 'Schließen',
  done: 'Fertig',
  command: 'In einem Terminal deines Rechners',
  copyThis: (text) => `${text} kopieren`,
  code: 'Einmalcode',
  codeText: 'Wo ssh nach einem Passwort fragt, gib einen Code ein. Er öffnet eine Verbindung.',
  newCode: 'Code holen',
  codeUntil: (time) => `Öffnet eine Verbindung, bis ${time}.`,
  keys: 'Öffentliche Schlüssel',
  keysText:
    'Mit einem Schlüssel wirst du nichts gefragt. Ein Editor braucht einen, denn er verbindet sich mehrmals.',
  key: 'Eine Zeile aus ~/.ssh/id_ed25519.pub',
  keyHelp: 'ssh-keygen erzeugt einen Schlüssel, wenn du keinen hast.',
  addKey: 'Schlüssel hinzufügen',
  removeKey: (name) => `${name} entfernen`,
  removesAll: 'Wird ein Schlüssel entfernt, enden alle Verbindungen.',
  more: 'Für einen Editor und für Ports',
  config: 'In ~/.ssh/config auf deinem Rechner',
  editor:
    'VS Code zeigt dann „vethlab“ unter „Remote-SSH: Connect to Host“. Lab-Hosts haben kein Internet; setze darum remote.SSH.localServerDownload auf always: Dein Rechner holt, was auf den Host kommt.',
  forward: 'Port 80 des Lab-Hosts als http://localhost:8080 auf deinem Rechner',
  copyFile: 'Eine Datei von deinem Rechner',
  hostKey: 'Bei der ersten Verbindung zeigt ssh den Schlüssel des Hosts. Es muss dieser sein:',
  connections: (count) =>
    count === 0
      ? 'Keine Verbindung ist offen.'
      : count === 1
        ? 'Eine Verbindung ist offen.'
        : `${count} Verbindungen sind offen.`,
  looking: 'Wird nachgesehen…',
};
