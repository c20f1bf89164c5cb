import type { Terminal } from '@xterm/xterm';

/** Scrolls by a finger, as xterm.js 6.0 does not. Programs that take the whole screen or the mouse are told, as they are of a wheel. */
export function scrollByFinger(terminal: Terminal, element: HTMLElement): void {
  let finger: number | undefined;
  /** Where the finger was when the terminal last moved by a row. */
  let from = 0;
  element.addEventListener('pointerdown', ({ pointerType, pointerId, clientY }) => {
    if (pointerType !== 'touch') return;
    // A second finger zooms.
    finger = finger === undefined ? pointerId : undefined;
    from = clientY;
  });
  element.addEventListener('pointermove', ({ pointerId, clientX, clientY, target }) => {
    if (pointerId !== finger) return;
    const row = (terminal.element?.querySelector('.xterm-screen')?.clientHeight ?? 0) / terminal.rows;
    const rows = Math.trunc((from - clientY) / (row || Number.POSITIVE_INFINITY));
    if (rows === 0) return;
    from -= rows * row;
    const isOfProgram =
      terminal.buffer.active.type === 'alternate' || terminal.modes.mouseTrackingMode !== 'none';
    if (!isOfProgram) terminal.scrollLines(rows);
    else {
      const wheel = { deltaY: rows, deltaMode: WheelEvent.DOM_DELTA_LINE, clientX, clientY };
      target?.dispatchEvent(new WheelEvent('wheel', { ...wheel, bubbles: true, cancelable: true }));
    }
  });
  const end = ({ pointerId }: PointerEvent): void => {
    if (pointerId === finger) finger = undefined;
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}
