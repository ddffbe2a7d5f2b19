/** The storm in the size that fits a test run; "npm run soak" runs the long one. */

import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runStorm } from './storm.ts'

const home = mkdtempSync(join(tmpdir(), 'staffroom-storm-'))
// The database's own user passes through.
chmodSync(home, 0o755)

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

describe('a storm of 2,000 slots and 100 kills', () => {
  it(
    'applies each run once, leaves the roster as its runs made it, the ledger as its recount, and no row elsewhere',
    { timeout: 900_000 },
    async () => {
      const report = await runStorm({
        home,
        seed: 20_261_122,
        districts: 40,
        workers: 3,
        concurrency: 4,
        slots: 2_000,
        kills: 100,
        freezes: 10,
        restarts: 4,
        say: () => undefined,
      })
      expect(report.faults).toEqual([])
      expect(report).toMatchObject({ fallen: 0, freezes: 10, restarts: 4 })
      expect(report.slots).toBeGreaterThanOrEqual(2_000)
      expect(report.kills).toBeGreaterThanOrEqual(100)
      // It was a storm: runs were applied, held, failed and taken back.
      for (const state of ['reported', 'held', 'failed']) expect(report.states[state]).toBeGreaterThan(0)
    },
  )
})
