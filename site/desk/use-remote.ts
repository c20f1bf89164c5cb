import { useEffect, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../wire/api.ts';

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
  const read = async (isCurrent = (): boolean => true): Promise<void> => {
    try {
      const read = await load();
      if (!isCurrent()) return;
      set(() => read);
      setProblem(undefined);
    } catch (thrown) {
      if (isCurrent()) setProblem(asProblem(thrown));
    }
  };
  useEffect(() => {
    let isCurrent = true;
    void read(() => isCurrent);
    return () => {
      isCurrent = false;
    };
  }, about);
  return { value, problem, reload: () => read(), set: (next) => set(() => next) };
}
