/** A small storm: a seeded sample of the long one. */

import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runStorm } from './storm/storm.ts'

const home = mkdtempSync(join(tmpdir(), 'staffroom-storm-'))
// The database's own user passes through.
chmodSync(home, 0o755)

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

describe('a small storm', () => {
  it(
    'applies each run once, leaves the roster as its runs made it, the ledger as its recount, and no row elsewhere',
    { timeout: 900_000 },
    async () => {
      const report = await runStorm({
        home,
        seed: 20_261_122,
        districts: 8,
        workers: 3,
        concurrency: 4,
        slots: 60,
        kills: 5,
        freezes: 1,
        restarts: 1,
        say: () => undefined,
      })
      expect(report.faults).toEqual([])
      expect(report).toMatchObject({ fallen: 0, freezes: 1, restarts: 1 })
      expect(report.slots).toBeGreaterThanOrEqual(60)
      expect(report.kills).toBeGreaterThanOrEqual(5)
      // It was a storm: runs were applied, held, failed and taken back.
      const { reported = 0, held = 0, superseded = 0, discarded = 0, failed = 0 } = report.states
      expect(Math.min(reported, failed, held + superseded + discarded)).toBeGreaterThan(0)
    },
  )
})
