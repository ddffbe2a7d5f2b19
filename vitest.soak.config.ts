import { defineConfig } from 'vitest/config'

// What takes longer than a test run may: `npm run soak`. One file after the other, each has both cores.
export default defineConfig({
  test: {
    globalSetup: ['test/support/server.ts'],
    pool: 'forks',
    fileParallelism: false,
    // Tests that take a sample in a test run, and everything here.
    env: { SOAK: '1' },
    include: ['test/soak/**/*.soak.ts', 'test/sync/cut-feed.test.ts', 'test/connectors/oneroster-csv/cut-http.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
})
