import { counted } from '../../count.ts';
import type { DeskWords } from '../../type.ts';

export const review: DeskWords['review'] = {
  nothing: 'Nichts wartet auf dich.',
  waiting: (count) =>
    `${counted(count, 'Antwort wartet', 'Antworten warten')} auf dich. Neue kommen unten dazu.`,
  why: { 'needs-review': 'zur Durchsicht', dispute: 'Widerspruch' },
  give: 'Diese Punkte geben',
  accept: 'Annehmen, mit diesen Punkten',
  reject: 'Bei der Bewertung bleiben',
  over: 'Diese Antwort wartet auf keine Entscheidung mehr.',
};
