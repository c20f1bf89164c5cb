import { z } from 'zod';
import { setting } from '../../../settings/setting.ts';

export const pretendTable = {
  PRETEND_GREETING: setting({
    section: 'host',
    about: 'what the shell of a pretended host finds in `GREETING`',
    takes: z
      .string()
      .regex(/^[a-z]+$/)
      .describe('a word of small letters'),
    default: 'hello',
  }),
};
