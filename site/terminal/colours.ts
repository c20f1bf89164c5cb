import type { ISearchDecorationOptions } from '@xterm/addon-search';
import type { ITheme } from '@xterm/xterm';
import { type Theme, theme } from '../shell/theme.ts';
import { terminalColours } from './options.ts';

/** The terminal's colours. Each of the sixteen has a contrast of 4.5 to 1 with the background, except the two that are meant as backgrounds. */
export const colours: Record<Theme, ITheme> = {
  dark: {
    background: '#0a0f13',
    foreground: '#dfe6ec',
    cursor: '#55d3c0',
    cursorAccent: '#0a0f13',
    selectionBackground: '#2a4a58',
    black: '#1b242d',
    red: '#ff8078',
    green: '#6fd391',
    yellow: '#e3bd62',
    blue: '#7fb2f7',
    magenta: '#d69cf0',
    cyan: '#58cfd0',
    white: '#cfd8df',
    brightBlack: '#8796a3',
    brightRed: '#ffa29b',
    brightGreen: '#95e6ae',
    brightYellow: '#f2d489',
    brightBlue: '#a6cbff',
    brightMagenta: '#e6bdf9',
    brightCyan: '#86e4e4',
    brightWhite: '#ffffff',
  },
  light: {
    background: '#f7f9fa',
    foreground: '#16212a',
    cursor: '#0a6a60',
    cursorAccent: '#ffffff',
    selectionBackground: '#bfe0db',
    black: '#16212a',
    red: '#a82a2a',
    green: '#12683a',
    yellow: '#7d5200',
    blue: '#1f55a5',
    magenta: '#8031a7',
    cyan: '#0b6470',
    white: '#56636e',
    brightBlack: '#5b6873',
    brightRed: '#bb2f2f',
    brightGreen: '#157443',
    brightYellow: '#865b06',
    brightBlue: '#2a62b6',
    brightMagenta: '#8f3fb7',
    brightCyan: '#10707d',
    brightWhite: '#37434d',
  },
};

/** The colour behind each match of a search, and behind the selected one. */
export const foundColours: Record<Theme, ISearchDecorationOptions> = {
  dark: {
    matchBackground: '#4a3d0c',
    matchOverviewRuler: '#c9a227',
    activeMatchBackground: '#8a4312',
    activeMatchColorOverviewRuler: '#f4ab66',
  },
  light: {
    matchBackground: '#f6e7a6',
    matchOverviewRuler: '#8a6a00',
    activeMatchBackground: '#f5b97a',
    activeMatchColorOverviewRuler: '#94470a',
  },
};

/** Whether terminals are light or dark now. */
export const shade = (): Theme => (terminalColours.value === 'page' ? theme.value : terminalColours.value);
