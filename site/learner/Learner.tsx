import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../protocol/learner.ts';
import { PersonalCode } from '../join/PersonalCode.tsx';
import { watchMenu } from '../shell/menu.ts';
import { number } from '../words/format.ts';
import { href, words } from '../words/now.ts';
import { me } from './state.ts';

/** The learner in the header: points so far, and the name. In a class they open a sheet with what the learner needs to know of the class. */
export function Learner() {
  const learner = me.value;
  if (!learner) return null;
  if (learner.class) return <Menu learner={learner} />;
  return (
    <a class="tool learner-link" href={href('/exercises/')} title={pointsSaid(learner)}>
      <PointsAndName learner={learner} />
    </a>
  );
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
  const said = words.classroom.menu;
  useEffect(() => {
    if (menu.current) watchMenu(menu.current);
  }, []);
  return (
    <details ref={menu} class="learner-menu">
      <summary class="tool learner-link" title={said.of(learner.name)}>
        <PointsAndName learner={learner} />
        <span class="visually-hidden">{said.of(learner.name)}</span>
        <span class="menu-arrow" aria-hidden="true" />
      </summary>
      <div class="learner-sheet sheet-box">
        <p class="learner-class">
          <span>{said.inClass}</span> <strong>{learner.class?.name}</strong>
        </p>
        <PersonalCode />
        <a href={href('/exercises/')}>{said.marks}</a>
        <a href={href('/recordings/')}>{said.recordings}</a>
      </div>
    </details>
  );
}
