// Runs on chapter pages: the lab host and its terminals beside the lesson.
import { Notes } from '../notes/Notes.tsx';
import { watchBlockButtons } from '../shell/block-buttons.ts';
import { watchF6 } from '../shell/f6.ts';
import { mount } from '../shell/mount.ts';
import { watchOnMap } from '../shell/on-map.ts';
import { watchOpenFile } from '../shell/open-file.ts';
import { setPane } from '../shell/pane.ts';
import { watchSplitter } from '../shell/splitter.ts';
import { Workbench } from '../shell/Workbench.tsx';
import { terminalHook } from '../terminal/hook.ts';
import { askBeforeCtrlW } from '../terminal/leaving.ts';
import { runCommand } from '../terminal/run.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
const workbench = document.getElementById('workbench');
const lesson = document.getElementById('main');
mount(workbench, <Workbench />);
const notes = document.querySelector<HTMLElement>('[data-notes]');
mount(notes, <Notes chapter={notes?.dataset.notes ?? ''} />);
if (workbench && lesson) watchF6(lesson, workbench);

const splitter = document.querySelector<HTMLElement>('.splitter');
if (splitter) watchSplitter(splitter);
document.querySelector('[data-open-pane]')?.addEventListener('click', () => setPane('open'));

watchBlockButtons(runCommand);
askBeforeCtrlW();
watchOnMap();
watchOpenFile();
document.documentElement.dataset.live = '';
window.vethlab = { terminal: terminalHook };
