import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { SaidInOrder } from '../wire/latest.ts';

export interface Remote<T> {
  value: T | undefined;
  problem: ApiProblem | undefined;
  reload: () => Promise<void>;
  /** Sets the value to an answer that the lab server has just given. */
  set: (value: T) => void;
}

/** A value from the lab server. It is read when a part of the page is shown and whenever `about` changes. */
export function useRemote<T>(load: () => Promise<T>, about: readonly unknown[] = []): Remote<T> {
  const [value, set] = useState<T>();
  const [problem, setProblem] = useState<ApiProblem>();
  const order = useRef(new SaidInOrder()).current;
  const reload = async (): Promise<void> => {
    const isNewest = order.ask();
    try {
      const read = await load();
      if (!isNewest()) return;
      set(() => read);
      setProblem(undefined);
    } catch (thrown) {
      if (isNewest()) setProblem(asProblem(thrown));
    }
  };
  useEffect(() => {
    void reload();
    return () => order.told();
  }, about);
  return {
    value,
    problem,
    reload,
    set: (next) => {
      order.told();
      set(() => next);
    },
  };
}
