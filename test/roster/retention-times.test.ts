import { describe, expect, it } from 'vitest'
import { FULL_DAYS, isFullDays } from '../../src/roster/full-comparison.ts'
import { readGuardLimits, ROWS_MAX } from '../../src/roster/guard-limits.ts'
import { RETENTION_DAYS_MAX, readRetentionTimes } from '../../src/roster/retention-times.ts'

const ABSURD = [1e300, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY, Number.NaN, -1, 1.5, '30', null, true]

describe('a time of retention', () => {
  it.each(ABSURD)('is refused at %s, with the range', (value) => {
    expect(readRetentionTimes({ runsDays: value }, 7)).toEqual({
      faults: [{ path: 'runsDays', says: 'must be a whole number of days from 7 to 3650' }],
    })
  })

  it('is taken from the minimum to ten years', () => {
    for (const days of [7, RETENTION_DAYS_MAX])
      expect(readRetentionTimes({ runsDays: days }, 7)).toEqual({ times: { runsDays: days } })
    for (const days of [6, RETENTION_DAYS_MAX + 1])
      expect(readRetentionTimes({ runsDays: days }, 7)).toHaveProperty('faults')
  })

  it('that is none, or one that no district sets, is named', () => {
    expect(readRetentionTimes({ daysMin: 1, appliedRunsMin: 30, ledgerDays: 9 }, 7)).toMatchObject({
      faults: [{ path: 'daysMin' }, { path: 'appliedRunsMin' }, { path: 'ledgerDays' }],
    })
    expect(readRetentionTimes([], 7)).toHaveProperty('faults')
  })
})

describe('the days of complete exports', () => {
  it.each([...ABSURD, 0, FULL_DAYS.max + 1])('are refused at %s', (value) => {
    expect(isFullDays(value)).toBe(false)
  })
  it('are taken at their ends', () => {
    expect([FULL_DAYS.min, FULL_DAYS.max].map(isFullDays)).toEqual([true, true])
  })
})

describe('a limit of rows', () => {
  it.each([...ABSURD, ROWS_MAX + 1])('is refused at %s, with the range', (value) => {
    expect(readGuardLimits({ retireRowsMax: value })).toEqual({
      faults: [{ path: 'retireRowsMax', says: 'must be a whole number from 0 to 1,000,000' }],
    })
  })
  it('is taken at its ends', () => {
    for (const value of [0, ROWS_MAX]) expect(readGuardLimits({ retireRowsMax: value })).toHaveProperty('limits')
  })
})
