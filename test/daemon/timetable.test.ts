/** The timetable of a source: nights off, its share of the spread, the window of a night, when it counts as stale. */

import { describe, expect, test } from 'vitest'
import { addBlackouts, removeBlackout } from '../../src/roster/blackout.ts'
import { nextTryOf } from '../../src/daemon/night.ts'
import {
  nextSlot,
  nextSlots,
  shareOf,
  slotAfter,
  staleAfter,
  type Timetable,
  windowEndOf,
} from '../../src/daemon/timetable.ts'

const NIGHTLY: Timetable = { cron: '0 2 * * *', timezone: 'America/Chicago', blackouts: [], share: 0, spreadMs: 0 }
const at = (iso: string): Date => new Date(iso)
const end = (slot: string): string => windowEndOf('America/Chicago', '05:00', at(slot)).toISOString()
const stale = (over: Partial<Timetable>, since: string): string | undefined =>
  staleAfter({ ...NIGHTLY, ...over }, at(since), 1.5)?.toISOString()
const WINTER = { from: '2026-12-20', to: '2027-01-03' }

describe('a blackout', () => {
  test('takes every slot of its dates, the first and the last included, and no other', () => {
    const slots = nextSlots({ ...NIGHTLY, blackouts: [WINTER] }, at('2026-12-18T12:00:00Z'), 3)
    expect(slots.map((slot) => slot.at.toISOString())).toEqual([
      '2026-12-19T08:00:00.000Z',
      '2027-01-04T08:00:00.000Z',
      '2027-01-05T08:00:00.000Z',
    ])
  })

  test('goes by the date of the district, not of UTC', () => {
    const late = { ...NIGHTLY, cron: '0 22 * * *', blackouts: [{ from: '2026-12-20', to: '2026-12-20' }] }
    const slots = nextSlots(late, at('2026-12-19T12:00:00Z'), 2)
    // 22:00 of the 19th is the 20th in UTC, and runs; 22:00 of the 20th is the 21st in UTC, and does not.
    expect(slots.map((slot) => slot.at.toISOString())).toEqual(['2026-12-20T04:00:00.000Z', '2026-12-22T04:00:00.000Z'])
  })

  test('takes a slot of the evening before that the spread would start inside', () => {
    const spread = { ...NIGHTLY, cron: '55 23 * * *', share: 0.9, spreadMs: 600_000 }
    const slot = nextSlot({ ...spread, blackouts: [WINTER] }, at('2026-12-19T12:00:00Z'))
    expect(slot?.at.toISOString()).toBe('2027-01-05T05:55:00.000Z')
  })

  test('costs no walk through all that it takes: a slot every minute for a year', () => {
    const blackouts = [{ from: '2026-12-01', to: '2027-11-30' }]
    const slot = nextSlot({ ...NIGHTLY, cron: '* * * * *', blackouts }, at('2026-12-01T12:00:00Z'))
    expect(slot?.at.toISOString()).toBe('2027-12-01T06:00:00.000Z')
  })

  test('that takes every slot there is leaves none', () => {
    const once = { ...NIGHTLY, cron: '0 2 1 1 *', blackouts: [{ from: '2026-01-01', to: '9999-12-31' }] }
    expect(nextSlot(once, at('2026-12-01T12:00:00Z'))).toBeNull()
  })

  test('is one with those that it touches, and two where dates are taken out of its middle', () => {
    const merged = addBlackouts(
      [WINTER],
      [
        { from: '2027-01-04', to: '2027-01-05' },
        { from: '2027-03-12', to: '2027-03-12' },
      ],
    )
    expect(merged).toEqual([
      { from: '2026-12-20', to: '2027-01-05' },
      { from: '2027-03-12', to: '2027-03-12' },
    ])
    expect(removeBlackout(merged, { from: '2026-12-24', to: '2026-12-26' })).toEqual([
      { from: '2026-12-20', to: '2026-12-23' },
      { from: '2026-12-27', to: '2027-01-05' },
      { from: '2027-03-12', to: '2027-03-12' },
    ])
    expect(removeBlackout(merged, { from: '2026-01-01', to: '2027-12-31' })).toEqual([])
  })
})

describe('the spread', () => {
  test('spreads a thousand districts that have the same slot, each always at the same moment', () => {
    const shares = Array.from({ length: 1_000 }, (_, n) => shareOf({ districtId: `d${n}`, sourceId: 'sis' }))
    expect(shares).toEqual(Array.from({ length: 1_000 }, (_, n) => shareOf({ districtId: `d${n}`, sourceId: 'sis' })))
    const starts = shares.map(
      (share) =>
        nextSlot({ ...NIGHTLY, share, spreadMs: 600_000 }, at('2026-12-01T12:00:00Z'))?.startsAt.getTime() ?? 0,
    )
    const slot = at('2026-12-02T08:00:00Z').getTime()
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(slot)
    expect(Math.max(...starts)).toBeLessThan(slot + 600_000)
    const perMinute = Array.from(
      { length: 10 },
      (_, minute) => starts.filter((start) => Math.floor((start - slot) / 60_000) === minute).length,
    )
    expect(Math.min(...perMinute)).toBeGreaterThan(60)
    expect(Math.max(...perMinute)).toBeLessThan(140)
  })

  test('is narrow where slots are close: no slot ever starts after the next one', () => {
    const often = { ...NIGHTLY, cron: '*/5 * * * *', share: 0.999, spreadMs: 600_000 }
    for (const slot of nextSlots(often, at('2026-12-01T12:00:00Z'), 20))
      expect(slot.startsAt.getTime() - slot.at.getTime()).toBeLessThan(30_000)
  })

  test('F30: brings one catch-up after three days, and the next slot at its own time', () => {
    const spread = { ...NIGHTLY, share: 0.5, spreadMs: 600_000 }
    const next = slotAfter(spread, at('2026-12-02T08:00:00Z'), at('2026-12-05T08:03:00Z'))
    // The slot of 02:00 of this day starts at 02:05 and is still to come.
    expect(next).toEqual({ at: at('2026-12-05T08:00:00Z'), startsAt: at('2026-12-05T08:05:00Z') })
    const later = slotAfter(spread, at('2026-12-02T08:00:00Z'), at('2026-12-05T08:05:00Z'))
    expect(later?.at).toEqual(at('2026-12-06T08:00:00Z'))
  })
})

describe('the window of a night', () => {
  test('ends at the first such time on the district’s clock after the slot, also where the clock changes', () => {
    expect(end('2026-12-02T08:00:00Z')).toBe('2026-12-02T11:00:00.000Z')
    expect(end('2026-12-02T20:00:00Z')).toBe('2026-12-03T11:00:00.000Z')
    expect(end('2027-03-14T06:30:00Z')).toBe('2027-03-14T10:00:00.000Z')
  })

  const settings = { retryFirstMs: 60_000, retryMaxMs: 900_000 }
  const night = { slot: at('2026-12-02T08:00:00Z'), windowEndsAt: at('2026-12-02T11:00:00Z'), disposition: 'retry' }

  test('has tries with growing pauses, and none after its end', () => {
    const pauses: number[] = []
    let now = night.slot
    for (let retries = 0; ; retries += 1) {
      const next = nextTryOf({ ...night, retries }, now, settings)
      if (next === null) break
      pauses.push((next.getTime() - now.getTime()) / 60_000)
      now = next
    }
    expect(pauses.slice(0, 6)).toEqual([1, 2, 4, 8, 15, 15])
    expect(pauses.length).toBe(15)
    expect(now.getTime()).toBeLessThanOrEqual(night.windowEndsAt.getTime())
  })

  test.each(['operator', 'bug'])('has no try for what does not pass by itself: %s', (disposition) => {
    expect(nextTryOf({ ...night, retries: 0, disposition }, night.slot, settings)).toBeNull()
  })
})

describe('a stale source', () => {
  test('is one that has applied nothing for one and a half of its intervals: nightly, for 36 hours', () => {
    expect(stale({}, '2026-12-02T08:00:00Z')).toBe('2026-12-03T20:00:00.000Z')
    expect(stale({ cron: '0 * * * *' }, '2026-12-02T08:00:00Z')).toBe('2026-12-02T09:30:00.000Z')
  })

  test('is not one that rests over the weekend, or in a blackout', () => {
    // Friday's; Saturday and Sunday have no slot.
    expect(stale({ cron: '0 2 * * mon-fri' }, '2026-12-04T08:10:00Z')).toBe('2026-12-07T20:00:00.000Z')
    expect(stale({ blackouts: [WINTER] }, '2026-12-19T08:10:00Z')).toBe('2027-01-04T20:00:00.000Z')
  })
})
