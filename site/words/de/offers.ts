import type { Words } from '../type.ts';

export const offers: Words['offers'] = {
  title: (thing) => `Befehle für ${thing}`,
  process: (pid) => `Prozess ${pid}`,
  container: (name) => `Container ${name}`,
  addressesInside: 'die Adressen in seinem Netzwerk-Namespace',
  namespaces: 'die Namespaces, in denen er ist',
  programAndParent: 'sein Programm und sein Elternprozess',
  answers: 'ob sie antwortet',
  page: 'die Seite auf ihrem Port 80',
  route: 'der Weg von hier dorthin',
  inWorkbench: 'die Seite, hier im Arbeitsbereich',
  firstProcess: 'sein erster Prozess',
  ports: 'die Ports, die er veröffentlicht',
  firstProcessAndAddresses: 'sein erster Prozess und seine Adressen',
  networkCard: 'wie seine Netzwerkkarte angeschlossen ist',
};
