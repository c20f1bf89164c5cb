/** Names, which are the same in every language. */
export const course = {
  site: 'vethlab',
  title: 'Containers on the Network',
} as const;
