/** A line of Markdown for a terminal or a settings file: without code marks, and with the words of each link only. */
export const plain = (markdown: string): string =>
  markdown.replace(/\[([^\][]*)\]\([^()]*\)/g, '$1').replaceAll('`', '');
