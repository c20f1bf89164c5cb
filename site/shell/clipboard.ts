/** Copies text. Returns false when the browser lets no page do that. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS the clipboard API is missing. The old command still works after a click or a key.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const before = document.activeElement;
  // Behind a dialog nothing can be selected.
  (before?.closest('dialog[open]') ?? document.body).append(area);
  area.select();
  const copied = document.activeElement === area && document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
