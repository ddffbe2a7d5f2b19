/** F31, F32, F33: ten years of time zones, against a wall clock that is read minute for minute. */

import { describe, expect, test } from 'vitest'
import { moveSlot, nextSlots, slotAfter, type Timetable } from '../../src/daemon/timetable.ts'
import { type Shape, slotsByTheClock } from './wall-clock.ts'

// Every way in which the clocks of the United States go, and the one place where daylight saving is half an hour.
const ZONES = [
  'America/New_York',
  'America/Detroit',
  'America/Indiana/Indianapolis',
  'America/Indiana/Knox',
  'America/Chicago',
  'America/Denver',
  'America/Boise',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Adak',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Pacific/Guam',
  'Australia/Lord_Howe',
]
const FROM = Date.UTC(2026, 10, 22, 12)
const YEARS = 10
const TO = Date.UTC(2026 + YEARS, 10, 22, 12)

// Clocks change on Sundays in all of them; the nightly one sees that no other day is touched.
const SHAPES: readonly (readonly [string, Shape])[] = [
  ['0 2 * * *', { minutes: [0], hours: [2] }],
  ['30 2 * * sun', { minutes: [30], hours: [2], weekdays: [0] }],
  ['30 1 * * sat-sun', { minutes: [30], hours: [1], weekdays: [6, 0] }],
  ['15,45 1-3 * * 0', { minutes: [15, 45], hours: [1, 2, 3], weekdays: [0] }],
  ['0 0 * * mon', { minutes: [0], hours: [0], weekdays: [1] }],
  ['59 23 1,15 * *', { minutes: [59], hours: [23], monthDays: [1, 15] }],
]

function timetable(cron: string, timezone: string, over: Partial<Timetable> = {}): Timetable {
  return { cron, timezone, blackouts: [], share: 0, spreadMs: 0, ...over }
}

/** Every slot up to `TO`, one after the other as a worker takes them. */
function walk(table: Timetable, from = FROM): number[] {
  const taken: number[] = []
  for (let at = new Date(from); ;) {
    const next = slotAfter(table, at, at)
    if (next === null || next.at.getTime() > TO) return taken
    taken.push(next.at.getTime())
    at = next.at
  }
}

/** The dates on the district's calendar on which a slot was due, as it was called when it came. */
function datesOf(cron: string, moves: readonly { readonly at: number; readonly zone: string }[]): string[] {
  const dates: string[] = []
  let zone = 'America/Chicago'
  let slot = slotAfter(timetable(cron, zone), new Date(FROM), new Date(FROM))
  const pending = [...moves]
  while (slot !== null && slot.at.getTime() < FROM + 60 * 86_400_000) {
    const move = pending[0]
    if (move !== undefined && move.at < slot.startsAt.getTime()) {
      pending.shift()
      slot = moveSlot(timetable(cron, move.zone), slot.at, zone)
      zone = move.zone
      if (slot !== null && slot.at.getTime() < move.at) slot = { at: slot.at, startsAt: new Date(move.at) }
      continue
    }
    dates.push(new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(slot.at))
    slot = slotAfter(timetable(cron, zone), slot.at, slot.startsAt)
  }
  return dates
}

describe('F31, F32: every local slot of ten years comes exactly once', () => {
  test.each(ZONES)('in %s', (zone) => {
    for (const [cron, shape] of SHAPES) {
      const expected = slotsByTheClock(shape, { zone, from: FROM, to: TO })
      expect(walk(timetable(cron, zone)), `${cron} in ${zone}`).toEqual(expected)
      expect(expected.length).toBeGreaterThan(YEARS * 20)
    }
  })

  test('F31: a time that spring skips runs once, at the end of the gap', () => {
    const slots = nextSlots(timetable('30 2 * * *', 'America/New_York'), new Date('2027-03-13T12:00:00Z'), 2)
    expect(slots.map(({ at }) => at.toISOString())).toEqual(['2027-03-14T07:00:00.000Z', '2027-03-15T06:30:00.000Z'])
  })

  test('F32: a time that autumn repeats runs the first time only', () => {
    const slots = nextSlots(timetable('30 1 * * *', 'America/New_York'), new Date('2027-11-06T12:00:00Z'), 2)
    expect(slots.map(({ at }) => at.toISOString())).toEqual(['2027-11-07T05:30:00.000Z', '2027-11-08T06:30:00.000Z'])
  })
})

describe('F33: a clock that is set back or forth', () => {
  const nightly = timetable('0 2 * * *', 'America/Chicago', { share: 0.5, spreadMs: 600_000 })
  const taken = new Date('2026-11-24T08:00:00Z')

  test('an hour back after a slot was taken brings no second run of it', () => {
    const next = slotAfter(nightly, taken, new Date(taken.getTime() - 3_600_000))
    expect(next?.at.toISOString()).toBe('2026-11-25T08:00:00.000Z')
  })

  test('three days ahead skips what lies between, and goes on with what is to come', () => {
    const next = slotAfter(nightly, taken, new Date('2026-11-27T20:00:00Z'))
    expect(next?.at.toISOString()).toBe('2026-11-28T08:00:00.000Z')
  })
})

describe('F33: a district that moves to another time zone', () => {
  const zones = [
    'America/New_York',
    'America/Chicago',
    'America/Phoenix',
    'Pacific/Honolulu',
    'Pacific/Guam',
    'Australia/Lord_Howe',
  ]

  test.each(['0 2 * * *', '30 23 * * *', '0 0 * * *'])(
    'has each night of %s once, wherever and whenever it moves',
    (cron) => {
      for (const zone of zones)
        for (let hour = 0; hour < 48; hour += 1) {
          const there = FROM + 10 * 86_400_000 + hour * 3_600_000
          const back = there + 20 * 86_400_000
          const dates = datesOf(cron, [
            { at: there, zone },
            { at: back, zone: 'America/Chicago' },
          ])
          const days = dates.map((date) => Date.parse(date) / 86_400_000)
          const gaps = days.slice(1).map((day, index) => day - (days[index] ?? 0))
          expect(new Set(gaps), `${zone}, moved ${hour} h later`).toEqual(new Set([1]))
        }
    },
  )
})
