import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { builtSource } from './.ci/builtSource.mjs';

export default defineConfig({
  test: {
    globalSetup: './fixtures/globalSetup.ts',
    // Most of a scenario's time goes by waiting for the processes it runs.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for may take its time on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['{server,cli,web,.ci}/**/*.test.{ts,tsx}'],
          // Loading what is tested anew for every file took longer than many a file's tests.
          isolate: false,
        },
      },
      {
        extends: true,
        plugins: [builtSource()],
        // In processes of their own: starting a program takes the longer the more memory the starting one has.
        test: { name: 'scenarios', include: ['fixtures/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
