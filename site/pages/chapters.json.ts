import { numberedTitles } from '../course/chapters.ts';

/** The course's chapters, for the lab server (lab-server/course/built-chapters.ts). */
export const GET = async (): Promise<Response> => Response.json(await numberedTitles());
