import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

/**
 * The layout runs in a worker of our own origin. The worker starts with this module, which is loaded with the map, while the host is being
 * looked at.
 */
const elk = new ELK({ workerUrl });

/** Lays out a graph with elkjs. */
export const layOut = (graph: ElkNode): Promise<ElkNode> => elk.layout(graph);
