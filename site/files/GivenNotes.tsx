import { ProblemNote } from '../ui/ProblemNote.tsx';
import { words } from '../words/now.ts';
import { given } from './state.ts';

/** Says what became of the files that were sent last. */
export function GivenNotes() {
  return (
    <div class="given" role="status">
      {given.value.map(({ file, name, problem }) => (
        <div key={file}>
          {problem ? (
            <>
              <p>{file}</p>
              <ProblemNote problem={problem} />
            </>
          ) : (
            <p>{words.files.kept(name ?? file)}</p>
          )}
        </div>
      ))}
    </div>
  );
}
