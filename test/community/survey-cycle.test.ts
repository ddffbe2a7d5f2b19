import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkSchedule,
  cycleStateOn,
  isLate,
  type KnownCycle,
  lastDayOf,
  type WantedCycle,
} from '../../src/community/survey-cycle.ts'

const TODAY = '2026-11-22'
const cycle = (startsOn: string, endsOn: string, extendedTo: string | null = null): WantedCycle => ({
  id: null,
  questionSet: 'learning-conditions',
  startsOn,
  endsOn,
  extendedTo,
})
const known = (id: string, ...days: Parameters<typeof cycle>): KnownCycle => ({ ...cycle(...days), id })
/** Counted from January 2023. */
const month = (at: number) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
const codes = (before: readonly KnownCycle[], wanted: readonly WantedCycle[]) =>
  checkSchedule(before, wanted, TODAY).map(({ code }) => code)

describe('a schedule that is refused', () => {
  it.each<[string, WantedCycle, string]>([
    ['ends before it starts', cycle('2026-12-10', '2026-12-09'), 'ends_before_start'],
    ['is longer than six weeks', cycle('2026-12-01', '2027-01-12'), 'cycle_too_long'],
    ['has its extension end with it', cycle('2026-12-01', '2026-12-11', '2026-12-11'), 'extension_before_end'],
    ['is extended by more than four weeks', cycle('2026-12-01', '2026-12-11', '2027-01-09'), 'extension_too_long'],
    ['begins in the past', cycle('2026-11-21', '2026-12-11'), 'over_already'],
  ])('has a cycle that %s', (_what, wanted, code) => {
    expect(codes([], [wanted])).toEqual([code])
  })

  it('has two cycles on one day, late days included', () => {
    const first = cycle('2026-12-01', '2026-12-11', '2026-12-18')
    expect(codes([], [first, cycle('2026-12-18', '2026-12-30')])).toEqual(['cycles_overlap'])
    expect(codes([], [first, cycle('2026-12-19', '2026-12-30')])).toEqual([])
  })

  it('has more than twelve', () => {
    const many = Array.from({ length: 13 }, (_, at) =>
      cycle(`2027-${String(at + 1).padStart(2, '0')}-01`, `2027-${String(at + 1).padStart(2, '0')}-05`),
    )
    expect(codes([], many)).toContain('too_many_cycles')
  })

  it('lasts for years: what is over takes none of the twelve places', () => {
    const over = Array.from({ length: 36 }, (_, at) => known(String(at), `${month(at)}-01`, `${month(at)}-05`))
    const ahead = Array.from({ length: 12 }, (_, at) => cycle(`${month(48 + at)}-01`, `${month(48 + at)}-05`))
    expect(codes(over, [...over, ...ahead])).toEqual([])
    const thirteen = [...over, ...ahead, cycle('2028-02-01', '2028-02-05')]
    expect(checkSchedule(over, thirteen, TODAY)).toEqual([{ at: 48, code: 'too_many_cycles' }])
  })

  it('takes out or moves what has begun, or changes what is over', () => {
    const begun = known('7', '2026-11-16', '2026-11-27')
    expect(codes([begun], [])).toEqual(['begun_cycle_removed'])
    expect(codes([begun], [{ ...begun, startsOn: '2026-11-23' }])).toEqual(['begun_cycle_changed'])
    expect(codes([begun], [{ ...begun, questionSet: 'other' }])).toEqual(['begun_cycle_changed'])
    const late = known('8', '2026-11-02', '2026-11-13', '2026-11-27')
    expect(codes([late], [{ ...late, endsOn: '2026-11-12' }])).toEqual(['begun_cycle_changed'])
    const over = known('9', '2026-10-05', '2026-10-16')
    expect(codes([over], [{ ...over, extendedTo: '2026-11-30' }])).toContain('begun_cycle_changed')
  })
})

it('lets a cycle under way end later, or be extended, and leaves what is over alone', () => {
  const over = known('1', '2026-10-05', '2026-10-16')
  const begun = known('2', '2026-11-16', '2026-11-27')
  expect(codes([over, begun], [over, { ...begun, endsOn: '2026-12-01', extendedTo: '2026-12-08' }])).toEqual([])
})

it('counts an answer for the cycle before until its extension ends', () => {
  const one = cycle('2026-11-02', '2026-11-13', '2026-11-20')
  expect(
    ['2026-11-01', '2026-11-02', '2026-11-13', '2026-11-14', '2026-11-20', '2026-11-21'].map((day) =>
      cycleStateOn(one, day),
    ),
  ).toEqual(['planned', 'open', 'open', 'late', 'late', 'closed'])
  expect([isLate(one, '2026-11-13'), isLate(one, '2026-11-14')]).toEqual([false, true])
})

it('gives every day to one cycle of an allowed schedule at most', () => {
  const day = fc
    .integer({ min: 0, max: 200 })
    .map((after) => new Date(Date.UTC(2026, 10, 22 + after)).toISOString().slice(0, 10))
  const any = fc.tuple(day, day, fc.option(day)).map(([a, b, c]) => cycle(a, b, c))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), day, (wanted, on) => {
      if (checkSchedule([], wanted, TODAY).length > 0) return
      const taking = wanted.filter((one) => ['open', 'late'].includes(cycleStateOn(one, on)))
      expect(taking.length).toBeLessThan(2)
      expect(taking.every((one) => on <= lastDayOf(one))).toBe(true)
    }),
  )
})
