import type { AstroExpressiveCodeOptions } from 'astro-expressive-code';
import { blockBar } from './block-bar.ts';

/** The look of the lesson's fenced code blocks. block-bar.ts makes their bar with its buttons. */
export const codeBlocks: AstroExpressiveCodeOptions = {
  plugins: [blockBar()],
  frames: false,
  useStyleReset: false,
  themes: ['github-light', 'github-dark'],
  themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
  useDarkModeMediaQuery: true,
  minSyntaxHighlightingColorContrast: 5.5,
  // Output wraps too. Each block that scrolls sideways would be one more stop for the keyboard, and a landmark without a name of its own.
  defaultProps: { wrap: true, preserveIndent: true },
  styleOverrides: {
    borderRadius: '0',
    borderWidth: '0',
    codeFontFamily: 'var(--mono)',
    codeFontSize: '0.9rem',
    codeLineHeight: '1.65',
    codePaddingBlock: '0.7rem',
    codePaddingInline: '1rem',
    codeBackground: 'var(--sunken)',
    uiFontFamily: 'var(--sans)',
    focusBorder: 'var(--accent)',
  },
};
