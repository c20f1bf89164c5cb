import { audit } from './desk/audit.ts';
import { klass } from './desk/class.ts';
import { common } from './desk/common.ts';
import { grades } from './desk/grades.ts';
import { home } from './desk/home.ts';
import { hosts } from './desk/hosts.ts';
import { learner } from './desk/learner.ts';
import { lms } from './desk/lms.ts';
import { report } from './desk/report.ts';
import { reset } from './desk/reset.ts';
import { review } from './desk/review.ts';
import { roster } from './desk/roster.ts';
import { settings } from './desk/settings.ts';
import { wall } from './desk/wall.ts';

/** Every word of the instructor's desk in English, by the part of it they stand in. */
export const desk = {
  audit,
  class: klass,
  common,
  grades,
  home,
  hosts,
  learner,
  lms,
  report,
  reset,
  review,
  roster,
  settings,
  wall,
} as const;
