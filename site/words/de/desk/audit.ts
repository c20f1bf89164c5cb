import type { DeskWords } from '../../type.ts';

export const audit: DeskWords['audit'] = {
  nothing: 'Noch wurde nichts geändert.',
  reload: 'Neu laden',
  when: 'Wann',
  by: 'Wer',
  what: 'Was',
  learner: 'Über wen',
  change: 'Vorher und nachher',
  older: 'Ältere',
};
