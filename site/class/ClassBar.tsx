import { useEffect, useRef } from 'preact/hooks';
import type { ClassView } from '../../protocol/class.ts';
import { followBarHeight } from '../shell/bar-height.ts';
import { words } from '../words/now.ts';
import { announce, announced } from './announcements.ts';
import { ControlStrip } from './ControlStrip.tsx';
import { Dates } from './Dates.tsx';
import { HandMenu } from './HandMenu.tsx';
import { MessagesMenu } from './MessagesMenu.tsx';
import { newsOf } from './news.ts';
import { classView } from './state.ts';
import { TimerView } from './TimerView.tsx';
import { Toasts } from './Toasts.tsx';

/** The learner's class below the header: its times, the hand to raise, the instructor's messages and questions. */
export function ClassBar() {
  const bar = useRef<HTMLElement>(null);
  const before = useRef<ClassView>(undefined);
  const group = classView.value;
  useEffect(() => (bar.current ? followBarHeight(bar.current) : undefined), []);
  useEffect(() => {
    if (!group) return;
    const news = before.current && newsOf(before.current, group);
    if (news) announce(news);
    before.current = group;
  }, [group]);
  if (!group) return null;
  return (
    <>
      <section ref={bar} class="class-bar" aria-label={words.classroom.bar(group.name)}>
        <div class="class-row">
          <strong class="class-name">{group.name}</strong>
          <Dates due={group.due} late={group.late} exam={group.exam} />
          {group.timer && <TimerView timer={group.timer} />}
          <div class="class-tools">
            <HandMenu hand={group.hand} />
            <MessagesMenu />
          </div>
        </div>
        {group.control && <ControlStrip control={group.control} />}
      </section>
      <Toasts />
      <p class="visually-hidden" role="status">
        {announced.value}
      </p>
    </>
  );
}
