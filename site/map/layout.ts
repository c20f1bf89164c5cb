import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { MapLink } from '../../protocol/host-map.ts';
import { type Box, boxesOf } from './boxes.ts';
import { steadyOrder } from './order.ts';
import type { Wiring } from './wiring.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point {
  width: number;
  height: number;
}

export interface PlacedBox extends Rect {
  box: Box;
}

interface PlacedLink {
  id: string;
  link: MapLink;
  points: Point[];
}

/** The place of every part, in pixels from the drawing's own corner. */
export interface Layout {
  width: number;
  height: number;
  /** The frame of the host itself. */
  host: Rect;
  boxes: PlacedBox[];
  links: PlacedLink[];
  /** The boxes from left to right, for the next layout to keep. */
  order: string[];
}

/** The gap between the LAN and the host's frame, and around the contents of the frame. */
const GAP = 16;
const FRAME = { side: 10, top: 32, bottom: 16 };

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  // The rows from the LAN down to the containers, each in the order it had before.
  'elk.partitioning.activate': 'true',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.spacing.nodeNode': '10',
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '8',
};

/** The input of elkjs: boxes in a steady order, and every link from the row above to the one below. */
export function graphOf(
  wiring: Wiring,
  before: readonly string[],
  isNarrow: boolean,
): { graph: ElkNode; boxes: Map<string, Box> } {
  const all = boxesOf(wiring, isNarrow);
  const boxes = new Map(all.map((box) => [box.id, box]));
  const order = steadyOrder(
    all.map(({ id }) => id),
    before,
  );
  const place = new Map(order.map((id, at) => [id, at]));
  const edges = wiring.map.links.flatMap((link): ElkExtendedEdge[] => {
    const [from, to] = [boxOf(link.from, boxes), boxOf(link.to, boxes)];
    if (!from || !to || from === to) return [];
    const down = from.row <= to.row ? [from.id, to.id] : [to.id, from.id];
    return [{ id: linkId(link), sources: [down[0] as string], targets: [down[1] as string] }];
  });
  const graph = {
    id: 'map',
    // The first time elkjs looks for the drawing with the fewest crossings. Later its order is kept.
    layoutOptions: {
      ...OPTIONS,
      'elk.layered.crossingMinimization.forceNodeModelOrder': String(
        before.some((id) => boxes.get(id)?.kind === 'card'),
      ),
    },
    edges: edges.sort(byEnds(place)),
    children: order.map((id) => {
      const { width, height, row } = boxes.get(id) as Box;
      return { id, width, height, layoutOptions: { 'elk.partitioning.partition': String(row) } };
    }),
  };
  return { graph, boxes };
}

/** The links in the boxes' order, so that a link keeps its side of the others while its ends stay. */
function byEnds(place: ReadonlyMap<string, number>) {
  const at = (ids: readonly string[]) => place.get(ids[0] ?? '') ?? 0;
  return (a: ElkExtendedEdge, b: ElkExtendedEdge) =>
    at(a.sources) - at(b.sources) || at(a.targets) - at(b.targets);
}

const linkId = ({ from, to, kind }: MapLink) => `${kind} ${from} ${to}`;

/** The box that shows a part: its own, or its namespace's card. */
function boxOf(part: string, boxes: ReadonlyMap<string, Box>): Box | undefined {
  return boxes.get(part) ?? [...boxes.values()].find(({ rows }) => rows.some((row) => row.part.id === part));
}

/** Reads elkjs's answer, and draws the host's frame around everything except the LAN. */
export function readLayout(wiring: Wiring, boxes: ReadonlyMap<string, Box>, done: ElkNode): Layout {
  const placed = (done.children ?? []).flatMap(({ id, x = 0, y = 0 }): PlacedBox[] => {
    const box = boxes.get(id);
    return box ? [{ box, x, y, width: box.width, height: box.height }] : [];
  });
  const byId = new Map(wiring.map.links.map((link) => [linkId(link), link]));
  const links = (done.edges ?? []).flatMap(({ id, sections = [] }): PlacedLink[] => {
    const link = byId.get(id);
    const [section] = sections;
    if (!link || !section) return [];
    return [{ id, link, points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] }];
  });
  return framed(placed, links);
}

function framed(boxes: PlacedBox[], links: PlacedLink[]): Layout {
  const isLan = ({ box }: PlacedBox) => box.kind === 'lan';
  const inside = boxes.filter((box) => !isLan(box));
  const bends = links.filter(({ link }) => link.kind !== 'cable').flatMap(({ points }) => points);
  const left = Math.min(...inside.map(({ x }) => x), ...bends.map(({ x }) => x)) - FRAME.side;
  const right = Math.max(...inside.map((one) => one.x + one.width), ...bends.map(({ x }) => x)) + FRAME.side;
  const top = Math.min(...inside.map(({ y }) => y)) - FRAME.top;
  const bottom = Math.max(...inside.map((one) => one.y + one.height)) + FRAME.bottom;
  const lan = boxes.find(isLan);
  const raised = lan ? Math.max(0, lan.y + lan.height + GAP - top) : 0;
  const corner = { x: Math.min(left, lan?.x ?? left), y: Math.min(top, lan ? lan.y - raised : top) };
  const move = ({ x, y }: Point) => ({ x: x - corner.x, y: y - corner.y });
  const moved = boxes.map((one) => ({ ...one, ...move(isLan(one) ? { x: one.x, y: one.y - raised } : one) }));
  return {
    width: Math.max(right, lan ? lan.x + lan.width : right) - corner.x,
    height: bottom - corner.y,
    host: { ...move({ x: left, y: top }), width: right - left, height: bottom - top },
    boxes: moved,
    links: links.map((one) => ({ ...one, points: raiseFirst(one, raised).map(move) })),
    order: [...moved].sort((a, b) => a.x - b.x).map(({ box }) => box.id),
  };
}

/** A cable begins at the height to which the LAN was raised. */
function raiseFirst({ link, points }: PlacedLink, by: number): Point[] {
  if (link.kind !== 'cable') return points;
  return points.map((point, i) => (i === 0 ? { x: point.x, y: point.y - by } : point));
}
