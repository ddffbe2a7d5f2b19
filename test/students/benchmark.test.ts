/** Benchmark tests: what may be done to which one when, and how long. */

import { describe, expect, it } from 'vitest'
import { createScopeFinder } from '../../src/access/scope-of.ts'
import { POLICY } from '../../src/access/policy.ts'
import type { Principal } from '../../src/access/principal.ts'
import {
  advisedFrom,
  afterEvent,
  type Benchmark,
  BENCHMARK_ACTS,
  BENCHMARK_NUMBERS,
  BENCHMARK_STATES,
  type Benchmarks,
  benchmarksOf,
  type BenchmarkState,
  conditionsOf,
  invalidateUntil,
  problemOf,
} from '../../src/students/benchmark.ts'

const DAY = 86_400_000
const BEGIN = new Date('2026-07-01T05:00:00Z')
const DONE = new Date('2026-09-14T15:00:00Z')
const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms)

function test(number: 1 | 2 | 3, state: BenchmarkState, over: Partial<Benchmark> = {}): Benchmark {
  const begun = state === 'started' || state === 'completed' || state === 'invalidated'
  return {
    test: number,
    state,
    assignedAt: state === 'none' ? null : BEGIN,
    startedAt: begun ? after(DONE, -3_600_000) : null,
    completedAt: state === 'completed' || state === 'invalidated' ? DONE : null,
    score: state === 'completed' ? 412 : null,
    invalidatedAt: state === 'invalidated' ? DONE : null,
    ...over,
  }
}
const three = (one: BenchmarkState, two: BenchmarkState, last: BenchmarkState): Benchmarks => [
  test(1, one),
  test(2, two),
  test(3, last),
]

describe('the first benchmark test', () => {
  it('is assigned by itself, from the beginning of the year, to whom it is meant for and to nobody else', () => {
    expect(benchmarksOf([], { isMeant: true, yearStartsAt: BEGIN })).toMatchObject([
      { test: 1, state: 'assigned', assignedAt: BEGIN },
      { test: 2, state: 'none' },
      { test: 3, state: 'none' },
    ])
    expect(benchmarksOf([], { isMeant: false, yearStartsAt: BEGIN }).map(({ state }) => state)).toEqual([
      'none',
      'none',
      'none',
    ])
  })

  it('stays what has become of it, meant for them or not', () => {
    for (const isMeant of [true, false])
      expect(benchmarksOf([test(1, 'completed')], { isMeant, yearStartsAt: BEGIN })[0]).toEqual(test(1, 'completed'))
  })

  it('is never assigned, unassigned or invalidated by hand', () => {
    for (const act of ['assign', 'unassign', 'invalidate'] as const)
      for (const state of BENCHMARK_STATES)
        expect(problemOf(three(state, 'none', 'none'), act, 1)).toBe('not_this_test')
  })

  it('is reassigned once it has begun, and not while the next one leans on it', () => {
    expect(problemOf(three('assigned', 'none', 'none'), 'reassign', 1)).toBe('not_begun')
    expect(problemOf(three('started', 'none', 'none'), 'reassign', 1)).toBeNull()
    expect(problemOf(three('completed', 'none', 'none'), 'reassign', 1)).toBeNull()
    expect(problemOf(three('completed', 'invalidated', 'none'), 'reassign', 1)).toBeNull()
    for (const next of ['assigned', 'started', 'completed'] as const)
      expect(problemOf(three('completed', next, 'none'), 'reassign', 1)).toBe('next_given')
  })
})

describe('the second and the third', () => {
  it('are assigned once the one before is completed, and in no other state of it', () => {
    for (const state of BENCHMARK_STATES) {
      const expected = state === 'completed' ? null : 'previous_open'
      expect([state, problemOf(three(state, 'none', 'none'), 'assign', 2)]).toEqual([state, expected])
      expect([state, problemOf(three('completed', state, 'none'), 'assign', 3)]).toEqual([state, expected])
    }
  })

  it('are unassigned before they begin, and never after', () => {
    expect(problemOf(three('completed', 'assigned', 'none'), 'unassign', 2)).toBeNull()
    for (const state of ['started', 'completed'] as const)
      expect(problemOf(three('completed', state, 'none'), 'unassign', 2)).toBe('started_already')
    for (const state of ['none', 'invalidated'] as const)
      expect(problemOf(three('completed', state, 'none'), 'unassign', 2)).toBe('not_given')
  })

  it('are not reassigned, and only a completed one is invalidated, once', () => {
    for (const number of [2, 3] as const)
      expect(problemOf(three('completed', 'completed', 'completed'), 'reassign', number)).toBe('not_this_test')
    for (const state of BENCHMARK_STATES)
      expect([state, problemOf(three('completed', state, 'none'), 'invalidate', 2)]).toEqual([
        state,
        state === 'completed' ? null : 'not_completed',
      ])
    expect(problemOf(three('completed', 'completed', 'assigned'), 'invalidate', 2)).toBe('next_given')
  })

  it('may be assigned anew after they were invalidated', () => {
    expect(problemOf(three('completed', 'invalidated', 'none'), 'assign', 2)).toBeNull()
  })

  it('are advised 90 days after the one before, whatever the hour', () => {
    expect(advisedFrom(three('completed', 'none', 'none'), 2)).toEqual(after(DONE, 90 * DAY))
    expect(advisedFrom(three('completed', 'none', 'none'), 1)).toBeNull()
    expect(advisedFrom(three('started', 'none', 'none'), 2)).toBeNull()
  })
})

describe('the states', () => {
  it('lead nowhere that there is no act for: what was refused changes nothing', () => {
    for (const state of BENCHMARK_STATES)
      for (const event of [...BENCHMARK_ACTS, 'start', 'complete'] as const) {
        const next = afterEvent(state, event)
        expect([...BENCHMARK_STATES, 'refuse']).toContain(next)
        expect(next).not.toBe(state)
      }
  })

  it('lose a score in two ways alone: reassigned, or invalidated', () => {
    const losing = [...BENCHMARK_ACTS, 'start', 'complete'] as const
    expect(losing.filter((event) => afterEvent('completed', event) !== 'refuse')).toEqual(['reassign', 'invalidate'])
  })
})

describe('invalidating within 96 hours of completion (P002-37)', () => {
  const kept = test(2, 'completed')
  const HOURS_96 = 96 * 3_600_000
  const moments = [
    [0, true],
    [HOURS_96 - 1, true],
    [HOURS_96, true],
    [HOURS_96 + 1, false],
  ] as const

  it.each(moments)('%i ms after it: %s', (ms, holds) => {
    expect(conditionsOf(kept, after(DONE, ms))).toEqual(holds ? ['within_96_hours_of_completion'] : [])
    expect(invalidateUntil(kept)).toEqual(after(DONE, HOURS_96))
  })

  it('is the policy’s to give, and its condition’s to end', () => {
    const find = createScopeFinder(POLICY)
    const roles = [{ role: 'school_admin', scopeType: 'school', scopeId: '7' }] as const
    const principal: Principal = { districtId: 'd', personId: '1', customerId: null, roles }
    for (const [ms, holds] of moments) {
      const scope = find(principal, 'invalidate:benchmark_2_3', conditionsOf(kept, after(DONE, ms)))
      expect([ms, scope !== null]).toEqual([ms, holds])
    }
  })

  it('holds for no test that isn’t completed', () => {
    for (const number of BENCHMARK_NUMBERS)
      for (const state of ['none', 'assigned', 'started', 'invalidated'] as const)
        expect(conditionsOf(test(number, state), DONE)).toEqual([])
  })
})
