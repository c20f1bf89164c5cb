export const common = {
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copyThis: (text: string) => `Copy ${text}`,
  copied: 'Copied',
  save: 'Save',
  saved: 'Saved',
  loading: 'Loading…',
  more: 'More',
  all: 'All',
  none: 'None',
  never: 'never',
  undo: 'Undo',
  print: 'Print',
  points: (earned: string, possible: string) => `${earned} of ${possible}`,
  littleDisk: (free: string, total: string, least: string) =>
    `The lab server's disk is nearly full: ${free} of ${total} are free. No lab host is made below ${least}, and answers can't be kept once nothing is free. Whoever runs the lab server can delete what is not needed on that disk.`,
} as const;
