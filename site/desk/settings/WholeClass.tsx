import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { changeClass } from '../state/class.ts';

/** Actions on the whole class that take effect at once: another code, the archive. */
export function WholeClass({ here }: { here: ClassDetail }) {
  const [open, setOpen] = useState<'code' | 'archive'>();
  const acting = useAct();
  const isArchived = here.archivedAt !== null;
  const close = (): void => setOpen(undefined);
  return (
    <section class="side-card">
      <h2>{desk.settings.whole}</h2>
      <button type="button" class="button" onClick={() => setOpen('code')}>
        {desk.settings.newCode}
      </button>
      <button type="button" class="button" onClick={() => setOpen('archive')}>
        {isArchived ? desk.settings.bringBack : desk.settings.archive}
      </button>
      {open === 'code' && (
        <FormDialog
          heading={desk.settings.newCode}
          does={desk.settings.newCode}
          acting={acting}
          onDo={() => changeClass({ newCode: true })}
          onClose={close}
        >
          <p>{desk.settings.newCodeText(here.code)}</p>
        </FormDialog>
      )}
      {open === 'archive' && (
        <FormDialog
          heading={isArchived ? desk.settings.bringBack : desk.settings.archive}
          does={isArchived ? desk.settings.bringBack : desk.settings.archive}
          acting={acting}
          onDo={() => changeClass({ archived: !isArchived })}
          onClose={close}
        >
          <p>{isArchived ? desk.settings.bringBackText : desk.settings.archiveText}</p>
        </FormDialog>
      )}
    </section>
  );
}
