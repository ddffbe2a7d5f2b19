/** Due times on a district's clock: each local slot once, through both changes of the clock. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCronProblem, nextTime } from '../../src/daemon/slots.ts'

const CHICAGO = 'America/Chicago'

function nextTimes(cron: string, timezone: string, options: { from: Date; count: number }): Date[] {
  const times: Date[] = []
  for (let at = nextTime(cron, timezone, options.from); at !== null && times.length < options.count;) {
    times.push(at)
    at = nextTime(cron, timezone, at)
  }
  return times
}

function utc(cron: string, from: string, count: number): string[] {
  return nextTimes(cron, CHICAGO, { from: new Date(from), count }).map((time) => time.toISOString())
}

describe('slots of a schedule', () => {
  test('runs a time that the clock skips in spring at the end of the gap, once', () => {
    expect(utc('30 2 * * *', '2027-03-13T12:00:00Z', 2)).toEqual([
      '2027-03-14T08:00:00.000Z',
      '2027-03-15T07:30:00.000Z',
    ])
    expect(utc('0,30 2 * * *', '2027-03-13T12:00:00Z', 2)).toEqual([
      '2027-03-14T08:00:00.000Z',
      '2027-03-15T07:00:00.000Z',
    ])
  })

  test('runs a time that comes twice in autumn the first time only', () => {
    expect(utc('30 1 * * *', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T06:30:00.000Z',
      '2026-11-02T07:30:00.000Z',
    ])
    expect(utc('15,45 1 * * *', '2026-10-31T12:00:00Z', 3)).toEqual([
      '2026-11-01T06:15:00.000Z',
      '2026-11-01T06:45:00.000Z',
      '2026-11-02T07:15:00.000Z',
    ])
  })

  test('gives no slot twice and none in the past, whenever it is asked', () => {
    const zones = fc.constantFrom(CHICAGO, 'America/St_Johns', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC')
    const minute = fc.integer({ min: 0, max: 59 })
    const hour = fc.integer({ min: 0, max: 23 })
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zones, minute, hour, moment, (timezone, m, h, from) => {
        const cron = `${m} ${h} * * *`
        const days = nextTimes(cron, timezone, { from, count: 200 }).map((time) => localDay(time, timezone))
        expect(new Set(days).size).toBe(200)
        expect(nextTime(cron, timezone, from)?.getTime()).toBeGreaterThan(from.getTime() - 1_000)
      }),
      { numRuns: 15 },
    )
  })

  test.each([
    ['0 2 * *', 'five fields'],
    ['0 0 2 * * *', 'five fields'],
    ['61 2 * * *', '61'],
    ['0 2 * * nonday', 'illegal'],
    ['0 2 30 2 *', 'never comes due'],
  ])('says what is wrong with %s', (cron, says) => {
    expect(findCronProblem(cron)).toContain(says)
  })

  test('finds nothing wrong with what people write', () => {
    for (const cron of ['0 2 * * *', '*/15 5-18 * * mon-fri', '30 1 1 * *']) expect(findCronProblem(cron)).toBeNull()
  })
})

function localDay(slot: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(slot)
}
