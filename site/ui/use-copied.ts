import { useState } from 'preact/hooks';
import { copyText } from '../shell/clipboard.ts';

/** ms that a page says so. */
const SAID_FOR = 1500;

/** For a button that copies text. Tells what was copied just now. */
export function useCopied(): { copied: string | undefined; copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState<string>();
  const copy = async (text: string): Promise<void> => {
    if (!(await copyText(text))) return;
    setCopied(text);
    setTimeout(() => setCopied(undefined), SAID_FOR);
  };
  return { copied, copy };
}
