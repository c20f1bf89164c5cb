import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { type Bin, marks } from '../plot.ts';

const WIDTH = 360;
const HEIGHT = 190;
/** Room for the axes' numbers and names. */
const ROOM = { left: 44, right: 8, top: 8, bottom: 44 };
const GAP = 3;

interface Props {
  heading: string;
  bins: Bin[];
  /** The label of the horizontal axis. */
  across: string;
}

/** Vertical bars over an axis, with the same as a table for people who do not see them. */
export function Histogram({ heading, bins, across }: Props) {
  const up = marks(Math.max(...bins.map(({ count }) => count)));
  const most = up.at(-1) ?? 1;
  const [width, height] = [WIDTH - ROOM.left - ROOM.right, HEIGHT - ROOM.top - ROOM.bottom];
  const wide = width / bins.length;
  const y = (count: number): number => ROOM.top + height - (height * count) / most;
  return (
    <figure class="histogram">
      <figcaption>{heading}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {up.map((count) => (
          <g key={count}>
            <line class="grid-line" x1={ROOM.left} x2={WIDTH - ROOM.right} y1={y(count)} y2={y(count)} />
            <text class="axis-number" x={ROOM.left - 6} y={y(count) + 4} text-anchor="end">
              {count}
            </text>
          </g>
        ))}
        {bins.map(({ from, count }, at) => (
          <g key={from}>
            <rect
              class="column"
              x={ROOM.left + at * wide + GAP / 2}
              y={y(count)}
              width={wide - GAP}
              height={ROOM.top + height - y(count)}
            />
            <text
              class="axis-number"
              x={ROOM.left + (at + 0.5) * wide}
              y={HEIGHT - ROOM.bottom + 16}
              text-anchor="middle"
            >
              {nameOf(bins, at)}
            </text>
          </g>
        ))}
        <line class="axis-line" x1={ROOM.left} x2={WIDTH - ROOM.right} y1={y(0)} y2={y(0)} />
        <text class="axis-name" x={ROOM.left + width / 2} y={HEIGHT - 6} text-anchor="middle">
          {across}
        </text>
        <text
          class="axis-name"
          transform={`translate(12 ${ROOM.top + height / 2}) rotate(-90)`}
          text-anchor="middle"
        >
          {desk.report.learners}
        </text>
      </svg>
      <div class="visually-hidden">
        <table>
          <caption>{heading}</caption>
          <thead>
            <tr>
              <th scope="col">{across}</th>
              <th scope="col">{desk.report.learners}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, count }, at) => (
              <tr key={from}>
                <th scope="row">{nameOf(bins, at)}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** The label of a bar: its number, or its range. */
function nameOf(bins: readonly Bin[], at: number): string {
  const bin = bins[at];
  if (!bin) return '';
  return bin.from === bin.to ? number(bin.from) : `${number(bin.from)}–${number(bin.to)}`;
}
