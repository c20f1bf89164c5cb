import { z } from 'zod';
import { ClassId, LearnerId } from '../class.ts';
import { ExerciseId } from '../exercise.ts';
import { TerminalId } from '../terminal.ts';

/** The routes of one class, and of one of its learners. To instructors of other classes there is no such class. */
export const CLASS = '/api/desk/classes/{class}';
export const MEMBER = `${CLASS}/learners/{learner}` as const;

export const ofClass = { class: { schema: ClassId, unknown: 'unknown-class' } } as const;
export const ofMember = { ...ofClass, learner: { schema: LearnerId, unknown: 'unknown-learner' } } as const;

export const anExercise = { schema: ExerciseId, unknown: 'unknown-exercise' } as const;
export const aTerminal = { schema: TerminalId, unknown: 'unknown-terminal' } as const;

const NumberInPath = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
export const anAttempt = { schema: NumberInPath, unknown: 'unknown-attempt' } as const;
export const aReset = { schema: NumberInPath, unknown: 'unknown-reset' } as const;

/** A count in a query. */
export const countFrom = (least: number) => z.coerce.number<number | string>().int().min(least);
