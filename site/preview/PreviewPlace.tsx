import { PreviewPane } from './PreviewPane.tsx';
import { previewSize } from './state.ts';

/** The place where web pages are shown. The map has the same place. */
export function PreviewPlace() {
  if (previewSize.value === 'none') return null;
  return (
    <div class="preview-place">
      <PreviewPane />
    </div>
  );
}
