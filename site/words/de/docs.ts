import type { Words } from '../type.ts';

export const docs: Words['docs'] = {
  title: 'Dokumentation',
  tool: 'Hilfe',
  lead: 'Wie vethlab benutzt und betrieben wird, und wie man dafür schreibt. Alles ist hier, auch ohne Netz.',
  contents: 'Auf dieser Seite',
  inEnglish: 'Die Dokumentation ist auf Englisch.',
  pages: {
    learner: {
      title: 'Für Lernende',
      text: 'Das Terminal, der Lab-Host, die Aufgaben, und was von dir gespeichert wird.',
    },
    instructor: { title: 'Für die Kursleitung', text: 'Ein Kurs: beitreten, helfen, bewerten, prüfen.' },
    install: {
      title: 'Installieren',
      text: 'Als Debian-Paket, aus einer Datei ohne Netz, auf einem Raspberry Pi.',
    },
    operator: { title: 'Für Betreiber', text: 'Betreiben, sichern und aktualisieren.' },
    lms: {
      title: 'Im LMS einer Schule',
      text: 'Moodle, Canvas und andere verbinden; Punkte in deren Notenbuch.',
    },
    cluster: { title: 'Mehrere Maschinen', text: 'Lernende auf den Maschinen eines Incus-Clusters.' },
    authoring: {
      title: 'Für Autoren',
      text: 'Aufgaben und Kurse schreiben und auf echten Hosts beweisen.',
    },
    checks: { title: 'Prüfungen des Hosts', text: 'Was eine Aufgabe von einem Lab-Host verlangen kann.' },
    settings: { title: 'Einstellungen', text: 'Jede Variable der Umgebung, die npm start liest.' },
    security: { title: 'Sicherheit', text: 'Was Lernende auf ihrem Lab-Host hält, und was offen ist.' },
  },
};
