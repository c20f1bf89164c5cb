import type { Line } from './lines.ts';
import type { Tell } from './tell.ts';

/** The page at a port, as Killercoda and Katacoda write its address. */
const PORT =
  /\{\{\s*TRAFFIC_HOST1_(\d{1,5})\s*\}\}|https?:\/\/\[\[HOST_SUBDOMAIN\]\]-(\d{1,5})-\[\[KATACODA_HOST\]\]\.environments\.katacoda\.com/g;
/** The host itself. */
const HOST = /\[\[HOST1?_IP\]\]/g;
/** Other words for which something is put in there. */
const VARIABLE = /\{\{\s*[A-Z][A-Z0-9_]*\s*\}\}|\[\[[A-Z][A-Z0-9_]*\]\]/g;

/** Puts in what can be: addresses of pages, and the host's own. The others are told of. */
export function withPlaces(lines: readonly Line[], tell: Tell): Line[] {
  return lines.map(({ text, line }) => {
    const put = text
      .replaceAll(PORT, (_whole, port: string | undefined, old: string | undefined) => {
        const own = port ?? old;
        tell(`A link to the page at port ${own} became http://127.0.0.1:${own}: “Web page” shows it.`, line);
        return `http://127.0.0.1:${own}`;
      })
      .replaceAll(HOST, (word) => {
        tell(`${word} became 127.0.0.1.`, line);
        return '127.0.0.1';
      });
    for (const [word] of put.matchAll(VARIABLE)) {
      tell(`${word} stands in the text as it is: there is nothing here to put in its place.`, line);
    }
    return { text: put, line };
  });
}
