import { previewSize } from '../../state/preview.ts';
import { PreviewPane } from './PreviewPane.tsx';

/** Where web pages are shown: in the place that the map has too. */
export function PreviewPlace() {
  if (previewSize.value === 'none') return null;
  return (
    <div class="preview-place">
      <PreviewPane />
    </div>
  );
}
