import { useEffect, useState } from 'preact/hooks';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { loadCourses } from '../shelf/state.ts';
import { desk } from '../words/desk-now.ts';
import { courseTitle } from './courses.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { LiveBar } from './LiveBar.tsx';
import { Projection } from './Projection.tsx';
import { QrCode } from './QrCode.tsx';
import { ReachNote } from './ReachNote.tsx';
import { Select } from './Select.tsx';
import { joinAddress, joinAddresses, joinLink, shortAddress } from './state/join-address.ts';

/** The name of a class, the way to join it, and the actions on the whole class. */
export function ClassHead({ here }: { here: ClassDetail }) {
  const [isProjecting, setProjecting] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const title = courseTitle(here.course);
  // Without an answer the course goes unnamed.
  useEffect(() => void loadCourses().catch(() => {}), []);
  return (
    <header class="class-head">
      <div class="class-sign">
        <button
          type="button"
          class="qr-button"
          aria-label={desk.class.projectThis}
          title={desk.class.projectThis}
          onClick={() => setProjecting(true)}
        >
          <QrCode text={joinLink(here.code)} />
        </button>
        <div>
          <h1>{here.name}</h1>
          {title !== undefined && (
            <p class="class-course" lang="en">
              {title}
            </p>
          )}
          <p class="class-join">
            <span class="class-code big">
              <span class="visually-hidden">{desk.home.code} </span>
              {here.code}
            </span>
            <At />
          </p>
        </div>
        <button type="button" class="button small" onClick={() => setProjecting(true)}>
          <DeskIcon sign="project" /> {desk.class.project}
        </button>
        <button type="button" class="button small" onClick={() => setLinking(true)}>
          {desk.class.link}
        </button>
      </div>
      {here.archivedAt ? <p class="soft">{desk.class.isArchived}</p> : <LiveBar live={here.live} />}
      <ReachNote />
      {isLinking && <LinkDialog here={here} onClose={() => setLinking(false)} />}
      {isProjecting && <Projection here={here} onClose={() => setProjecting(false)} />}
    </header>
  );
}

/** The address that learners open. Where the machine has several, the instructor chooses the one that is on the class's network. */
function At() {
  const all = joinAddresses.value;
  if (all.length < 2) return <span class="soft">{desk.class.at(shortAddress(joinAddress.value))}</span>;
  return (
    <Select
      label={desk.class.address}
      value={joinAddress.value}
      options={all.map((value) => ({ value, label: shortAddress(value) }))}
      onChange={(address) => {
        joinAddress.value = address;
      }}
    />
  );
}
