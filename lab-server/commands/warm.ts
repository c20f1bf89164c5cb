// Loads the modules of the web server and the terminals, so that Node has them compiled from now on (NODE_COMPILE_CACHE). Compiling
// our TypeScript would cost each process 20 MB for as long as it runs.
import { flushCompileCache } from 'node:module';

// Neither program has what it needs to begin; loading the modules is enough.
await import('../web.ts').catch(() => {});
await import('../terminals.ts').catch(() => {});
await import('../grading/judge-worker.ts').catch(() => {});
flushCompileCache();
