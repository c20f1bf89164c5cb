import { type Answer, html } from './lms-http.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);

export const page = (title: string, body: string): Answer =>
  html(
    `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><link rel="icon" href="data:,"><title>${escaped(title)}</title></head>\n<body>\n<h1>${escaped(title)}</h1>\n${body}\n</body>\n</html>\n`,
  );

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

export const list = (items: string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

export const link = (text: string, address: string, target = '_self'): string =>
  `<a href="${escaped(address)}" target="${escaped(target)}">${escaped(text)}</a>`;

/** A frame for a tool's page. Forms with its name as their target are shown in it. */
export const frame = (name: string, title: string, address = 'about:blank'): string =>
  `<iframe name="${name}" title="${escaped(title)}" src="${escaped(address)}" width="1000" height="700"></iframe>`;

/** A form that is posted by its button, and by itself if `auto`. */
export function form(
  action: string,
  fields: Iterable<[string, string]>,
  {
    button = 'Continue',
    target = '_self',
    auto = false,
  }: { button?: string; target?: string; auto?: boolean } = {},
): string {
  const inputs = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return [
    `<form method="post" action="${escaped(action)}" target="${target}">`,
    ...inputs,
    `<button>${escaped(button)}</button>`,
    '</form>',
    // Not form.submit: a field may have that name.
    ...(auto ? ['<script>HTMLFormElement.prototype.submit.call(document.forms[0]);</script>'] : []),
  ].join('\n');
}

/** What the first form of a page posts, and where to. */
export function postedBy(text: string): { action: string; fields: URLSearchParams } {
  const plain = (attribute = '') =>
    Object.entries(entities).reduceRight((was, [one, entity]) => was.replaceAll(entity, one), attribute);
  const [start = '', action] = /<form method="post" action="([^"]*)"/.exec(text) ?? [];
  if (action === undefined) throw new Error(`no form is in ${text}`);
  const [inside = ''] = text.slice(text.indexOf(start)).split('</form>');
  const inputs = inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const fields = new URLSearchParams(
    [...inputs].map(([, name, value]) => [plain(name), plain(value)] as [string, string]),
  );
  return { action: plain(action), fields };
}

/** Waits in a page until a tool says that it is registered. */
export const CLOSES = `<p role="status" id="state">not registered yet</p>
<script>
addEventListener('message', ({ data }) => {
  if (data?.subject !== 'org.imsglobal.lti.close') return;
  document.getElementById('state').textContent = 'registered';
  document.querySelector('iframe').remove();
});
</script>`;
