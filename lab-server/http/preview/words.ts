type Say = (address: string) => string;

/** Keyed by the name of an errno or of one of our errors. */
const en = {
  ECONNREFUSED: (address) =>
    `Nothing listens at ${address}: the connection was refused. Start the program that should, or try another port.`,
  EHOSTUNREACH: (address) =>
    `Nobody has the address of ${address}, as seen from your lab host. Is the container running?`,
  ENETUNREACH: (address) => `Your lab host has no route to ${address}.`,
  ETIMEDOUT: (address) =>
    `${address} did not answer within 5 seconds. A firewall may drop what is sent there, or nobody has the address.`,
  ECONNRESET: (address) => `${address} closed the connection without an answer. It may not be a web server.`,
  HostNotReady: () => 'Your lab host is not ready. Load this again when it is.',
  PreviewEnded: () => 'This preview has ended. Open the page again from the workbench.',
  other: (address) => `What ${address} sent is no answer of a web server.`,
} satisfies Record<string, Say>;

const de: typeof en = {
  ECONNREFUSED: (address) =>
    `An ${address} lauscht niemand: Die Verbindung wurde abgelehnt. Starte das Programm, das dort lauschen soll, oder nimm einen anderen Port.`,
  EHOSTUNREACH: (address) =>
    `Vom Lab-Host aus gesehen hat niemand die Adresse ${address}. Läuft der Container?`,
  ENETUNREACH: (address) => `Dein Lab-Host hat keine Route zu ${address}.`,
  ETIMEDOUT: (address) =>
    `${address} hat 5 Sekunden lang nicht geantwortet. Vielleicht verwirft eine Firewall, was dorthin geht, oder niemand hat die Adresse.`,
  ECONNRESET: (address) =>
    `${address} hat die Verbindung ohne Antwort geschlossen. Vielleicht ist das kein Webserver.`,
  HostNotReady: () => 'Dein Lab-Host ist nicht bereit. Lade neu, sobald er es ist.',
  PreviewEnded: () => 'Diese Vorschau ist zu Ende. Öffne die Seite im Arbeitsbereich noch einmal.',
  other: (address) => `Was ${address} geschickt hat, ist keine Antwort eines Webservers.`,
};

const languages = {
  en: { title: 'There is no page to show', words: en },
  de: { title: 'Keine Seite zu zeigen', words: de },
} satisfies Record<string, { title: string; words: typeof en }>;

/** The words in the language that the browser prefers. */
export function failureWords(accept = '') {
  const preferred = accept.split(',').map((one) => one.trim().toLowerCase().split(/[-;]/)[0] ?? '');
  const language =
    preferred.find((one): one is keyof typeof languages => Object.hasOwn(languages, one)) ?? 'en';
  return { language, ...languages[language] };
}
