import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,cli,web,fixtures,.ci}/**/*.test.{ts,tsx}'],
    globalSetup: './fixtures/globalSetup.ts',
    // Most of a scenario's time goes by waiting for the processes it runs.
    maxWorkers: Math.max(3, availableParallelism()),
    // Loading the server anew for every file took longer than many a file's tests; nothing in it has state of its own.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
