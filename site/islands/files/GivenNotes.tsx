import { given } from '../../state/files.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';

/** What became of the files that were given last. */
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
