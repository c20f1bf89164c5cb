// Runs on every page: the header, the chapters that were read, the question for a name.
import { ClassPlace } from '../class/ClassPlace.tsx';
import { JoinDialog } from '../join/JoinDialog.tsx';
import { NewcomerDialog } from '../join/NewcomerDialog.tsx';
import { Learner } from '../learner/Learner.tsx';
import { loadCourses } from '../shelf/state.ts';
import { watchClosedChapters } from '../shell/closed-chapters.ts';
import { watchMenu } from '../shell/menu.ts';
import { mount } from '../shell/mount.ts';
import { startState } from '../shell/start.ts';
import { watchTheme } from '../shell/theme.ts';
import { showRead, watchReading } from '../shell/visited.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
const theme = document.querySelector<HTMLElement>('[data-theme-toggle]');
if (theme) watchTheme(theme);
for (const menu of document.querySelectorAll<HTMLDetailsElement>('[data-menu]')) watchMenu(menu);
showRead();
watchClosedChapters();
for (const article of document.querySelectorAll<HTMLElement>('[data-read]')) watchReading(article);

mount(document.querySelector('[data-mount="learner"]'), <Learner />);
mount(document.querySelector('[data-mount="class"]'), <ClassPlace />);
mount(
  document.querySelector('[data-mount="join"]'),
  <>
    <JoinDialog />
    <NewcomerDialog />
  </>,
);
startState();
// Without an answer the header stays as it is.
void loadCourses().catch(() => {});
