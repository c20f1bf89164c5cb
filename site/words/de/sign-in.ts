import type { Words } from '../type.ts';

export const signIn: Words['signIn'] = {
  title: 'Du bist nicht angemeldet',
  description: 'Warum die Anmeldung mit dem Konto der Schule nicht ging.',
  why: {
    away: 'Die Anmeldung der Schule antwortet nicht, oder ihrer Antwort ist nicht zu trauen. Versuche es gleich noch einmal. Lehrende kommen mit ihrem Passwort hinein, Lernende mit dem Kurscode und ihrem Namen.',
    again:
      'Es hat zu lange gedauert, die Seite wurde zweimal geladen, oder begonnen wurde in einem anderen Browser. Beginne dort noch einmal, wo du herkamst.',
    refused:
      'Die Anmeldung der Schule hat dich nicht durchgelassen. Beginne noch einmal, oder frage deine Schule.',
    'no-instructor':
      'Dein Konto gehört hier niemandem, der lehrt. Sollte es das, frage, wer diesen Lab-Server betreibt (OIDC_INSTRUCTORS).',
    'wrong-code': 'Kein Kurs hat diesen Code. Frage deine Kursleitung danach.',
    'not-on-roster':
      'Der Kurs ist für die auf seiner Liste, und dein Konto steht nicht darauf. Bitte deine Kursleitung, deine E-Mail-Adresse oder deinen Anmeldenamen dort einzutragen.',
    off: 'Auf diesem Lab-Server gibt es keine solche Anmeldung.',
  },
  other: 'Die Anmeldung ging nicht. Beginne dort noch einmal, wo du herkamst.',
  home: 'Zur Startseite',
  desk: 'Zum Pult',
};
