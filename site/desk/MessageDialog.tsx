import { useState } from 'preact/hooks';
import type { MessageRequest } from '../../protocol/desk/wall.ts';
import { TextField } from '../ui/TextField.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { FormDialog } from './FormDialog.tsx';
import { SentMessages } from './SentMessages.tsx';
import { sendMessage } from './state/help.ts';
import { notify } from './state/notices.ts';

interface Props {
  to: MessageRequest['to'];
  onClose: () => void;
}

/** A message to all learners or some, with a command that they may run. */
export function MessageDialog({ to, onClose }: Props) {
  const [text, setText] = useState('');
  const [command, setCommand] = useState('');
  const acting = useAct();
  const send = async (): Promise<void> => {
    const request = { to, text: text.trim() };
    await sendMessage(command.trim() === '' ? request : { ...request, command: command.trim() });
    notify({ text: desk.class.sent });
  };
  return (
    <FormDialog
      heading={to === 'all' ? desk.class.messageAll : desk.class.messageTo(to.length)}
      does={desk.class.send}
      acting={acting}
      onDo={send}
      onClose={onClose}
    >
      <TextField
        label={desk.class.messageText}
        lines={4}
        value={text}
        onInput={setText}
        maxLength={2000}
        wrong={acting.problem?.fields.get('/text')}
        required
        focus
      />
      <TextField
        label={desk.class.messageCommand}
        help={desk.class.messageCommandHelp}
        value={command}
        onInput={setCommand}
        maxLength={1000}
        wrong={acting.problem?.fields.get('/command')}
        mono
      />
      <SentMessages />
    </FormDialog>
  );
}
