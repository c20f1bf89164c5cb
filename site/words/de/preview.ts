import type { Words } from '../type.ts';

export const preview: Words['preview'] = {
  button: 'Webseite',
  open: 'Die Webseite eines Containers zeigen',
  title: 'Webseite',
  address: 'Adresse, wie der Lab-Host sie sieht',
  go: 'Zeigen',
  reload: 'Neu laden',
  window: 'In einem eigenen Fenster öffnen',
  close: 'Webseite schließen',
  hint: 'Gib die Adresse einer Webseite ein, die dein Lab-Host erreicht: die eines Containers wie http://172.17.0.2/ oder einen Port des Hosts wie http://localhost:8080/. IPv6 kommt in Klammern.',
  there: 'Seiten, die dein Lab-Host veröffentlicht',
  opening: 'Wird geöffnet…',
  pageOf: (url) => `Webseite unter ${url}`,
  here: (url) => `${url} zeigen`,
};
