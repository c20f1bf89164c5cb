/**
 * Ctrl+W closes the page, and no page can pass it to its shell. When it is pressed in a terminal it was meant for the shell, so the browser is
 * made to ask first. This holds only while Ctrl is down in a terminal, so that leaving in any other way asks nothing.
 */
export function askBeforeCtrlW(): void {
  let isDown = false;
  const inTerminal = (target: EventTarget | null) =>
    target instanceof Element && target.closest('.screen-box') !== null;
  addEventListener('keydown', (event) => {
    if (event.key === 'Control') isDown = inTerminal(event.target);
  });
  addEventListener('keyup', (event) => {
    if (event.key === 'Control') isDown = false;
  });
  addEventListener('blur', () => {
    isDown = false;
  });
  addEventListener('beforeunload', (event) => {
    if (isDown) event.preventDefault();
    isDown = false;
  });
}
