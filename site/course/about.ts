import { courseFile } from './place.ts';

/** Names, which are the same in every language, and the course's description of itself. */
export const course = { site: 'vethlab', ...courseFile } as const;
