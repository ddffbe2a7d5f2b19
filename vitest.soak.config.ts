import { globSync, readFileSync } from 'node:fs'
import { env as environment } from 'node:process'
import { defineConfig } from 'vitest/config'
import { chooseSeeds } from './test/support/seed.ts'

const LONG = [
  'test/soak/**/*.soak.ts',
  'test/http/matrix.test.ts',
  'test/sync/cut-feed.test.ts',
  'test/seats/seat-walk.test.ts',
  'test/coaching/cycle-window.test.ts',
  'test/coaching/masking.test.ts',
  'test/connectors/oneroster-csv/cut-http.test.ts',
  // Every button of every page; a test run follows the links.
  'test/e2e/walk.test.ts',
]
// The contract of connectors brings its properties to every test file that calls it.
const PROPERTIES = globSync('test/**/*.test.{ts,tsx}').filter((path) =>
  /from '(fast-check|[./]*contract\/connector-suite\.ts)'/.test(readFileSync(path, 'utf8')),
)

// What takes longer than a test run may: `npm run soak`. One file after the other, each has both cores.
export default defineConfig({
  test: {
    globalSetup: ['test/support/server.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    pool: 'forks',
    fileParallelism: false,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'long',
          // Tests that take a sample in a test run, and everything here.
          env: { SOAK: '1' },
          include: LONG,
          testTimeout: 3_600_000,
        },
      },
      ...chooseSeeds(environment).map((seed) => ({
        extends: true as const,
        test: {
          name: `properties from seed ${seed}`,
          env: { PROPERTY_SEED: String(seed) },
          include: PROPERTIES,
          testTimeout: 120_000,
        },
      })),
    ],
  },
})
