import { defineConfig } from 'vitest/config'

// One database server for all of it (test/support/server.ts), a clone of the migrated template for each test file that asks.
// globalSetup belongs at the root: inside a project it would be skipped for the other one.
export default defineConfig({
  test: {
    globalSetup: ['test/support/server.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    pool: 'forks',
    // Two cores must do; a third of the time a worker waits for a process or a clock.
    maxWorkers: 3,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          // Half of a page's time is waiting: two at once keep two cores at work (700 s one by one, 400 s so).
          maxWorkers: 2,
          // After the rules where both are run in one go.
          sequence: { groupOrder: 1 },
          // On a machine that is busy with something else a page can miss a deadline; one that is broken misses both.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
