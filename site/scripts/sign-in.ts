// Runs on pages that say why signing in or coming from an LMS did not work: shows the reason that the address has.
const why = new URLSearchParams(location.search).get('why') ?? '';
const reasons = [...document.querySelectorAll<HTMLElement>('[data-why]')];
const shown = reasons.find((one) => one.dataset.why === why) ?? reasons.at(-1);
for (const one of reasons) one.hidden = one !== shown;
