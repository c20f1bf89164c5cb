import type { Words } from '../type.ts';

export const files: Words['files'] = {
  button: 'Dateien',
  title: 'Dateien auf deinem Lab-Host',
  text: 'Was in deinem Home-Verzeichnis liegt, das Neueste zuerst. Andere Dateien kopierst du dorthin, um sie herunterzuladen.',
  looking: 'Wird nachgesehen…',
  none: 'Dort liegt noch keine Datei.',
  download: 'Herunterladen',
  pick: 'Datei hochladen',
  close: 'Schließen',
  drop: 'Loslassen, dann liegt sie in deinem Home-Verzeichnis',
  kept: (name) => `${name} liegt in deinem Home-Verzeichnis.`,
  refused: 'Die Datei konnte nicht angenommen werden',
  tooLarge: 'Eine Datei darf höchstens 1 MiB haben. Packe sie, oder teile sie auf.',
};
