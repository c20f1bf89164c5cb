import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../protocol/learner.ts';
import { PersonalCode } from '../join/PersonalCode.tsx';
import { watchMenu } from '../shell/menu.ts';
import { number } from '../words/format.ts';
import { href, words } from '../words/now.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { me } from './state.ts';

/** The learner in the header: points so far, and the name. They open a sheet with the class, the personal code, and the way out. */
export function Learner() {
  const learner = me.value;
  return learner ? <Menu learner={learner} /> : null;
}

const pointsSaid = ({ points: { earned, possible } }: Me) => words.header.points(earned, possible);

function PointsAndName({ learner }: { learner: Me }) {
  const { earned, possible } = learner.points;
  return (
    <>
      {learner.state === 'active' && (
        <span class="learner-points">
          <span aria-hidden="true">
            {number(earned)}/{number(possible)}
          </span>
          <span class="visually-hidden">{pointsSaid(learner)}</span>
        </span>
      )}
      <span class="learner-name">{learner.name}</span>
    </>
  );
}

function Menu({ learner }: { learner: Me }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [leaving, setLeaving] = useState(false);
  const said = words.classroom.menu;
  useEffect(() => (menu.current ? watchMenu(menu.current) : undefined), []);
  return (
    <details ref={menu} class="learner-menu">
      <summary class="tool learner-link" title={said.of(learner.name)}>
        <PointsAndName learner={learner} />
        <span class="visually-hidden">{said.of(learner.name)}</span>
        <span class="menu-arrow" aria-hidden="true" />
      </summary>
      <div class="learner-sheet sheet-box">
        {learner.class && (
          <p class="learner-class">
            <span>{said.inClass}</span> <strong>{learner.class.name}</strong>
          </p>
        )}
        <PersonalCode />
        <a href={href('/exercises/')}>{said.marks}</a>
        <a href={href('/recordings/')}>{said.recordings}</a>
        <button type="button" class="quiet" onClick={() => setLeaving(true)}>
          {said.leave}
        </button>
      </div>
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} />
    </details>
  );
}
