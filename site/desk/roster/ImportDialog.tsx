import { useState } from 'preact/hooks';
import type { RosterImport, RosterReport } from '../../../protocol/desk/roster.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { csvText, isWorkbook } from '../csv-file.ts';
import { Dialog } from '../Dialog.tsx';
import { notify } from '../state/notices.ts';
import { importRoster } from '../state/roster.ts';
import { useRemote } from '../use-remote.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportPreview } from './ImportPreview.tsx';

interface Props {
  onClose: () => void;
  onChanged: () => Promise<void>;
}

type List = Omit<RosterImport, 'dryRun'>;

/** Takes a roster from a file or pasted text. Shows first how it would be read, and lets the teacher say it otherwise. */
export function ImportDialog({ onClose, onChanged }: Props) {
  const [list, setList] = useState<List>({ csv: '' });
  /** The list as it was last looked at; another list is looked at when it is asked for. */
  const [looked, setLooked] = useState<List>();
  const looking = useRemote(
    async () => looked && { list: looked, report: await importRoster({ ...looked, dryRun: true }) },
    [looked],
  );
  const taking = useAct();
  const [isUnread, setUnread] = useState(false);
  const report =
    looking.value && looked && looking.value.list.csv === list.csv ? looking.value.report : undefined;
  const problem = taking.problem ?? (looked?.csv === list.csv ? looking.problem : undefined);
  const look = (next: List): void => {
    setList(next);
    setLooked(next);
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const content = await file.arrayBuffer();
    setUnread(isWorkbook(content));
    if (!isWorkbook(content)) look({ csv: csvText(content) });
  };
  const take = async (): Promise<void> => {
    const { added, known } = await importRoster({ ...list, dryRun: false });
    notify({ text: desk.roster.imported(added.length, filledIn(known)) });
    await onChanged();
    onClose();
  };
  const filled = report ? filledIn(report.known) : 0;
  const isUseless = report !== undefined && report.added.length + filled === 0;
  const isReady = looking.value?.list === list;
  return (
    <Dialog heading={desk.roster.import} onClose={onClose} look="wide">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!report) look(list);
          else if (isReady && !isUseless) void taking.act(take);
        }}
      >
        <div class="field">
          <label for="roster-file">{desk.roster.file}</label>
          <input
            id="roster-file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
          />
          <span role="alert">{isUnread && <span class="wrong">{desk.roster.workbook}</span>}</span>
        </div>
        <TextField
          label={desk.roster.paste}
          help={desk.roster.pasteHelp}
          placeholder={desk.roster.pasteExample}
          lines={report ? 3 : 8}
          value={list.csv}
          onInput={(csv) => setList({ csv })}
          wrong={problem?.fields.get('/csv')}
          required
          mono
        />
        {report && (
          <>
            <ImportColumns
              report={report}
              onHeader={(header) => look({ csv: list.csv, header })}
              onColumns={(columns) => look({ csv: list.csv, header: report.header, columns })}
            />
            <ImportPreview report={report} />
          </>
        )}
        {problem && <ProblemNote problem={problem} />}
        <div class="row dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {desk.common.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={taking.busy} disabled={isUseless}>
            {report ? desk.roster.take(report.added.length, filled) : desk.roster.preview}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The number of learners on the roster of whom the list knows more. */
const filledIn = (known: RosterReport['known']): number =>
  known.filter(({ filled }) => filled.length > 0).length;
