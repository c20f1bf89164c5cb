import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../wire/api.ts';

export interface Acting {
  busy: boolean;
  problem: ApiProblem | undefined;
  /** Does it, unless something is being done already. Resolves to true when it was done. */
  act: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** For a button or form that asks the lab server for something. Tells whether a request is under way, and the last error. */
export function useAct(): Acting {
  const isBusy = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      setProblem(asProblem(thrown));
      return false;
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, act };
}
