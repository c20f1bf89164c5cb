export const blocks = {
  onHost: 'On your lab host',
  output: 'Output',
  copy: 'Copy',
  copied: 'Copied',
  cannotCopy: 'Select it and copy',
  run: 'Run',
  runTitle: 'Types it in your terminal and presses Enter',
  insert: 'Insert',
  insertTitle: (gap: string) => `Puts it on the terminal's prompt, so that you can fill in ${gap}`,
} as const;
