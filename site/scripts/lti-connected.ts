// Runs on the page that says that an LMS is connected: tells the LMS, which has opened it in a window or a frame, that it may close it
// (LTI Dynamic Registration 1.0, 3.7). The message says nothing else, so it may go to any origin.
const done = (): void => {
  (window.opener ?? window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
};

document.querySelector('[data-close]')?.addEventListener('click', () => {
  done();
  window.close();
});
done();
