import { EditorView } from '@codemirror/view';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { goTo, replaced, shownFile, stateOf } from './files.ts';
import { theView } from './view.ts';

/** The text of the shown file. One view of CodeMirror shows each file in turn. */
export function EditorBox() {
  const element = useRef<HTMLDivElement>(null);
  const path = shownFile.value?.path;
  const isThere = path !== undefined;
  useEffect(() => {
    if (!isThere || !element.current) return;
    const view = new EditorView({ parent: element.current });
    theView.value = view;
    return () => {
      theView.value = undefined;
      view.destroy();
    };
  }, [isThere]);
  useSignalEffect(() => {
    const [view, shown] = [theView.value, shownFile.value?.path];
    void replaced.value;
    const state = shown === undefined ? undefined : stateOf(shown);
    if (!view || !state || view.state === state) return;
    const { scrollTop } = view.scrollDOM;
    view.setState(state);
    view.scrollDOM.scrollTop = scrollTop;
  });
  useSignalEffect(() => {
    const [view, to, shown] = [theView.value, goTo.value, shownFile.value?.path];
    if (!view || !to || shown !== to.path) return;
    goTo.value = undefined;
    const { doc } = view.state;
    const { from } = doc.line(Math.min(Math.max(1, to.line), doc.lines));
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  });
  return <div class="editor-box" ref={element} hidden={!isThere} />;
}
