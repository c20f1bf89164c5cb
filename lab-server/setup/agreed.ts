import { createInterface } from 'node:readline/promises';
import { CourseError } from '../course/course-error.ts';

/** A step of setting something up, which the operator agrees to beforehand. */
interface Step {
  words: string;
  do(tell: (doing: string) => void): Promise<void>;
}

/** Asks the operator whether to go on. @throws CourseError when there is no terminal to ask at */
export async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CourseError('Nobody can be asked here: say --yes to have it done.');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question('Go on? [y/N] ');
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Does them one after another, and says how long each took. */
export async function doAll(steps: readonly Step[]): Promise<void> {
  for (const [i, step] of steps.entries()) {
    const began = Date.now();
    const words = `  ${i + 1}/${steps.length} ${step.words} …`;
    process.stdout.write(words);
    // On a terminal the line is written anew.
    await step.do((doing) => {
      if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${words} ${doing}`);
    });
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${words}`);
    console.log(` done, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}
