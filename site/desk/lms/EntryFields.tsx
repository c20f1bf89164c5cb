import { TextField } from '../../ui/TextField.tsx';
import type { ApiProblem } from '../../wire/api.ts';
import { desk } from '../../words/desk-now.ts';
import type { Draft } from './entry.ts';

interface Props {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  problem: ApiProblem | undefined;
  /** Whether the LMS's own addresses are shown from the start. */
  opensAddresses: boolean;
  /** Where the IDs are found. */
  help: string;
}

const ADDRESSES = ['issuer', 'authUrl', 'tokenUrl', 'keysUrl', 'audience'] as const;

/** The fields of an LMS that is connected by hand. */
export function EntryFields({ draft, onChange, problem, opensAddresses, help }: Props) {
  const wrongWith = (path: string): string | undefined =>
    [...(problem?.fields ?? [])].find(([at]) => at === path || at.startsWith(`${path}/`))?.[1];
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onInput: (value: string) => onChange({ [name]: value }),
    wrong: wrongWith(`/${name}`),
    maxLength: name === 'name' ? 60 : 500,
  });
  const isWrong = ADDRESSES.some((name) => wrongWith(`/${name}`) !== undefined);
  return (
    <>
      <div class="two-fields lms-fields">
        <TextField label={desk.lms.name} help={desk.lms.nameHelp} {...field('name')} required />
        <TextField label={desk.lms.site} help={desk.lms.siteHelp} {...field('site')} required />
      </div>
      <p class="soft">{help}</p>
      <div class="two-fields lms-fields">
        <TextField label={desk.lms.clientId} {...field('clientId')} maxLength={255} required mono />
        <TextField
          label={desk.lms.deployments}
          help={desk.lms.deploymentsHelp}
          {...field('deployments')}
          maxLength={5000}
          mono
        />
      </div>
      <details class="fold" open={opensAddresses || isWrong}>
        <summary>{desk.lms.itsAddresses}</summary>
        <div class="stack">
          {!opensAddresses && <p class="soft">{desk.lms.filledIn}</p>}
          {ADDRESSES.map((name) => (
            <TextField
              key={name}
              label={desk.lms[name]}
              {...(name === 'audience' ? { help: desk.lms.audienceHelp } : {})}
              {...field(name)}
              mono
            />
          ))}
        </div>
      </details>
    </>
  );
}
