// Runs on the page that an LMS shows in a frame: leads to the lab in a window of its own, with what the LMS has said after #.
const link = document.querySelector<HTMLAnchorElement>('[data-login]');
const said = new URLSearchParams(location.hash.slice(1));

const show = (state: 'ready' | 'opened' | 'missing'): void => {
  for (const part of document.querySelectorAll<HTMLElement>('[data-state]')) {
    part.hidden = !part.dataset.state?.split(' ').includes(state);
  }
};

if (link && said.has('iss') && said.has('login_hint')) {
  link.href = `${link.getAttribute('href')}?${said}`;
  for (const press of ['click', 'auxclick']) link.addEventListener(press, () => show('opened'));
  show('ready');
} else {
  show('missing');
}
