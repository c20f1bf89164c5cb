// Runs on the page of the courses.
import { Shelf } from '../shelf/Shelf.tsx';
import { mount } from '../shell/mount.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
mount(document.querySelector('[data-mount="courses"]'), <Shelf />);
