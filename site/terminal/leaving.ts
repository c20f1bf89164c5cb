/**
 * Ctrl+W closes the page, and no page can have it for its shell. Pressed in a terminal it meant the shell: the browser is made to ask
 * first. Only while Ctrl is down there, so that leaving in any other way asks nothing.
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
