import { z } from 'zod';
import { ServedCourse } from '../course.ts';
import { contract } from './contract.ts';

export const list = contract({
  method: 'get',
  path: '/api/courses',
  access: 'anyone',
  summary: 'The courses that this lab server serves',
  answer: {
    status: 200,
    description: 'The first one is that of whoever names none.',
    schema: z.object({ courses: z.array(ServedCourse) }),
  },
});
