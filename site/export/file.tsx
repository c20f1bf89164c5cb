import playerCss from 'asciinema-player/dist/bundle/asciinema-player.css?raw';
import playerScript from 'asciinema-player/dist/bundle/asciinema-player.min.js?raw';
import { render } from 'preact';
import { language, words } from '../words/now.ts';
import type { Collected } from './collect.ts';
import playScript from './play.js?raw';
import { Work } from './Work.tsx';
import workCss from './work.css?raw';

/** One HTML file with a learner's work. It needs nothing else: no network, no lab server. */
export function fileOfWork(collected: Collected): Blob {
  const place = document.createElement('div');
  render(<Work {...collected} />, place);
  const hasRecordings = collected.recordings.length > 0;
  const casts = collected.recordings.map(
    ({ cast }, i) =>
      `<script type="application/json" id="cast-${i}">${inScript(JSON.stringify(cast))}</script>\n`,
  );
  const head = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asText(words.work.heading(collected.me.name))}</title>
<style>${workCss}${hasRecordings ? playerCss : ''}</style>
</head>
<body>
`;
  const scripts = hasRecordings
    ? [`<script>${inScript(playerScript)}</script>\n`, `<script>${playScript}</script>\n`]
    : [];
  return new Blob([head, place.innerHTML, '\n', ...casts, ...scripts, '</body>\n</html>\n'], {
    type: 'text/html',
  });
}

/** Text as the HTML content of an element. */
function asText(text: string): string {
  const element = document.createElement('p');
  element.textContent = text;
  return element.innerHTML;
}

/** Escapes `<` so that nothing can end the script element. In JSON and in scripts, `<` before these words stands only in strings. */
const inScript = (code: string) => code.replaceAll(/<(?=\/script|!--)/gi, '\\u003c');
