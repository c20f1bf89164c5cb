// Runs on the page where an instructor chooses what a course of an LMS links to.
import { Items } from '../lti/Items.tsx';
import { mount } from '../shell/mount.ts';
import { loadDeskWords } from '../words/desk-now.ts';

const said = new URLSearchParams(location.hash.slice(1));
// The ticket stays out of the browser's history.
history.replaceState(history.state, '', location.pathname + location.search);

await loadDeskWords();
const place = document.querySelector<HTMLElement>('[data-mount="items"]');
mount(
  place,
  <Items
    choices={JSON.parse(place?.dataset.choices ?? '{}')}
    ticket={said.get('ticket')}
    several={said.get('several') === '1'}
    takesColumns={said.get('columns') === '1'}
  />,
);
