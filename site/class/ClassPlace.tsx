import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { classView } from './state.ts';

/** The place where the learner's class is shown. The code that draws it is fetched once there is a class. */
export function ClassPlace() {
  const [Bar, setBar] = useState<ComponentType>();
  const hasClass = Boolean(classView.value);
  useEffect(() => {
    if (hasClass && !Bar) void import('./ClassBar.tsx').then((module) => setBar(() => module.ClassBar));
  }, [hasClass]);
  return hasClass && Bar ? <Bar /> : null;
}
