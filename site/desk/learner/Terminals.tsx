import { useEffect, useState } from 'preact/hooks';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { desk } from '../../words/desk-now.ts';
import { Select } from '../Select.tsx';
import { followScreens, screenOf } from '../state/screens.ts';
import { ControlBar } from './ControlBar.tsx';
import { WatchedTerminal } from './WatchedTerminal.tsx';

/** The terminals of a learner, one of them live, with a way to ask for permission to type in it. */
export function Terminals({ row }: { row: WallRow }) {
  const { learner, terminals, control } = row;
  useEffect(followScreens, []);
  const newest = screenOf(learner).value;
  const [chosen, setChosen] = useState<string>();
  const id = [chosen, control?.terminal, newest?.terminal, terminals[0]?.id].find((one) =>
    terminals.some((terminal) => terminal.id === one),
  );
  if (!id) return <p class="screen-none boxed">{desk.wall.noTerminal}</p>;
  const isMine = control?.state === 'granted' && control.terminal === id;
  return (
    <section class="panel-terminal" aria-label={desk.learner.terminal}>
      <div class="panel-terminal-bar">
        {terminals.length > 1 ? (
          <Select
            label={desk.learner.terminal}
            value={id}
            options={terminals.map(({ id: value, title }) => ({ value, label: title }))}
            onChange={setChosen}
          />
        ) : (
          <strong>{terminals[0]?.title}</strong>
        )}
        <ControlBar row={row} terminal={id} />
      </div>
      <WatchedTerminal key={id} learner={learner} terminal={id} mayType={isMine} />
    </section>
  );
}
