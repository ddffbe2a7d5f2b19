/** A small storm: some hundred slots, a few kills. */

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
        districts: 16,
        workers: 3,
        concurrency: 4,
        slots: 120,
        kills: 6,
        freezes: 2,
        restarts: 1,
        say: () => undefined,
      })
      expect(report.faults).toEqual([])
      expect(report).toMatchObject({ fallen: 0, freezes: 2, restarts: 1 })
      expect(report.slots).toBeGreaterThanOrEqual(120)
      expect(report.kills).toBeGreaterThanOrEqual(6)
      // It was a storm: runs were applied, held, failed and taken back.
      for (const state of ['reported', 'held', 'failed']) expect(report.states[state]).toBeGreaterThan(0)
    },
  )
})
