import { words } from '../words/now.ts';
import { ask } from './question.ts';
import { active, closeTab, running } from './state.ts';
import { viewOf } from './views.ts';

/** Closes a terminal. While a program runs in it, the learner is asked first, since the program ends with it. */
export async function closeAsked(id: string): Promise<void> {
  const program = running.value[id];
  if (program !== undefined) {
    const said = words.terminal.busy;
    const choices = [{ id: 'end', label: said.end, kind: 'danger' as const }];
    if ((await ask({ title: said.endTitle(program), text: said.endText, choices })) !== 'end') return;
  }
  await closeTab(id);
  viewOf(active.value)?.focus();
}
