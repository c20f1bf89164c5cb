import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { words } from '../words/now.ts';
import type { Draft } from './drafts.ts';
import { languageFor } from './languages.ts';
import { lineEndOf } from './line-ends.ts';
import { nameOf } from './path.ts';

/** The colours are in styles/editor.css, for both themes. */
const colours = HighlightStyle.define(
  Object.entries({
    keyword: [tags.keyword, tags.operatorKeyword, tags.modifier],
    string: [tags.string, tags.special(tags.string), tags.regexp],
    comment: [tags.comment],
    number: [tags.number, tags.bool, tags.atom, tags.null],
    name: [tags.propertyName, tags.definition(tags.variableName), tags.attributeName],
    type: [tags.typeName, tags.className, tags.standard(tags.variableName), tags.heading, tags.meta],
    variable: [tags.variableName, tags.special(tags.variableName)],
  }).map(([name, tag]) => ({ tag, color: `var(--code-${name})` })),
);

/** Tabs where the text has them, else the spaces that are usual. */
const unitOf = (text: string): string => (/^\t/m.test(text) ? '\t' : '  ');

/** What the text of a file calls. */
export interface Hooks {
  save(): void;
  onUpdate(update: ViewUpdate): void;
}

function extensionsFor(path: string, text: string, lineEnd: string, { save, onUpdate }: Hooks): Extension {
  const said = words.editor;
  const saves = (): boolean => {
    save();
    return true;
  };
  return [
    EditorState.phrases.of(said.phrases),
    EditorState.lineSeparator.of(lineEnd),
    EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?|\n/g, lineEnd)),
    EditorView.updateListener.of(onUpdate),
    indentUnit.of(unitOf(text)),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    syntaxHighlighting(colours),
    search({ top: true }),
    keymap.of([
      { key: 'Mod-s', preventDefault: true, run: saves },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      // Escape, then Tab leaves the text.
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      'aria-label': said.textOf(nameOf(path)),
      'aria-describedby': 'editor-keys',
      spellcheck: 'false',
      tabindex: '0',
    }),
    languageFor(path, text)?.language ?? [],
  ];
}

/** A file's text as the editor holds it. */
export const stateFor = (path: string, text: string, hooks: Hooks): EditorState =>
  EditorState.create({ doc: text, extensions: extensionsFor(path, text, lineEndOf(text), hooks) });

/** The same from a draft, with what can be undone. */
export const stateOfDraft = (path: string, { state, crlf }: Draft, hooks: Hooks): EditorState =>
  EditorState.fromJSON(
    state,
    { extensions: extensionsFor(path, state.doc, crlf ? '\r\n' : '\n', hooks) },
    { history: historyField },
  );
