import type { Words } from '../type.ts';

export const lti: Words['lti'] = {
  window: {
    title: 'Das Lab öffnet sich in einem eigenen Fenster',
    description: 'Ein Link von deinem LMS zum Lab.',
    text: 'Es braucht mehr Platz, als hier ist.',
    open: 'Lab öffnen',
    opened: 'Das Lab ist in einem anderen Fenster offen. Komm für das nächste hierher zurück.',
    openAgain: 'Ist es eine Weile her? Dann lade diese Seite des LMS neu, bevor du den Knopf drückst.',
    missing: 'Hier ist nichts zu öffnen. Öffne den Link im Kurs deines LMS.',
    needsScript: 'Für das Lab brauchst du JavaScript.',
  },
  failed: {
    title: 'Das ging nicht',
    description: 'Warum der Weg vom LMS zum Lab nicht ging.',
    why: {
      'unknown-lms':
        'Dein LMS ist mit diesem Lab-Server nicht verbunden. Sag es deiner Kursleitung: Wer den Lab-Server betreibt, verbindet es am Pult.',
      again:
        'Es hat zu lange gedauert, die Seite wurde zweimal geladen, oder begonnen wurde in einem anderen Browser. Geh zurück zu deinem LMS und öffne den Link noch einmal.',
      'not-believed':
        'Was das LMS über dich sagt, ist nicht zu glauben: Es ist nicht von ihm unterschrieben, nicht für diesen Lab-Server oder zu alt. Öffne den Link noch einmal. Geschieht es wieder, muss jemand nach der Verbindung sehen, und nach den Uhren beider Rechner.',
      refused:
        'Das LMS hat dich nicht durchgelassen. Melde dich dort an und öffne den Link noch einmal. Geschieht es wieder, sag es deiner Kursleitung.',
      away: 'Der Lab-Server kann die Schlüssel des LMS gerade nicht lesen. Versuche es in einer Minute noch einmal.',
      deployment:
        'Das LMS ist verbunden, aber nicht für den Teil, aus dem du kommst. Sag es deiner Kursleitung: Wer den Lab-Server betreibt, kann diesen Teil am Pult einlassen (Deployment).',
      'no-course':
        'Das LMS sagt nicht, aus welchem Kurs du kommst. Öffne den Link in einem Kurs. Hast du das getan, sag es deiner Kursleitung.',
      'other-course':
        'Der Link ist für einen Lehrgang, den es auf diesem Lab-Server nicht gibt, oder für einen anderen als den, mit dem dieser Kurs im LMS begonnen hat. Sag es deiner Kursleitung.',
      removed:
        'Die Kursleitung hat dich aus dem Kurs genommen. War das ein Versehen, bitte sie, dich zurückzuholen.',
      archived:
        'Der Kurs ist vorbei: Er ist archiviert, und niemand kommt mehr hinein. Die Kursleitung kann ihn zurückholen.',
      'no-instructor':
        'Nur wer den Kurs leitet, wählt aus, wohin er verweist. Leitest du ihn, so sagt das LMS es nicht.',
      'from-lms': 'Diese Adresse ist für ein LMS. Öffne den Link im Kurs deines LMS.',
      'no-tls':
        'Ein LMS wird nur über https verbunden, und dieser Lab-Server hat keine solche Adresse. Wer ihn betreibt, findet in der Hilfe unter „Im LMS einer Schule“, was es braucht.',
      link: 'Der Link zum Verbinden wurde schon benutzt oder ist älter als eine Stunde. Mach am Pult unter „LMS der Schule“ einen neuen.',
      registration:
        'Das LMS ließ sich so nicht verbinden. Mach am Pult einen neuen Link und versuche es noch einmal, oder trage von Hand ein, was beide wissen müssen.',
    },
    other: 'Geh zurück zu deinem LMS und öffne den Link noch einmal.',
    inAlready: 'Bist du schon im Lab, geht es hier weiter:',
    home: 'Zur Startseite',
  },
};
