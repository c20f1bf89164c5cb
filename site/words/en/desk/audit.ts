export const audit = {
  nothing: 'Nothing has been changed yet.',
  reload: 'Read again',
  when: 'When',
  by: 'Who',
  what: 'What',
  learner: 'About',
  change: 'Before and after',
  older: 'Older ones',
} as const;
