import { isPaused } from '../../state/class.ts';
import { words } from '../../words/now.ts';

/** Lies over the terminals while the class is paused; they go on showing what runs. The class bar says it aloud. */
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
