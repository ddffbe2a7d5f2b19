/** A million mixed operations of many districts over a small pool, in runs that each begin anew; MIXED_OPERATIONS: of each. */

import { env } from 'node:process'
import { describe, expect, it } from 'vitest'
import { runMixed } from './mixed-operations.ts'

const say = (done: number): void => void process.stdout.write(`${done} operations\n`)
const operations = Number(env['MIXED_OPERATIONS'] ?? 200_000)
/** MIXED_SEEDS takes others, with commas between. */
const seeds = (env['MIXED_SEEDS'] ?? '2026,2027,2028,2029,2030').split(',').map(Number)

describe('mixed operations of 40 districts over four connections', () => {
  it.each(seeds)(
    'show nobody a row of another district, and no note to who may not open it, from seed %i',
    { timeout: 7_200_000 },
    async (seed) => {
      const started = performance.now()
      const report = await runMixed({ seed, operations, districts: 40, poolMax: 4, atATime: 24, say })
      const seconds = Math.round((performance.now() - started) / 1000)
      const { leaks, notesSeen, notesRead, statuses, faults } = report
      process.stdout.write(`${JSON.stringify({ seed, operations, seconds, statuses, notesRead })}\n`)
      expect(leaks).toEqual([])
      expect(notesSeen).toEqual([])
      expect(faults).toEqual([])
    },
  )
})
