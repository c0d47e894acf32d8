import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,cli,web,fixtures,.ci}/**/*.test.{ts,tsx}'],
    globalSetup: './fixtures/globalSetup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
