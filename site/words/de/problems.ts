import type { Words } from '../type.ts';

export const problems: Words['problems'] = {
  titles: {
    'malformed-request': 'Die Anfrage ist nicht lesbar',
    'not-joined': 'Du bist noch nicht angemeldet',
    'foreign-origin': 'Die Anfrage kommt von einer anderen Website',
    'metrics-refused': 'Die Messwerte gibt es nur auf diesem Rechner',
    'map-off': 'Es gibt keine Karte',
    'solution-kept': 'Die Lösung wird nicht gezeigt',
    'join-refused': 'Du kannst dich nicht anmelden',
    'not-found': 'Unter dieser Adresse ist nichts',
    'unknown-exercise': 'Diese Aufgabe gibt es nicht',
    'unknown-terminal': 'Dieses Terminal hast du nicht',
    'unknown-attempt': 'Diesen Versuch hast du nicht',
    'method-not-allowed': 'Diese Adresse lässt das nicht zu',
    'too-many-terminals': 'Mehr Terminals kannst du nicht haben',
    'disputed-already': 'Dazu hast du schon etwas gesagt',
    'too-large': 'Die Anfrage ist zu groß',
    'wrong-media-type': 'Die Anfrage ist kein JSON',
    'wrong-host': 'Die Adresse in der Anfrage ist nicht die dieses Servers',
    'invalid-fields': 'In einigen Feldern stimmt etwas nicht',
    'upgrade-required': 'Unter dieser Adresse ist ein WebSocket',
    'too-many-requests': 'Zu viele Anfragen',
    internal: 'Im Lab-Server ist ein Fehler aufgetreten',
    'host-not-ready': 'Dein Lab-Host ist nicht bereit',
    'file-refused': 'Die Datei konnte nicht abgelegt werden',
  },
  details: {
    'not-joined': 'Gib zuerst deinen Namen an, neben einem Kapitel oder bei einer Aufgabe.',
    'map-off': 'Auf diesem Lab-Server ist sie abgeschaltet, wie in einer Prüfung.',
    'join-refused': 'Dieser Lab-Server nimmt noch keinen Kurs auf; starte ihn zum Selbststudium.',
    'unknown-terminal': 'Es ist beendet, oder es gab es nie.',
    'disputed-already': 'Zu jedem Versuch kannst du das einmal. Was du geschrieben hast, steht bei ihm.',
    'too-many-terminals': 'Schließe eines, um ein neues zu öffnen.',
    'wrong-host': 'Dieser Lab-Server antwortet nur auf diesem Rechner, als localhost oder 127.0.0.1.',
    internal: 'Näheres steht im Protokoll des Lab-Servers. Versuche es noch einmal.',
    'host-not-ready': 'Warte, bis er bereit ist, und versuche es dann noch einmal.',
  },
  noAnswer: {
    title: 'Der Lab-Server antwortet nicht',
    detail:
      'Vielleicht wurde er angehalten, oder die Verbindung ist unterbrochen. Versuche es noch einmal, wenn er wieder da ist.',
  },
  unreadable: {
    title: 'Der Lab-Server hat eine Antwort gegeben, die diese Seite nicht lesen kann',
    detail:
      'Lade die Seite neu. Wenn es noch einmal passiert, passen die Versionen von Seite und Server nicht zusammen.',
  },
  page: 'Auf dieser Seite ist etwas schiefgegangen',
};
