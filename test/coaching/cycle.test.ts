import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CycleFacts, CycleInput } from '../../src/coaching/cycle.ts'
import { checkCycle, standingOf, staysOf } from '../../src/coaching/cycle.ts'
import type { PlacedInteraction, Stay, Stays } from '../../src/coaching/cycle-phase.ts'
import {
  addDays,
  daysBetween,
  moveToPhase,
  phaseOfInteraction,
  phaseOn,
  staysUntil,
  sumPhases,
} from '../../src/coaching/cycle-phase.ts'

const PHASES = ['plan', 'practise', 'reflect'] as const
const START = '2026-09-01'
const TODAY = '2026-11-22'

const facts: CycleFacts = {
  today: TODAY,
  coachId: '1',
  educatorIds: new Set(['2', '3']),
  focusIds: new Set(['focus-questioning']),
  scales: [{ id: 'scale-a', name: 'A', active: true, levels: ['Low', 'Middle', 'High'] }],
  phaseIds: new Set(PHASES),
}
const good: CycleInput = {
  educators: [{ id: '2', ratingStart: null, ratingEnd: null }],
  focusId: 'focus-questioning',
  scaleId: null,
  focus: null,
  goal: 'Wait three seconds after a question',
  stays: [{ phaseId: 'plan', from: START }],
  endedOn: null,
}
const codes = (change: Partial<CycleInput>) =>
  checkCycle({ ...good, ...change }, facts).map(({ field, code }) => `${field} ${code}`)
const rated = (ratingStart: number | null, ratingEnd: number | null = null) => ({
  educators: [{ id: '2', ratingStart, ratingEnd }],
})
const stay = (phaseId: string, from: string): Stay => ({ phaseId, from })

describe('a coaching cycle', () => {
  it('with an educator of the coach’s schools, a focus and a first phase may be kept', () => {
    expect(codes({})).toEqual([])
    expect(codes({ ...rated(1, 3), scaleId: 'scale-a', endedOn: TODAY })).toEqual([])
  })

  it.each<[string, Partial<CycleInput>, string]>([
    ['with nobody', { educators: [] }, 'educators educator_missing'],
    ['with somebody twice', { educators: [...good.educators, ...good.educators] }, 'educators/1 educator_twice'],
    [
      'about the coach',
      { educators: [{ id: '1', ratingStart: null, ratingEnd: null }] },
      'educators/0 educator_is_coach',
    ],
    [
      'with somebody out of reach',
      { educators: [{ id: '9', ratingStart: null, ratingEnd: null }] },
      'educators/0 educator_unknown',
    ],
    ['with a focus the district has not', { focusId: 'focus-x' }, 'focusId focus_unknown'],
    ['with a scale the district has not', { scaleId: 'scale-x' }, 'scaleId scale_unknown'],
    ['rated without a scale', rated(1), 'educators/0 rating_without_scale'],
    ['rated above the scale', { ...rated(null, 4), scaleId: 'scale-a' }, 'educators/0 rating_out_of_scale'],
    ['with a goal too long', { goal: 'x'.repeat(4001) }, 'goal text_too_long'],
    ['without a first phase', { stays: [] }, 'stays stay_missing'],
    ['with a phase that is not its', { stays: [stay('other', START)] }, 'stays/0 phase_unknown'],
    ['from a day that no calendar has', { stays: [stay('plan', '2026-02-30')] }, 'stays/0 date_invalid'],
    ['from the last century', { stays: [stay('plan', '1999-09-01')] }, 'stays/0 date_too_far'],
    [
      'whose phases go back in time',
      { stays: [stay('plan', TODAY), stay('practise', START)] },
      'stays/1 dates_out_of_order',
    ],
    [
      'with two phases on one day',
      { stays: [stay('plan', START), stay('practise', START)] },
      'stays/1 dates_out_of_order',
    ],
    ['that enters a phase it is in', { stays: [stay('plan', START), stay('plan', TODAY)] }, 'stays/1 phase_repeated'],
    ['that ends tomorrow', { endedOn: '2026-11-23' }, 'endedOn end_in_future'],
    ['that ends before it begins', { endedOn: '2026-08-31' }, 'endedOn end_before_start'],
    [
      'with a phase after its end',
      { stays: [stay('plan', START), stay('reflect', TODAY)], endedOn: '2026-10-01' },
      'stays start_in_future_of_ended',
    ],
  ])('%s is refused', (_, change, code) => {
    expect(codes(change)).toContain(code)
  })

  it('says everything that is wrong with it at once', () => {
    expect(codes({ educators: [], focusId: 'x', stays: [] })).toEqual([
      'educators educator_missing',
      'focusId focus_unknown',
      'stays stay_missing',
    ])
  })
})

describe('the phase of a day', () => {
  const stays = staysOf([stay('plan', START), stay('practise', '2026-09-15'), stay('plan', '2026-10-01')])

  it('is the one begun last, back and forth; before the start it is the first, after the last day the last', () => {
    expect(
      ['2026-08-01', START, '2026-09-14', '2026-09-15', '2026-10-01', '2030-01-01'].map((day) => phaseOn(stays, day)),
    ).toEqual(['plan', 'plan', 'plan', 'practise', 'plan', 'plan'])
  })

  it('of an interaction follows its date, and the days of the phases, unless the coach has put it somewhere', () => {
    const free: PlacedInteraction = { date: '2026-09-20', minutes: 30, placedIn: null }
    const put: PlacedInteraction = { ...free, placedIn: 'reflect' }
    const redated = staysOf([stay('plan', START), stay('practise', '2026-09-25')])
    expect([free, put].map((one) => phaseOfInteraction(stays, one))).toEqual(['practise', 'reflect'])
    expect([free, put].map((one) => phaseOfInteraction(redated, one))).toEqual(['plan', 'reflect'])
  })

  it('moves on, and back, and leaves what is planned for later where it is', () => {
    const planned = staysOf([stay('plan', START), stay('practise', '2026-12-01'), stay('reflect', '2027-01-10')])
    const early = moveToPhase(planned, stay('practise', TODAY))
    expect(early).toEqual([stay('plan', START), stay('practise', TODAY), stay('reflect', '2027-01-10')])
    expect(moveToPhase(early, stay('plan', TODAY))).toEqual([stay('plan', START), stay('reflect', '2027-01-10')])
    expect(staysUntil(early, TODAY)).toEqual([stay('plan', START), stay('practise', TODAY)])
  })
})

const someStays: fc.Arbitrary<Stays> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 8 }),
    fc.array(fc.constantFrom(...PHASES), { minLength: 9, maxLength: 9 }),
  )
  .map(([days, phases]) => {
    const dates = [0, ...days.toSorted((a, b) => a - b)].map((day) => addDays(START, day))
    const all = dates.map((from, index) => stay(phases[index] ?? 'plan', from))
    return staysOf(all.filter((one, index) => one.phaseId !== all[index - 1]?.phaseId))
  })
const someInteractions: fc.Arbitrary<readonly PlacedInteraction[]> = fc.array(
  fc.record({
    date: fc.integer({ min: -40, max: 200 }).map((day) => addDays(START, day)),
    minutes: fc.integer({ min: 1, max: 1440 }),
    placedIn: fc.option(fc.constantFrom(...PHASES), { nil: null }),
  }),
  { maxLength: 30 },
)
const someEnd = fc.option(
  fc.integer({ min: 0, max: 130 }).map((day) => addDays(START, day)),
  { nil: null },
)

describe('the sums of a cycle', () => {
  it('have every interaction in exactly one phase, and every minute and every day once', () => {
    fc.assert(
      fc.property(someStays, someInteractions, someEnd, (all, interactions, endedOn) => {
        const stays = endedOn === null ? all : staysUntil(all, endedOn)
        const sums = sumPhases({ stays, phaseIds: PHASES, endedOn, today: TODAY }, interactions)
        const total = (of: (sum: (typeof sums)[number]) => number) => sums.reduce((sum, one) => sum + of(one), 0)
        expect(total(({ interactions: count }) => count)).toBe(interactions.length)
        expect(total(({ minutes }) => minutes)).toBe(interactions.reduce((sum, { minutes }) => sum + minutes, 0))
        expect(total(({ days }) => days)).toBe(daysBetween(START, endedOn ?? TODAY) + 1)
      }),
    )
  })

  it('keep an interaction where the coach has put it, however the phases are dated anew', () => {
    fc.assert(
      fc.property(someStays, someStays, someInteractions, (before, after, interactions) => {
        for (const one of interactions.filter(({ placedIn }) => placedIn !== null))
          expect(phaseOfInteraction(after, one)).toBe(phaseOfInteraction(before, one))
      }),
    )
  })

  it('are of a cycle that is, after any move, in that phase on that day, and whose days still go up', () => {
    const move = fc.tuple(fc.constantFrom(...PHASES), fc.integer({ min: 0, max: 120 }))
    fc.assert(
      fc.property(someStays, fc.array(move, { minLength: 1, maxLength: 6 }), (begun, moves) => {
        let stays = begun
        for (const [phaseId, day] of moves) {
          const from = addDays(START, day)
          stays = moveToPhase(stays, { phaseId, from })
          expect(phaseOn(stays, from)).toBe(phaseId)
        }
        expect(stays[0].from).toBe(START)
        expect(checkCycle({ ...good, stays: [...stays] }, facts)).toEqual([])
      }),
    )
  })

  it('count nothing of a cycle that has not begun', () => {
    const stays = staysOf([stay('plan', '2026-12-01')])
    const sums = sumPhases({ stays, phaseIds: PHASES, endedOn: null, today: TODAY }, [])
    expect(sums.map(({ days }) => days)).toEqual([0, 0, 0])
  })
})

describe('when a cycle is due', () => {
  const clock = { today: TODAY, cadenceDays: 14 }
  const standing = (lastOn: string | null, change: { startedOn?: string; endedOn?: string } = {}) =>
    standingOf({ startedOn: START, endedOn: null, lastOn, ...change }, clock)

  it.each([
    ['2026-11-22', 'on_track', '2026-12-06'],
    ['2026-11-12', 'on_track', '2026-11-26'],
    ['2026-11-11', 'due', '2026-11-25'],
    ['2026-11-08', 'due', '2026-11-22'],
    ['2026-11-07', 'overdue', '2026-11-21'],
    [null, 'overdue', '2026-09-15'],
  ])('counts from the last interaction %s: %s on %s', (lastOn, state, dueOn) => {
    expect(standing(lastOn)).toEqual({ standing: state, dueOn })
  })

  it('counts from the start where the last interaction lies before it; nothing is due of one that has ended', () => {
    expect(standing('2026-08-01', { startedOn: '2026-11-20' })).toEqual({ standing: 'on_track', dueOn: '2026-12-04' })
    expect(standing(null, { startedOn: '2026-12-01' }).standing).toBe('planned')
    expect(standing('2026-09-10', { endedOn: '2026-10-01' })).toEqual({ standing: 'ended', dueOn: null })
  })
})
