import type { Words } from '../type.ts';

export const parts: Words['parts'] = {
  port: (port) => `Port ${port}`,
  namespaceOf: (whose) => `Netzwerk-Namespace von ${whose}`,
  namespaceNamed: (name) => `Netzwerk-Namespace ${name}`,
  insideNamespaceOf: (whose) => `im Netzwerk-Namespace von ${whose}`,
  insideNamespaceNamed: (name) => `im Netzwerk-Namespace ${name}`,
  inNamespaceOf: (whose) => ` im Netzwerk-Namespace von ${whose}`,
  inNamespaceNamed: (name) => ` im Netzwerk-Namespace ${name}`,
  lan: 'Der Router deines LANs. Er vergibt IPv4-Adressen und kündigt IPv6-Präfixe an; der Host und direkt angeschlossene Container fragen ihn gleichermaßen.',
  ownNamespace: 'Er hat eigene Interfaces, Adressen, Routen und Ports.',
  noProcess: (file) => `Kein Prozess ist darin: Die Datei ${file} hält ihn.`,
  processes: (count) => (count === 1 ? 'Ein Prozess ist darin.' : `${count} Prozesse sind darin.`),
  listens: (program) => `${program || 'Der Kernel'} lauscht darauf, auf dem Host selbst.`,
  forwards: (program, to, port) =>
    `${program || 'Der Kernel'} lauscht darauf und reicht jede Verbindung an ${to || 'einen anderen Namespace'}${port ? `, Port ${port},` : ''} weiter. Das ist ein Proxy.`,
  heldBy: (program) => (program ? `offen gehalten von ${program}` : 'vom Kernel offen gehalten'),
  container: (framework) => `Ein ${framework}-Container.`,
  containerOf: (framework, user) => `Ein ${framework}-Container des Benutzers ${user}.`,
  containerSaid: (framework) => `${framework}-Container`,
  firstProcess: (pid) => `Sein erster Prozess hat auf dem Host die PID ${pid}.`,
  attachment: {
    direct: 'Er ist ein vollwertiges Mitglied des LANs, mit eigenen Adressen; alle seine Ports gehören ihm.',
    nat: 'Er steckt hinter der Adresse des Hosts: Andere erreichen nur die Ports, die der Host weiterleitet.',
    host: 'Er teilt sich das Netz mit dem Host: Seine Ports sind die des Hosts.',
    none: 'Nichts führt aus seinem Netzwerk-Namespace hinaus.',
  },
  memberOf: (bridge) => `Gehört zur Bridge ${bridge}.`,
  ethernet: 'Eine Netzwerkkarte des Hosts; ihr Kabel führt ins LAN.',
  vethTo: (end, where) => `Ein Ende eines veth-Paars: Was hier hineingeht, kommt bei ${end}${where} heraus.`,
  veth: 'Ein Ende eines veth-Paars.',
  bridgeWithCable:
    'Eine klassische Bridge: Sie leitet Frames zwischen ihren Anschlüssen weiter, und einer davon ist ein Kabel ins LAN. Was daran hängt, ist im LAN.',
  bridge:
    'Eine Bridge ohne Kabel. Was daran hängt, erreicht das LAN nur über den Host, hinter der Adresse des Hosts.',
  interface: (kind) => `Ein Interface des Hosts (${kind}).`,
  vethInside: (where, end) => `Das Ende${where} von einem veth-Paar; das andere Ende ist ${end}.`,
  macvlanInside: (where, parent) =>
    `Ein macvlan${where}: ein zweites Interface am Draht von ${parent}, mit eigener MAC-Adresse. In der Interface-Liste des Hosts ist davon nichts zu sehen.`,
  userspaceInside: (where, program) =>
    `Ein Interface${where}, dessen Pakete ein Programm befördert: ${program}. Zu keinem Interface des Hosts gehört es.`,
  interfaceInside: (where, kind) => `Ein Interface${where} (${kind}).`,
};
