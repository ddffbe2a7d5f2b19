/** A seeded sample of the mixed operations of many districts. */

import { describe, expect, it } from 'vitest'
import { runMixed } from './mixed-operations.ts'

describe('mixed operations of several districts over two connections', () => {
  it('show nobody a row of another district, and no note to who may not open it', { timeout: 300_000 }, async () => {
    const report = await runMixed({ seed: 20_261_122, operations: 1_500, districts: 4, poolMax: 2, atATime: 8 })
    expect(report.leaks).toEqual([])
    expect(report.notesSeen).toEqual([])
    expect(report.notesRead).toBeGreaterThan(10)
    const statuses = Object.keys(report.statuses)
    for (const status of ['200', '201', '403', '404']) expect(statuses).toContain(status)
    expect(report.faults).toEqual([])
  })
})
