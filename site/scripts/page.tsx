// Runs on every page: header, chapters read, the question for a name.
import { JoinDialog } from '../islands/JoinDialog.tsx';
import { Learner } from '../islands/Learner.tsx';
import { watchMenu } from '../shell/menu.ts';
import { mount } from '../shell/mount.ts';
import { watchTheme } from '../shell/theme.ts';
import { showRead, watchReading } from '../shell/visited.ts';
import { startState } from '../state/start.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
const theme = document.querySelector<HTMLElement>('[data-theme-toggle]');
if (theme) watchTheme(theme);
for (const menu of document.querySelectorAll<HTMLDetailsElement>('[data-menu]')) watchMenu(menu);
showRead();
for (const article of document.querySelectorAll<HTMLElement>('[data-read]')) watchReading(article);

mount(document.querySelector('[data-mount="learner"]'), <Learner />);
mount(document.querySelector('[data-mount="join"]'), <JoinDialog />);
startState();
