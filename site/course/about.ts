import { courseFile } from './place.ts';

/** Names, which are the same in every language, and what the course says of itself. */
export const course = { site: 'vethlab', ...courseFile } as const;
