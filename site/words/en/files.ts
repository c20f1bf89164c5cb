/** Files in the home directory on the lab host. */
export const files = {
  button: 'Files',
  title: 'Files on your lab host',
  text: 'What lies in your home directory, the newest first. Copy other files there to download them.',
  looking: 'Looking…',
  none: 'There is no file in it yet.',
  download: 'Download',
  pick: 'Upload a file',
  close: 'Close',
  drop: 'Drop it, and it is put into your home directory',
  kept: (name: string) => `${name} is in your home directory.`,
  refused: 'The file could not be taken',
  tooLarge: 'A file may have at most 1 MiB. Pack it, or split it.',
} as const;
