interface Bar {
  label: string;
  /** A sign beside the label, so that colour is not the only difference. */
  sign?: string;
  /** Names its colour. */
  tone: string;
  count: number;
}

interface Props {
  heading: string;
  bars: Bar[];
  /** The count that a bar of full length stands for. */
  most: number;
  /** The language of labels that come from the course. */
  language?: 'en';
}

/** Horizontal bars with their labels and counts. Everything that they show is also text. */
export function Bars({ heading, bars, most, language }: Props) {
  return (
    <section class="bars">
      <h3>{heading}</h3>
      <ul>
        {bars.map(({ label, sign, tone, count }) => (
          <li key={label}>
            <span class="bar-label">
              {sign && (
                <span class="bar-sign" data-status={tone} aria-hidden="true">
                  {sign}
                </span>
              )}
              <span lang={language}>{label}</span>
            </span>
            <span class="bar-count">{count}</span>
            <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect class="bar-all" width="100" height="6" rx="1" />
              <rect data-status={tone} width={(100 * count) / Math.max(1, most)} height="6" rx="1" />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}
