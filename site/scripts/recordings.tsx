// Runs on the page of recordings.
import { Recordings } from '../recordings/Recordings.tsx';
import { mount } from '../shell/mount.ts';
import { loadWords } from '../words/now.ts';

await loadWords();
mount(document.querySelector('[data-mount="recordings"]'), <Recordings />);
