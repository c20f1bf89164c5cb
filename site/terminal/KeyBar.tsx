import { words } from '../words/now.ts';
import { keyCodes, keyNames } from './key-codes.ts';
import { active } from './state.ts';
import { ctrl } from './sticky.ts';
import { viewOf } from './views.ts';

/** Characters that take two more taps on phones. */
const SIGNS = ['|', '/', '-', '~'];

/** Keys that a phone's keyboard lacks, shown above it. Styles show the bar when there is no better pointer than a finger. */
export function KeyBar() {
  const press = (code: string): void => viewOf(active.value)?.press(code);
  return (
    <div class="key-bar" role="toolbar" aria-label={words.keys.bar}>
      {keyNames.map((key) => (
        <Key key={key} word={key} name={words.keys.said[key]} onPress={() => press(keyCodes[key])} />
      ))}
      <Key
        word={words.keys.written.Ctrl}
        name={words.keys.control}
        pressed={ctrl.value}
        onPress={() => {
          ctrl.value = !ctrl.value;
        }}
      />
      {SIGNS.map((sign) => (
        <Key key={sign} word={sign} name={sign} onPress={() => press(sign)} />
      ))}
    </div>
  );
}

interface KeyProps {
  word: string;
  name: string;
  pressed?: boolean;
  onPress: () => void;
}

function Key({ word, name, pressed, onPress }: KeyProps) {
  return (
    <button
      type="button"
      class="key"
      aria-label={name}
      aria-pressed={pressed}
      // The terminal keeps the focus, so the phone's keyboard stays open.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {word}
    </button>
  );
}
