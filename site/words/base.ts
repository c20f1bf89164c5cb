/** By astro.config.mjs. Code that runs without a page, in tests, has none. */
declare const SITE_BASE: string | undefined;

/** What the paths of this course's pages begin with: `/NAME`, and nothing for the first course of the lab server. */
export const base = typeof SITE_BASE === 'undefined' ? '' : SITE_BASE;
