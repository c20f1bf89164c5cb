import { z } from 'zod';

/** A number as it is typed. One that can't be right is a wrong answer, which says why, and not a refused form. */
export const Typed = z.int().min(0).max(999_999_999);
