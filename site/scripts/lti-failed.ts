// Runs on the page that says why somebody could not come in from an LMS.
import './sign-in.ts';

// No other page of ours may be shown in a frame.
if (window !== window.top) {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-out]')) {
    link.target = '_blank';
    link.rel = 'noopener';
  }
}
