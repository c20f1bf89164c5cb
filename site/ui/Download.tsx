import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem } from '../wire/api.ts';
import { saveFrom } from '../wire/save.ts';
import { base } from '../words/base.ts';
import { ProblemNote } from './ProblemNote.tsx';

interface Props {
  /** The file's address on the lab server. */
  from: string;
  /** The name under which it is saved. */
  saveAs: string;
  class?: string;
  title?: string;
  children: ComponentChildren;
}

/** A link to a file that the lab server sends to this browser only. */
export function Download({ from, saveAs, children, ...look }: Props) {
  const [failed, setFailed] = useState<unknown>();
  const give = (event: Event): void => {
    event.preventDefault();
    setFailed(undefined);
    saveFrom(from, saveAs).catch(setFailed);
  };
  return (
    <>
      <a {...look} href={base + from} download={saveAs} onClick={give}>
        {children}
      </a>
      {failed !== undefined && <ProblemNote problem={asProblem(failed)} />}
    </>
  );
}
