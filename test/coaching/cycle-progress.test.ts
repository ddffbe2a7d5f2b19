import { describe, expect, it } from 'vitest'
import { type CycleFact, type OpenCycle, progressOf } from '../../src/coaching/cycle-progress.ts'

const CLOCK = { today: '2026-11-22', cadenceDays: 14 }
const cycle = (open: Partial<OpenCycle> = {}, change: Partial<CycleFact> = {}): CycleFact => ({
  coachId: '1',
  focusId: null,
  scaleId: 'scale-a',
  schoolIds: ['71'],
  cycles: 1,
  ratings: [],
  open: { startedOn: '2026-11-20', lastOn: null, stays: [{ phaseId: 'plan', from: '2026-11-20' }], ...open },
  ...change,
})
const ended = (change: Partial<CycleFact> = {}) => cycle({}, { open: null, ...change })

describe('progress of cycles', () => {
  it('says what is overdue, due, on track, planned and ended by the district’s cadence', () => {
    const cycles = [
      cycle({ startedOn: '2026-11-07' }),
      cycle({ startedOn: '2026-11-08' }),
      cycle({ startedOn: '2026-11-01', lastOn: '2026-11-12' }),
      cycle({ startedOn: '2026-12-01' }),
      ended(),
    ]
    expect(progressOf(cycles, 'coach', CLOCK).total).toMatchObject({
      cycles: 5,
      overdue: 1,
      due: 1,
      onTrack: 1,
      planned: 1,
      ended: 1,
    })
    expect(progressOf(cycles, 'coach', { ...CLOCK, cadenceDays: 15 }).total).toMatchObject({ overdue: 0, due: 2 })
  })

  it('counts open cycles in the phase that they are in today, and ended ones in none', () => {
    const moved = cycle({
      stays: [
        { phaseId: 'plan', from: '2026-11-01' },
        { phaseId: 'practise', from: '2026-11-22' },
        { phaseId: 'reflect', from: '2026-11-23' },
      ],
    })
    expect(progressOf([moved, cycle(), ended()], 'coach', CLOCK).total.phases).toEqual({ practise: 1, plan: 1 })
  })

  it('counts a cycle with educators of two schools at each, and once in all', () => {
    const { rows, total } = progressOf(
      [cycle({}, { schoolIds: ['71', '72'] }), cycle({}, { schoolIds: ['72'] }), cycle({}, { schoolIds: [] })],
      'school',
      CLOCK,
    )
    expect(rows.map(({ key, cycles }) => [key, cycles])).toEqual([
      ['72', 2],
      ['', 1],
      ['71', 1],
    ])
    expect(total.cycles).toBe(3)
  })

  it('compares ratings only of educators who have both, and counts how often each level was given', () => {
    const ratings = [
      [1, 3, 1],
      [2, 2, 1],
      [3, 1, 1],
      [2, null, 1],
      [null, 3, 1],
    ] as const
    const { total, levels } = progressOf([ended({ ratings, focusId: 'focus-q' })], 'focus', CLOCK)
    expect(total).toMatchObject({ higher: 1, same: 1, lower: 1 })
    expect(levels).toEqual([
      { scaleId: 'scale-a', level: 1, start: 1, end: 1 },
      { scaleId: 'scale-a', level: 2, start: 2, end: 1 },
      { scaleId: 'scale-a', level: 3, start: 1, end: 2 },
    ])
    expect(progressOf([ended({ ratings, scaleId: null })], 'focus', CLOCK).levels).toEqual([])
  })

  it('is by coach, school or focus', () => {
    const cycles = [cycle({}, { coachId: '2', focusId: 'focus-q' }), cycle(), cycle()]
    expect(progressOf(cycles, 'coach', CLOCK).rows.map(({ key }) => key)).toEqual(['1', '2'])
    expect(progressOf(cycles, 'focus', CLOCK).rows.map(({ key }) => key)).toEqual(['', 'focus-q'])
  })

  it('counts alike ones as often as they are, with their ratings', () => {
    const alike = ended({
      cycles: 40,
      ratings: [
        [1, 3, 25],
        [2, 1, 4],
        [null, 2, 30],
      ],
    })
    const { total, rows, levels } = progressOf([alike, cycle(), ended()], 'coach', CLOCK)
    expect(total).toMatchObject({ cycles: 42, ended: 41, onTrack: 1, higher: 25, same: 0, lower: 4 })
    expect(rows).toMatchObject([{ key: '1', cycles: 42, ended: 41 }])
    expect(levels.map(({ level, start, end }) => [level, start, end])).toEqual([
      [1, 25, 4],
      [2, 4, 30],
      [3, 0, 25],
    ])
  })
})
