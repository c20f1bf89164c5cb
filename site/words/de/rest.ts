import type { Words } from '../type.ts';

export const rest: Words['rest'] = {
  woken: (since) => `Dein Lab-Host hat seit ${since} geruht und ist wieder wach.`,
  back: 'Alles, was du auf seine Festplatte geschrieben hast, ist da: Dateien, Pakete, Images, Container, Netze und Einstellungen.',
  runAgain: (containers) => `Diese Container laufen wieder: ${containers}.`,
  runNoMore: (containers) =>
    `Diese liefen und sind jetzt gestoppt, weil nichts sagt, dass sie von selbst starten: ${containers}.`,
  gone: 'Laufende Programme, von Hand gemachte Namespaces und Einstellungen von „ip“ sind weg, wie auf jedem Rechner nach einem Neustart.',
  printed: 'Was deine Terminals ausgegeben haben, steht in',
  recordings: 'deinen Aufzeichnungen.',
  cut: 'Der Host ist nicht zur Ruhe gegangen, sondern abgebrochen, wie bei einem Stromausfall. Was in der letzten halben Minute geschrieben wurde, kann fehlen.',
  older:
    'Frische Lab-Hosts werden inzwischen aus etwas Neuerem gemacht. Deiner läuft weiter, wie er ist; „Host zurücksetzen“ gibt dir einen neuen.',
  wasNext:
    'Er wäre als Nächster weggeworfen worden, weil für ruhende Hosts wenig Platz ist. Speichere Dateien, die du brauchst, auf deinem eigenen Computer.',
  lost: (at) => `Dein früherer Lab-Host wurde am ${at} weggeworfen.`,
  lostWhy: {
    room: 'Für ruhende Hosts war kein Platz mehr, und er hatte am längsten geruht.',
    disk: 'Seine Festplatte war kaputt.',
    image: 'Woraus er gemacht war, gibt es nicht mehr.',
    instructor: 'Deine Kursleitung hat das getan.',
    machine: 'Die Maschine, auf der er lief, ist ausgefallen.',
  },
  hadRested: (since) => `Er hatte seit ${since} geruht.`,
  lostText: 'Dieser ist frisch. Deine Antworten und Punkte bleiben.',
  read: 'Verstanden',
  waking: 'Dein Lab-Host wird geweckt',
  wakingText: 'Er hat geruht. Alles, was du auf seine Festplatte geschrieben hast, kommt wieder.',
  resting: 'Dein Lab-Host geht zur Ruhe',
  restingText: 'Was auf ihm läuft, endet, und was auf seiner Festplatte steht, bleibt.',
  atRest: 'Dein Lab-Host ruht',
  atRestText: 'Nichts auf ihm läuft, und alles, was du auf seine Festplatte geschrieben hast, bleibt.',
  otherCourse: 'Du hast in einem anderen Kurs weitergemacht, und von deinen Lab-Hosts ist immer einer wach.',
  isNext:
    'Er wird als Nächster weggeworfen, weil für ruhende Hosts wenig Platz ist. Wecke ihn, um ihn zu behalten.',
  wake: 'Wecken',
  fresh: 'Einen frischen starten',
  restsAt: (time) =>
    `Um ${time} geht er zur Ruhe: Was auf ihm läuft, endet, und was auf seiner Festplatte steht, bleibt.`,
};
