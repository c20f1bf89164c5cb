import type { Progress } from './progress.ts';

/** The part of a ring that each state fills, so that they differ in shape and not only in colour. */
const INSIDE = {
  open: null,
  begun: <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" stroke="none" />,
  done: <path d="m6.4 10.4 2.5 2.5 4.8-5.4" stroke="var(--on-mark)" stroke-width="2" />,
  closed: <path d="M5.6 14.4 14.4 5.6" />,
  kept: <rect x="7" y="7" width="6" height="6" rx="1" fill="currentColor" stroke="none" />,
} satisfies Record<Progress, unknown>;

/** How far an exercise is, as a sign. The word stands beside it. */
export function ProgressMark({ progress }: { progress: Progress }) {
  return (
    <svg class="progress-mark" data-progress={progress} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.5" />
      {INSIDE[progress]}
    </svg>
  );
}
