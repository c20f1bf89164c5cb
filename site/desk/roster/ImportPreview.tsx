import type { RosterReport } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';

/** The result that an import would have. */
export function ImportPreview({ report: { added, known, refused } }: { report: RosterReport }) {
  return (
    <section class="import-preview" role="status" aria-label={desk.roster.preview}>
      <h3>{desk.roster.added(added.length)}</h3>
      <ul>
        {added.map(({ line, name, externalId }) => (
          <li key={line}>
            {name} {externalId !== null && <span class="soft">{externalId}</span>}
          </li>
        ))}
      </ul>
      {known.length > 0 && (
        <>
          <h3>{desk.roster.known(known.length)}</h3>
          <ul>
            {known.map(({ line, name }) => (
              <li key={line}>{name}</li>
            ))}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          <h3 class="bad-word">{desk.roster.refused(refused.length)}</h3>
          <ul>
            {refused.map(({ line, text, why }) => (
              <li key={line}>
                {desk.roster.line(line)} <code>{text}</code> <span lang="en">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
