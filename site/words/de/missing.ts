import type { Words } from '../type.ts';

export const missing: Words['missing'] = {
  title: 'Seite nicht gefunden',
  description: 'Unter dieser Adresse gibt es keine Seite.',
  code: '404: keine Route zu dieser Seite',
  heading: 'Unter dieser Adresse ist nichts',
  text: 'Vielleicht ist der Link alt, oder in der Adresse steckt ein Tippfehler. Alle Kapitel findest du auf der Startseite.',
  home: 'Zur Startseite',
};
