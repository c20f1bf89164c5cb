import { words } from '../words/now.ts';
import { isPaused } from './state.ts';

/** Lies over the terminals while the class is paused. They go on showing output. The class bar announces the pause. */
export function EyesFront() {
  if (!isPaused.value) return null;
  const { title, text } = words.classroom.paused;
  return (
    <div class="eyes-front">
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  );
}
