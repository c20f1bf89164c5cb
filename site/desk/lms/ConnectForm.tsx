import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { connectLms } from '../state/lms.ts';
import { notify } from '../state/notices.ts';
import { EntryFields } from './EntryFields.tsx';
import { type Draft, emptyDraft, entryOf } from './entry.ts';
import { PLATFORMS, type Platform, usualFor } from './platforms.ts';

/** Connects an LMS by what it shows of itself. Most of that is known from its kind and its address. */
export function ConnectForm({ onChanged }: { onChanged: () => Promise<void> }) {
  const [platform, setPlatform] = useState<Platform>('moodle');
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const { busy, problem, act, forget } = useAct();
  const group = useId();
  const nameOf = (one: Platform): string => (one === 'other' ? desk.lms.other : desk.grades.platform[one]);
  const choose = (chosen: Platform): void => {
    const { issuer, authUrl, tokenUrl, keysUrl } = emptyDraft;
    setPlatform(chosen);
    setDraft({ ...draft, issuer, authUrl, tokenUrl, keysUrl, ...usualFor(chosen, draft.site) });
    forget();
  };
  const change = (part: Partial<Draft>): void =>
    setDraft((now) => ({
      ...now,
      ...part,
      ...(part.site === undefined ? {} : usualFor(platform, part.site)),
    }));
  const connect = async (): Promise<void> => {
    const { name } = await connectLms(entryOf(draft));
    setDraft({ ...emptyDraft, ...usualFor(platform, '') });
    notify({ text: desk.lms.isConnected(name) });
    await onChanged();
  };
  return (
    <form
      class="settings-part"
      aria-labelledby="lms-tell-us"
      onSubmit={(event) => {
        event.preventDefault();
        void act(connect);
      }}
    >
      <h2 id="lms-tell-us">{desk.lms.stepTellUs}</h2>
      <p class="soft">{desk.lms.tellUsText}</p>
      <fieldset class="field">
        <legend>{desk.lms.which}</legend>
        {PLATFORMS.map((one) => (
          <Check key={one} type="radio" group={group} checked={platform === one} onChange={() => choose(one)}>
            {nameOf(one)}
          </Check>
        ))}
      </fieldset>
      <EntryFields
        draft={draft}
        onChange={change}
        problem={problem}
        opensAddresses={platform === 'other'}
        help={desk.lms.whereToFind[platform]}
      />
      {problem && <ProblemNote problem={problem} />}
      <p>
        <button type="submit" class="button primary" aria-disabled={busy}>
          {desk.lms.connectIt}
        </button>
      </p>
    </form>
  );
}
