export const missing = {
  title: 'No such page',
  description: 'There is no page at this address.',
  code: '404: no route to page',
  heading: 'There is nothing at this address',
  text: 'The link may be old, or the address has a slip in it. All chapters are on the start page.',
  home: 'To the start page',
} as const;
