export const start = {
  pitch:
    'How Docker, Podman, Incus and LXD put containers on the network, learnt on a Linux host of your own where all four are running.',
  begin: 'Start the course',
  seeExercises: 'See the exercises',
  local: 'Everything runs on this computer. Nothing is sent elsewhere, and no account is needed.',
  /** That the course is in English; nothing to say where the page is, too. */
  courseLanguage: '',
  steps: [
    { word: 'Read', text: 'Short chapters with drawings. Every command has a button that runs it.' },
    {
      word: 'Try',
      text: 'A terminal beside the text, on a Linux host of your own. It can be made fresh in seconds.',
    },
    {
      word: 'Answer',
      text: 'Five questions about your host, checked at once against what really runs on it.',
    },
  ],
  credit:
    'After a talk by Craig Miller, given on 23 May 2024. The facts, tables and commands are his; where something has changed since, the course says so.',
} as const;
