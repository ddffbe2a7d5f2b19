/** A million mixed operations of many districts over a small pool; MIXED_OPERATIONS takes fewer. */

import { env } from 'node:process'
import { describe, expect, it } from 'vitest'
import { runMixed } from './mixed-operations.ts'

const say = (done: number): void => void process.stdout.write(`${done} operations\n`)
const operations = Number(env['MIXED_OPERATIONS'] ?? 1_000_000)

describe('a million mixed operations of 40 districts over four connections', () => {
  it('show nobody a row of another district, and no note to who may not open it', { timeout: 14_400_000 }, async () => {
    const started = performance.now()
    const report = await runMixed({ seed: 2026, operations, districts: 40, poolMax: 4, atATime: 24, say })
    const seconds = Math.round((performance.now() - started) / 1000)
    const { leaks, notesSeen, notesRead, statuses } = report
    process.stdout.write(`${JSON.stringify({ operations, seconds, statuses, notesRead })}\n`)
    expect(leaks).toEqual([])
    expect(notesSeen).toEqual([])
    expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([])
  })
})
