import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

/** In a worker of our own origin. It starts with the module, which is loaded with the map: meanwhile the host is looked at. */
const elk = new ELK({ workerUrl });

/** Lays a graph out by elkjs. */
export const layOut = (graph: ElkNode): Promise<ElkNode> => elk.layout(graph);
