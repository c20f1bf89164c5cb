import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_NOTE } from '../../protocol/note.ts';
import { me, takesPart } from '../learner/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { keepDraft, keptDraft, loadNotes, saveNote } from './state.ts';

/** ms without a key after which notes are sent. */
const PAUSE = 800;

/** A place for the learner's notes on a chapter. */
export function Notes({ chapter }: { chapter: string }) {
  const [text, setText] = useState<string>();
  const [state, setState] = useState<'same' | 'typing' | 'saved'>('same');
  const [problem, setProblem] = useState<ApiProblem>();
  const timer = useRef(0);
  const who = takesPart.value ? me.value?.id : undefined;

  useEffect(() => {
    if (!who) return;
    const draft = keptDraft(chapter);
    if (draft !== null) change(draft);
    else {
      loadNotes().then(
        (notes) => setText(notes.find((note) => note.chapter === chapter)?.text ?? ''),
        (thrown) => setProblem(asProblem(thrown)),
      );
    }
    return () => clearTimeout(timer.current);
  }, [who]);

  function change(next: string): void {
    setText(next);
    setState('typing');
    keepDraft(chapter, next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(next), PAUSE);
  }
  async function save(next: string): Promise<void> {
    try {
      await saveNote(chapter, next);
      setProblem(undefined);
      setState((now) => (now === 'typing' ? 'saved' : now));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }
  if (!who || text === undefined) return problem ? <ProblemNote problem={problem} /> : null;
  return (
    <>
      <details class="notes" open={text !== ''}>
        <summary>{words.notes.title}</summary>
        <textarea
          class="input"
          rows={6}
          maxLength={LONGEST_NOTE}
          aria-label={words.notes.title}
          aria-describedby="notes-about"
          value={text}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
        <p id="notes-about" class="notes-about">
          <span>{words.notes.about}</span>
          <span role="status">{state === 'saved' && words.notes.saved}</span>
        </p>
        {problem && <ProblemNote problem={problem} />}
      </details>
      {text.trim() !== '' && <PrintedNotes text={text} />}
    </>
  );
}

/** The same on paper, whole and without a place to write, since a text area prints no more than it shows. */
function PrintedNotes({ text }: { text: string }) {
  return (
    <section class="printed-notes">
      <h2>{words.notes.title}</h2>
      <p>{text}</p>
    </section>
  );
}
