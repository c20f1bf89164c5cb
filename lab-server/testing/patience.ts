import { vi } from 'vitest';

// Waits end by what they wait for; this only bounds them, also on a machine that is busy with other things.
vi.setConfig({ testTimeout: 30_000 });
