import { ColumnUse, type RosterReport } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';
import { Select } from '../Select.tsx';
import { TableBox } from '../TableBox.tsx';

interface Props {
  report: RosterReport;
  onHeader: (line: number | null) => void;
  onColumns: (uses: ColumnUse[]) => void;
}

/** Every column of a list: its name, what stands there, and how it is read, which the teacher can change. */
export function ImportColumns({ report: { header, head, columns }, onHeader, onColumns }: Props) {
  const uses = columns.map(({ use }) => use);
  const titleOf = (at: number): string => columns[at]?.title || desk.roster.column(at + 1);
  return (
    <div>
      <h3 class="import-part">{desk.roster.columns}</h3>
      <TableBox label={desk.roster.columns}>
        <table class="desk-table import-columns">
          <thead>
            <tr>
              <th scope="col">{desk.roster.columnTitle}</th>
              <th scope="col">{desk.roster.readAs}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ examples, use }, at) => (
              <tr key={at}>
                <th scope="row">
                  {titleOf(at)}
                  <span class="soft small-text examples">{examples.join(' · ') || desk.roster.empty}</span>
                </th>
                <td>
                  <select
                    class="input compact"
                    aria-label={desk.roster.readColumn(titleOf(at))}
                    value={use}
                    onChange={({ currentTarget }) =>
                      onColumns(uses.with(at, ColumnUse.parse(currentTarget.value)))
                    }
                  >
                    {ColumnUse.options.map((one) => (
                      <option key={one} value={one}>
                        {desk.roster.uses[one]}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <Select
        label={desk.roster.header}
        value={String(header ?? '')}
        options={[
          { value: '', label: desk.roster.noHeader },
          ...head.map(({ line, text }) => ({
            value: String(line),
            label: `${desk.roster.line(line)} ${text.slice(0, 60)}`,
          })),
        ]}
        onChange={(line) => onHeader(line === '' ? null : Number(line))}
      />
    </div>
  );
}
