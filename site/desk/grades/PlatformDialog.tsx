import type { ComponentChildren } from 'preact';
import { csv } from '../../../protocol/api/desk-grades.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import type { Grades } from '../../../protocol/desk/grades.ts';
import { forMoodle } from '../../../protocol/desk/moodle.ts';
import { Download } from '../../ui/Download.tsx';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { Dialog } from '../Dialog.tsx';
import { ofClass } from '../state/class.ts';
import { classId } from '../state/place.ts';

interface Props {
  grades: Grades;
  onClose: () => void;
}

/** The grades as Canvas and Moodle import them, with what to choose there, and the learners whom they would not find. */
export function PlatformDialog({ grades: { learners }, onClose }: Props) {
  const { key, without } = forMoodle(learners);
  const byName = learners.filter(
    ({ platformId, externalId, login, email }) => !(platformId ?? externalId ?? login ?? email),
  );
  return (
    <Dialog heading={desk.grades.platforms} onClose={onClose}>
      <div class="stack">
        <Platform file="canvas">
          <p>{desk.grades.canvasText}</p>
          {byName.length > 0 && <p class="soft">{desk.grades.canvasByName(namesOf(byName))}</p>}
        </Platform>
        <Platform file="moodle" isUseless={without.length === learners.length}>
          {without.length < learners.length ? (
            <p>{desk.grades.moodleText(desk.grades.moodleKeys[key])}</p>
          ) : (
            <p class="bad-word">{desk.grades.moodleNobody}</p>
          )}
          {without.length > 0 && without.length < learners.length && (
            <p class="bad-word">{desk.grades.moodleWithout(desk.roster.uses[key], namesOf(without))}</p>
          )}
        </Platform>
      </div>
    </Dialog>
  );
}

interface PlatformProps {
  file: 'canvas' | 'moodle';
  /** The file would have no learner. */
  isUseless?: boolean;
  children: ComponentChildren;
}

function Platform({ file, isUseless = false, children }: PlatformProps) {
  const name = desk.grades.platform[file];
  return (
    <section class="platform">
      <h3>{name}</h3>
      {children}
      {!isUseless && (
        <Download
          class="button small"
          from={pathOf(csv, { params: ofClass(), query: { for: file } })}
          saveAs={`grades-${classId.value}.${file}.csv`}
        >
          <DeskIcon sign="down" /> {desk.grades.csvFor(name)}
        </Download>
      )}
    </section>
  );
}

const namesOf = (learners: Grades['learners']): string => learners.map(({ name }) => name).join(', ');
