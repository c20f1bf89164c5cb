import { useState } from 'preact/hooks';
import type { RosterReport } from '../../../protocol/desk/roster.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { csvText } from '../csv-file.ts';
import { Dialog } from '../Dialog.tsx';
import { notify } from '../state/notices.ts';
import { importRoster } from '../state/roster.ts';
import { ImportPreview } from './ImportPreview.tsx';

interface Props {
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Takes a roster from a file or pasted text. Shows first how it would be read. */
export function ImportDialog({ onClose, onChanged }: Props) {
  const [csv, setCsv] = useState('');
  const [report, setReport] = useState<RosterReport>();
  const { busy, problem, act } = useAct();
  const change = (text: string): void => {
    setCsv(text);
    setReport(undefined);
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file) change(csvText(await file.arrayBuffer()));
  };
  const run = async (): Promise<void> => {
    if (!report) {
      setReport(await importRoster(csv, true));
      return;
    }
    const { added } = await importRoster(csv, false);
    notify({ text: desk.roster.imported(added.length) });
    await onChanged();
    onClose();
  };
  const isUseless = report?.added.length === 0;
  return (
    <Dialog heading={desk.roster.import} onClose={onClose} look="wide">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isUseless) void act(run);
        }}
      >
        <div class="field">
          <label for="roster-file">{desk.roster.file}</label>
          <input
            id="roster-file"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
          />
        </div>
        <TextField
          label={desk.roster.paste}
          help={desk.roster.pasteHelp}
          placeholder={desk.roster.pasteExample}
          lines={8}
          value={csv}
          onInput={change}
          wrong={problem?.fields.get('/csv')}
          required
          mono
        />
        {report && <ImportPreview report={report} />}
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="button" class="button" onClick={onClose}>
            {desk.common.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy} disabled={isUseless}>
            {report ? desk.roster.take(report.added.length) : desk.roster.preview}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
