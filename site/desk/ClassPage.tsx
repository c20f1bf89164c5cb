import '../styles/desk-class.css';
import '../styles/desk-wall.css';
import '../styles/desk-learner.css';
import '../styles/desk-settings.css';
import { useEffect } from 'preact/hooks';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { AuditTab } from './audit/AuditTab.tsx';
import { ClassHead } from './ClassHead.tsx';
import { ClassTabs } from './ClassTabs.tsx';
import { GradesTab } from './grades/GradesTab.tsx';
import { LearnerPanel } from './learner/LearnerPanel.tsx';
import { Notices } from './Notices.tsx';
import { ReviewTab } from './review/ReviewTab.tsx';
import { RosterTab } from './roster/RosterTab.tsx';
import { SettingsTab } from './settings/SettingsTab.tsx';
import { detail, loadClass } from './state/class.ts';
import { loadJoinAddress } from './state/join-address.ts';
import { classId, followAddress, openLearner, tab } from './state/place.ts';
import { followWall } from './state/wall.ts';
import { WallTab } from './wall/WallTab.tsx';

const parts = {
  wall: WallTab,
  learners: RosterTab,
  grades: GradesTab,
  review: ReviewTab,
  settings: SettingsTab,
  audit: AuditTab,
};

/** One class: its head, its tabs, and the panel of a learner above them. */
export function ClassPage() {
  const { problem, act } = useAct();
  const id = classId.value;
  useEffect(followAddress, []);
  useEffect(() => {
    void act(loadClass);
    void loadJoinAddress().catch(() => {});
    return followWall();
  }, [id]);
  const here = detail.value;
  useEffect(() => {
    if (here) document.title = `${here.name} · ${desk.home.title}`;
  }, [here?.name]);
  if (!here) {
    return <div class="desk-pad">{problem ? <ProblemNote problem={problem} /> : desk.common.loading}</div>;
  }
  const Part = parts[tab.value];
  return (
    <>
      <ClassHead here={here} />
      <ClassTabs />
      <section id="class-part" class="desk-part" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        <Part here={here} />
      </section>
      {openLearner.value && <LearnerPanel key={openLearner.value} learner={openLearner.value} here={here} />}
      <Notices />
    </>
  );
}
