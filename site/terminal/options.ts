import { keptChoice } from '../shell/kept-signal.ts';

/** The look and behaviour of terminals in this browser. */
export const terminalColours = keptChoice('terminal-colours', ['page', 'light', 'dark']);
export const copyOnSelect = keptChoice('copy-on-select', ['off', 'on']);
export const askBeforePaste = keptChoice('ask-before-paste', ['on', 'off']);
export const nearTyping = keptChoice('near-typing', ['on', 'off']);
export const screenReader = keptChoice('screen-reader', ['off', 'on']);
