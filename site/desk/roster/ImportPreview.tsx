import type { RosterReport } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';

/** The result that an import would have. */
export function ImportPreview({ report: { columns, added, known, refused } }: { report: RosterReport }) {
  return (
    <section class="import-preview" role="status" aria-label={desk.roster.preview}>
      {!columns.some(({ use }) => ['name', 'given', 'family'].includes(use)) && (
        <p class="bad-word">{desk.roster.noName}</p>
      )}
      {refused.length > 0 && (
        <>
          <h3 class="bad-word">{desk.roster.refused(refused.length)}</h3>
          <ul class="one-column">
            {refused.map(({ line, text, why }) => (
              <li key={line}>
                {desk.roster.line(line)} <code>{text}</code> <span lang="en">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{desk.roster.added(added.length)}</h3>
      {added.some(({ twin }) => twin) && <p>{desk.roster.twins}</p>}
      <ul>
        {added.map(({ line, name, externalId, email, login, section, twin }) => (
          <li key={line}>
            {name}{' '}
            <span class="soft">{[externalId, email ?? login, section].filter(Boolean).join(', ')}</span>
            {twin && <strong> {desk.roster.twin}</strong>}
          </li>
        ))}
      </ul>
      {known.length > 0 && (
        <>
          <h3>{desk.roster.known(known.length)}</h3>
          <ul>
            {known.map(({ line, name, filled }) => (
              <li key={line}>
                {name}
                {filled.length > 0 && (
                  <span class="soft">
                    {' '}
                    {desk.roster.filled(filled.map((use) => desk.roster.uses[use]).join(', '))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
