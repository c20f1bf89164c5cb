import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client';

/** An empty registry that writes OpenMetrics. Its type names the older format, the only one that prom-client's types let merge. */
export function newRegistry(): Registry {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry as unknown as Registry;
}

let ofProcess: Registry | undefined;

/** Memory, processor time, open files and garbage collection of this process. They are watched once, however many servers the process has. */
export function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = newRegistry();
    // The default of 10 ms would wake a quiet server a hundred times a second.
    collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: 200 });
  }
  return ofProcess;
}
