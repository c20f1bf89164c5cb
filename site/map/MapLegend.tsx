import { words } from '../words/now.ts';

/** The meaning of the lines. */
export function MapLegend() {
  const { title, wire, proxy } = words.map.legend;
  return (
    <dl class="map-legend" aria-label={title}>
      {[
        ['veth', wire],
        ['forwards', proxy],
      ].map(([kind, meaning]) => (
        <div key={kind}>
          <dt>
            <svg width="26" height="8" aria-hidden="true">
              <path d="M1 4H25" class={`map-line ${kind}`} />
            </svg>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
