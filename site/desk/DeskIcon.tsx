/** Signs on a grid of 24 by 24, drawn with lines. The paths are from Lucide (https://lucide.dev, ISC licence). */
const PATHS = {
  close: 'M18 6 6 18M6 6l12 12',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  copy: 'M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1',
  down: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  flag: 'M5 21V4h11l-1.5 4L16 12H5',
  grid: 'M4 4h16v16H4zM4 9.5h16M4 15h16M9.5 4v16',
  hand: 'M18 11V6a2 2 0 0 0-4 0M14 10V4a2 2 0 0 0-4 0v2M10 10.5V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15',
  message: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z',
  more: 'M4.5 12h1M11.5 12h1M18.5 12h1',
  pause: 'M8 5v14M16 5v14',
  pencil: 'M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19zM14 7l3 3',
  people:
    'M16 20v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M9 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM22 20v-2a4 4 0 0 0-3-3.9M16 3.1a4 4 0 0 1 0 7.8',
  play: 'm7 4 13 8-13 8z',
  plus: 'M5 12h14M12 5v14',
  printer:
    'M6 9V3h12v6M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 14h12v7H6z',
  project: 'M3 4h18v12H3zM12 16v5M8 21h8',
  screen: 'M3 4h18v16H3zM7 9l3 3-3 3M12 15h5',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
} as const;

export type DeskSign = keyof typeof PATHS;

/** A sign beside words or instead of them. A control with only the sign must have a name. */
export function DeskIcon({ sign }: { sign: DeskSign }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" width="17" height="17" aria-hidden="true">
      <path d={PATHS[sign]} />
    </svg>
  );
}
