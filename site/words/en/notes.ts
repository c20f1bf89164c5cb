/** What a learner writes for themselves. */
export const notes = {
  title: 'My notes on this chapter',
  about: 'For yourself only. They are in what you export.',
  saved: 'Saved',
} as const;
