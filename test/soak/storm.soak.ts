/** The long storm: 10,000 slots, 500 kills. Its report is printed, for docs/soak.md. */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runStorm } from './storm/storm.ts'

it('a storm of 10,000 slots and 500 kills does no harm', { timeout: 4 * 3_600_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'staffroom-storm-'))
  // The database's own user passes through.
  chmodSync(home, 0o755)
  const report = await runStorm({
    home,
    seed: 500,
    districts: 40,
    workers: 3,
    concurrency: 4,
    slots: 10_000,
    kills: 500,
    freezes: 50,
    restarts: 15,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  process.stderr.write(`${JSON.stringify(report)}\n`)
  expect(report.faults).toEqual([])
  expect(report.fallen).toBe(0)
  rmSync(home, { recursive: true, force: true })
})
