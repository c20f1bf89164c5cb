import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

/** A text as a QR code, with the quiet zone of four modules that readers need. Always dark on white. */
export function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { size, data } = encode(text, { border: 4, ecc: 'M' });
    const modules = data.flatMap((line, y) =>
      line.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size, path: modules.join('') };
  }, [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
