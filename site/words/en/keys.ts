/** Keys, as keyboards sold with this language have them written on. */
export const keys = {
  bar: 'Keys for the terminal',
  written: { Ctrl: 'Ctrl', Shift: 'Shift', Enter: 'Enter', Escape: 'Escape' },
  said: { Esc: 'Escape', Tab: 'Tab', '↑': 'Up', '↓': 'Down', '→': 'Right', '←': 'Left' },
  control: 'Control, with the next key',
} as const;
