import type { Words } from '../type.ts';

export const join: Words['join'] = {
  dialog: 'Zuerst ein eigener Lab-Host',
  dialogText: 'Das ist ein kleiner Linux-Rechner, auf dem Container laufen. In Sekunden ist er da.',
  later: 'Jetzt nicht',
  name: 'Dein Name',
  code: 'Kurscode',
  codeHelp: 'Die Kursleitung zeigt ihn dir.',
  personalCode: 'Persönlicher Code',
  nameTaken:
    'Im Kurs ist schon jemand mit diesem Namen. Wenn du das bist, gib deinen persönlichen Code an: Du hast ihn beim Beitreten gesehen, und die Kursleitung kann ihn dir sagen. Wenn nicht, nimm oben einen Namen, der euch unterscheidet.',
  wrong: {
    code: 'Kein Kurs hat diesen Code.',
    name: 'Auf der Teilnehmerliste des Kurses steht niemand mit diesem Namen. Schreib ihn so, wie die Kursleitung ihn hat.',
    personalCode: 'Das ist nicht der persönliche Code zu diesem Namen.',
  },
  isThisYou: (name) => `Bist du ${name}?`,
  goOn: (name) => `Weiter als ${name}`,
  other: 'Wer sonst an diesem Rechner sitzt, tritt mit eigenem Namen bei:',
  alone: 'Du lernst allein.',
  haveCode: 'Ich habe einen Kurscode',
  withoutCode: 'Ohne Kurscode weiter',
  joinClass: 'In den Kurs',
  classDialog: 'In den Kurs',
  classDialogText:
    'Du bekommst einen eigenen Lab-Host: einen kleinen Linux-Rechner, auf dem Container laufen.',
  notLetIn: (group) =>
    `Du wurdest in den Kurs „${group}“ nicht eingelassen. Frag die Kursleitung, oder versuche es noch einmal.`,
  takenOut: (group) =>
    `Du bist in diesem Browser nicht mehr im Kurs „${group}“. Was du gemacht hast, bleibt erhalten: Melde dich mit deinem Namen und deinem persönlichen Code wieder an, oder frag die Kursleitung.`,
  erased: (group) =>
    `Du bist nicht mehr im Kurs „${group}“: Eine Kursleitung hat gelöscht, was von dir gespeichert war. Du kannst neu anfangen und dich wieder anmelden, oder frag die Kursleitung.`,
  beenHere: 'Ich war schon einmal hier',
  personalCodeHelp: 'Er stand im Menü unter deinem Namen und bringt dich zu deiner Arbeit zurück.',
  bySchool: (school) => `Mit deinem Konto bei ${school} beitreten`,
  start: 'Lab starten',
  starting: 'Dein Lab startet…',
};
