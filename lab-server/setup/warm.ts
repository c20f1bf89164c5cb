// Loads what the web server and the terminals consist of, so that Node has it compiled from now on (NODE_COMPILE_CACHE). Compiling
// our TypeScript would cost each of them 20 MB for as long as it runs.
import { flushCompileCache } from 'node:module';

// Neither has what it needs to begin; loading them is enough.
await import('../web.ts').catch(() => {});
await import('../terminals/main.ts').catch(() => {});
flushCompileCache();
