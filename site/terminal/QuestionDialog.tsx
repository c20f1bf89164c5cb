import { useModal } from '../ui/use-modal.ts';
import { words } from '../words/now.ts';
import { question } from './question.ts';

/** Shows the question that is asked, if any. */
export function QuestionDialog() {
  const asked = question.value;
  const dialog = useModal(asked !== undefined);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="question-title"
      onClose={() => asked?.answer(undefined)}
    >
      <h2 id="question-title">{asked?.title}</h2>
      <p>{asked?.text}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => asked?.answer(undefined)}>
          {words.terminal.cancel}
        </button>
        {asked?.choices.map(({ id, label, kind = '' }) => (
          <button key={id} type="button" class={`button ${kind}`} onClick={() => asked.answer(id)}>
            {label}
          </button>
        ))}
      </div>
    </dialog>
  );
}
