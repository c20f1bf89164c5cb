import { TextField } from '../../ui/TextField.tsx';
import type { ApiProblem } from '../../wire/api.ts';
import { desk } from '../../words/desk-now.ts';

interface Props {
  value: string;
  onInput: (password: string) => void;
  help: string;
  problem: ApiProblem | undefined;
  required?: boolean;
}

/** A field for a new password. protocol/desk/instructor.ts says how long it must be. */
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
