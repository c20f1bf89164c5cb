/** Sends links to the LMS as its form would: the browser leaves the page for the LMS (LTI Deep Linking 2.0). */
export function handOver(url: string, jwt: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  form.hidden = true;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'JWT';
  field.value = jwt;
  form.append(field);
  document.body.append(form);
  form.submit();
}
