import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { classView } from '../../state/class.ts';

/** Where the learner's class is shown. What draws it is fetched once there is one. */
export function ClassPlace() {
  const [Bar, setBar] = useState<ComponentType>();
  const hasClass = Boolean(classView.value);
  useEffect(() => {
    if (hasClass && !Bar) void import('./ClassBar.tsx').then((module) => setBar(() => module.ClassBar));
  }, [hasClass]);
  return hasClass && Bar ? <Bar /> : null;
}
