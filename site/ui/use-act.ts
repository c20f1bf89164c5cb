import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../wire/api.ts';

export interface Acting {
  busy: boolean;
  problem: ApiProblem | undefined;
  /**
   * Does it, unless something is being done already. Resolves to true when it was done.
   * @param onProblem is told what went wrong, before it is shown.
   */
  act: (work: () => Promise<unknown>, onProblem?: (problem: ApiProblem) => void) => Promise<boolean>;
  /** Shows the last error no longer. */
  forget: () => void;
}

/** For a button or form that asks the lab server for something. Tells whether a request is under way, and the last error. */
export function useAct(): Acting {
  const isBusy = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const act: Acting['act'] = async (work, onProblem) => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      const said = asProblem(thrown);
      onProblem?.(said);
      setProblem(said);
      return false;
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, act, forget: () => setProblem(undefined) };
}
