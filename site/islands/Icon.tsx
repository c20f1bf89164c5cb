/** Signs on a grid of 24 by 24, drawn with lines. The paths are from Lucide (https://lucide.dev, ISC licence). */
const PATHS = {
  close: 'M18 6 6 18M6 6l12 12',
  hide: 'm6 17 5-5-5-5M13 17l5-5-5-5',
  more: 'M4.5 12h1M11.5 12h1M18.5 12h1',
  next: 'm6 9 6 6 6-6',
  one: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  plus: 'M5 12h14M12 5v14',
  previous: 'm18 15-6-6-6 6',
  reload: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5',
  search: 'M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM21 21l-4.3-4.3',
  two: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM12 3v18',
} as const;

export type Sign = keyof typeof PATHS;

/** A sign beside or instead of words; whoever has only the sign must give it a name. */
export function Icon({ sign }: { sign: Sign }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" width="17" height="17" aria-hidden="true">
      <path d={PATHS[sign]} />
    </svg>
  );
}
