import { words } from '../words/now.ts';
import { previewSize, setPreviewSize } from './state.ts';

/** Opens and closes the place for web pages above the terminal. */
export function PreviewButton() {
  const isOpen = previewSize.value !== 'none';
  return (
    <button
      type="button"
      class="button small toggle"
      id="preview-button"
      aria-expanded={isOpen}
      aria-controls="preview"
      title={words.preview.open}
      onClick={() => setPreviewSize(isOpen ? 'none' : 'beside')}
    >
      {words.preview.button}
    </button>
  );
}
