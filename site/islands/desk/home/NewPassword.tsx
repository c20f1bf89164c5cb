import type { ApiProblem } from '../../../wire/api.ts';
import { desk } from '../../../words/desk-now.ts';
import { TextField } from '../../TextField.tsx';

interface Props {
  value: string;
  onInput: (password: string) => void;
  help: string;
  problem: ApiProblem | undefined;
  required?: boolean;
}

/** A password that is to be set; how long it has to be is protocol/desk/instructor.ts's to say. */
export function NewPassword({ value, onInput, help, problem, required = false }: Props) {
  return (
    <TextField
      label={desk.home.newPassword}
      type="password"
      value={value}
      onInput={onInput}
      autocomplete="new-password"
      minLength={10}
      maxLength={200}
      help={help}
      wrong={problem?.fields.get('/password')}
      required={required}
    />
  );
}
