import type { AstroExpressiveCodeOptions } from 'astro-expressive-code';
import { blockBar } from './block-bar.ts';

/** How fenced code blocks of the lesson look; their bar with its buttons is block-bar.ts. */
export const codeBlocks: AstroExpressiveCodeOptions = {
  plugins: [blockBar()],
  frames: false,
  useStyleReset: false,
  themes: ['github-light', 'github-dark'],
  themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
  useDarkModeMediaQuery: true,
  minSyntaxHighlightingColorContrast: 5.5,
  // Output too: what scrolls sideways would be one more stop of the keyboard each, and landmarks that nothing tells apart.
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
