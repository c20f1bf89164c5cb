import { type Signal, signal } from '@preact/signals';
import * as api from '../../../protocol/api/desk-wall.ts';
import type { WallScreen } from '../../../protocol/desk/wall.ts';
import { followStream } from '../../wire/stream.ts';
import { ofClass } from './class.ts';
import { inFrames } from './frames.ts';

const screens = new Map<string, Signal<WallScreen | undefined>>();

/** The screen of the learner's terminal with the newest output. */
export function screenOf(learner: string): Signal<WallScreen | undefined> {
  const known = screens.get(learner);
  if (known) return known;
  const made = signal<WallScreen | undefined>(undefined);
  screens.set(learner, made);
  return made;
}

let followers = 0;
let stop = (): void => {};

/** Follows the terminals of the whole class, over one connection however many ask. Returns a function that stops. */
export function followScreens(): () => void {
  followers += 1;
  if (followers === 1) {
    const put = inFrames((changed: WallScreen[]) => {
      for (const screen of changed) screenOf(screen.learner).value = screen;
    });
    stop = followStream(api.screens, { params: ofClass() }, { screens: put });
  }
  return () => {
    followers -= 1;
    if (followers === 0) stop();
  };
}
