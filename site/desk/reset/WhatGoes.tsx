import { desk } from '../../words/desk-now.ts';
import type { Report } from '../state/resets.ts';

const COUNTED = ['terminals', 'attempts', 'hints', 'notes'] as const;

/** What a reset takes from each learner, or why it failed. */
export function WhatGoes({ report }: { report: Report }) {
  return (
    <section class="what-goes" role="status" aria-label={desk.reset.goes}>
      <h3>{desk.reset.goes}</h3>
      <div class="table-box">
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">{desk.wall.name}</th>
              <th scope="col">{desk.reset.parts.host}</th>
              {COUNTED.map((part) => (
                <th key={part} scope="col" class="number">
                  {desk.reset.parts[part]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.learners.map((one) => (
              <tr key={one.learner}>
                <th scope="row">
                  {one.name}
                  {one.failed !== null && (
                    <span class="wrong-note" lang="en">
                      {one.failed}
                    </span>
                  )}
                </th>
                <td>{one.host ? desk.reset.anew : '–'}</td>
                {COUNTED.map((part) => (
                  <td key={part} class="number">
                    {one[part] || '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft small-text">{desk.reset.undoNote}</p>
    </section>
  );
}
