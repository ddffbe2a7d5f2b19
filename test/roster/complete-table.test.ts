/** Evidence: only a table that was read whole proves an absence. */

import { describe, expect, it } from 'vitest'
import { type TableEnd, isComplete, proveComplete } from '../../src/roster/complete-table.ts'

const whole: TableEnd = {
  table: 'people',
  wholeSet: true,
  endSeen: true,
  rowsRead: 10,
  rowsAnnounced: null,
  rowsUnidentified: 0,
}

describe('proveComplete', () => {
  it('accepts a whole table, with or without an announced count that agrees', () => {
    expect(isComplete(proveComplete(whole))).toBe(true)
    expect(isComplete(proveComplete({ ...whole, rowsAnnounced: 10 }))).toBe(true)
    expect(isComplete(proveComplete({ ...whole, rowsRead: 0 }))).toBe(true)
  })

  it.each([
    ['a delta', { wholeSet: false }, /only changes/],
    ['a cut', { endSeen: false }, /end of the data/],
    ['a count above', { rowsAnnounced: 11 }, /11 rows were announced and 10 were read/],
    ['a count below', { rowsAnnounced: 9 }, /9 rows were announced/],
    ['a row that nobody can identify', { rowsUnidentified: 1 }, /1 row is so damaged/],
  ])('refuses %s', (_, over, reason) => {
    const evidence = proveComplete({ ...whole, ...over })
    expect(isComplete(evidence)).toBe(false)
    expect('reason' in evidence ? evidence.reason : '').toMatch(reason)
  })
})
