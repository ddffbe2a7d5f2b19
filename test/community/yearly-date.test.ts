import { describe, expect, it } from 'vitest'
import { lastOccurrence, nextOccurrence, readYearlyDate } from '../../src/community/yearly-date.ts'

describe('a day of the year', () => {
  it('is a month and a day that some year has', () => {
    expect(['07-31', '02-29', '12-01'].map(readYearlyDate)).toEqual(['07-31', '02-29', '12-01'])
    for (const wrong of ['02-30', '13-01', '00-10', '7-31', '2026-07-31', '', 731, null])
      expect(readYearlyDate(wrong), String(wrong)).toBeNull()
  })

  it('has come last on the day itself or before it, and comes again after it', () => {
    expect(lastOccurrence('07-31', '2026-07-31')).toBe('2026-07-31')
    expect(lastOccurrence('07-31', '2026-07-30')).toBe('2025-07-31')
    expect(nextOccurrence('07-31', '2026-07-31')).toBe('2027-07-31')
    expect(nextOccurrence('07-31', '2026-07-30')).toBe('2026-07-31')
    expect(lastOccurrence('12-31', '2027-01-01')).toBe('2026-12-31')
  })

  it('falls on the 28th where it is 29 February and the year has none', () => {
    expect(lastOccurrence('02-29', '2026-03-01')).toBe('2026-02-28')
    expect(lastOccurrence('02-29', '2026-02-27')).toBe('2025-02-28')
    expect(lastOccurrence('02-29', '2028-02-28')).toBe('2027-02-28')
    expect(lastOccurrence('02-29', '2028-02-29')).toBe('2028-02-29')
    expect(nextOccurrence('02-29', '2099-03-01')).toBe('2100-02-28')
  })
})
