/** The district's own order, and seats that schools have to themselves. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_LICENCE, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, giveBack, reconcile } from '../../src/seats/reconcile.ts'
import { PLAIN_RULES, type SeatRules } from '../../src/seats/rules.ts'
import { shortOf } from '../../src/seats/wait.ts'
import { KIND, NOW } from './district-model.ts'

interface Coach {
  readonly school?: string
  readonly schools?: readonly string[]
  readonly since?: string
}

function licence(bought: number, rules: Partial<SeatRules>) {
  let state: LicenceState = EMPTY_LICENCE
  const buy = (quantity: number): void => {
    const entry = { seq: state.lastSeq + 1, at: NOW, personId: null, until: null, quantity } as const
    state = replay([{ ...entry, move: 'purchase', reason: 'set_by_hand' }], state).state
  }
  buy(bought)
  return {
    buy,
    square(coaches: Readonly<Record<string, Coach>>, priorities: Readonly<Record<string, number>> = {}) {
      const demand = Object.entries(coaches).flatMap(([personId, { school, schools = [school], since }]) =>
        schools.map((schoolId): Demand => ({
          personId,
          role: 'coach',
          orderKey: `s${personId}`,
          ...(schoolId === undefined ? {} : { schoolId }),
          ...(since === undefined ? {} : { since: new Date(since) }),
        })),
      )
      const need = { demand, retired: new Set<string>(), priorities: new Map(Object.entries(priorities)) }
      const outcome = reconcile(KIND, state, { ...need, rules: { ...PLAIN_RULES, ...rules } }, NOW)
      state = outcome.state
      return outcome.entries.map(({ move, personId, reason }) => `${move} ${personId} ${reason}`)
    },
    choose(personId: string) {
      state = replay([giveBack({ kind: KIND, now: NOW, licence: state }, personId)], state).state
    },
    seats: () => [...state.seats.values()].map(({ personId, state: at }) => `${personId} ${at}`).toSorted(),
    lastSeq: () => state.lastSeq,
    state: () => state,
  }
}

describe('the order of those who wait', () => {
  const waiting = { '1': { since: '2025-09-01' }, '2': { since: '2020-09-01' }, '3': { since: '2023-09-01' } }

  it.each([
    ['first come, where nothing is set', [], {}, '1'],
    ['who has been a coach for longest', ['seniority'], {}, '2'],
    ['who was given the lowest number by hand', ['manual', 'seniority'], { '3': 2, '1': 7 }, '3'],
    ['who has no number comes after who has, then by the next key', ['manual', 'seniority'], {}, '2'],
  ] as const)('%s', (_what, order, priorities, first) => {
    const one = licence(0, { order: [...order] })
    one.square(waiting, priorities)
    one.buy(1)
    expect(one.square(waiting, priorities)).toEqual([`assign ${first} seat_free`])
  })

  it('by the district’s list of schools, unlisted schools last', () => {
    const one = licence(0, { order: ['school'], schools: ['20', '10'] })
    const coaches = { '1': { school: '30' }, '2': { school: '10' }, '3': { school: '20' } }
    one.square(coaches)
    one.buy(2)
    expect(one.square(coaches)).toEqual(['assign 3 seat_free', 'assign 2 seat_free'])
  })

  it('never takes a seat from who holds one, whoever comes before them by the rules', () => {
    const one = licence(1, { order: ['seniority'] })
    one.square({ '1': { since: '2025-09-01' } })
    expect(one.square({ '1': { since: '2025-09-01' }, '2': { since: '1999-09-01' } })).toEqual(['wait 2 all_in_use'])
  })
})

describe('seats reserved for a school', () => {
  const rules = { reserved: new Map([['10', 2]]) }

  it('are kept free for its people, and others are told that this is why they wait', () => {
    const one = licence(3, rules)
    const others = { '1': { school: '20' }, '2': { school: '20' }, '3': {} }
    expect(one.square(others)).toEqual(['assign 1 seat_free', 'wait 2 reserved_elsewhere', 'wait 3 reserved_elsewhere'])
    const all = { ...others, '4': { school: '10' }, '5': { school: '10' }, '6': { school: '10' } }
    expect(one.square(all)).toEqual(['assign 4 seat_free', 'assign 5 seat_free', 'wait 6 all_in_use'])
  })

  it('let its people take from the shared pool, too, once theirs are used', () => {
    const one = licence(3, rules)
    const coaches = { '1': { school: '10' }, '2': { school: '10' }, '3': { school: '10' } }
    expect(one.square(coaches)).toEqual(['assign 1 seat_free', 'assign 2 seat_free', 'assign 3 seat_free'])
  })

  it('are taken once: who of the school comes next takes none that another school has reserved', () => {
    const one = licence(2, {
      reserved: new Map([
        ['10', 1],
        ['20', 1],
      ]),
    })
    const coaches = { '1': { school: '10' }, '2': { school: '10' } }
    expect(one.square(coaches)).toEqual(['assign 1 seat_free', 'wait 2 reserved_elsewhere'])
    expect(one.square({ ...coaches, '3': { school: '20' } })).toEqual(['assign 3 seat_free'])
  })

  it('never make more used than bought, however much is reserved', () => {
    const one = licence(1, {
      reserved: new Map([
        ['10', 5],
        ['20', 5],
      ]),
    })
    const coaches = { '1': { school: '10' }, '2': { school: '20' }, '3': { school: '10' } }
    expect(one.square(coaches)).toEqual(['assign 1 seat_free', 'wait 2 all_in_use', 'wait 3 all_in_use'])
  })
})

describe('the administrator’s choice where more are used than bought', () => {
  it('lets the chosen one wait behind all others, and covers the next one again', () => {
    const one = licence(4, {})
    const coaches = { '1': {}, '2': {}, '3': {}, '4': {}, '5': {} }
    one.square(coaches)
    one.buy(2)
    one.square(coaches)
    expect(one.seats()).toEqual(['1 assigned', '2 assigned', '3 over', '4 over', '5 waiting'])
    one.choose('1')
    expect(one.square(coaches)).toEqual(['keep 3 covered_again'])
    expect(one.seats()).toEqual(['1 waiting', '2 assigned', '3 assigned', '4 over', '5 waiting'])
    one.buy(4)
    expect(one.square(coaches)).toEqual(['keep 4 covered_again', 'assign 5 seat_free'])
  })
})

describe('somebody who works at two schools', () => {
  const oneEach = {
    reserved: new Map([
      ['10', 1],
      ['20', 1],
    ]),
  }
  const atBoth = { schools: ['10', '20'] }

  it.each(['10', '20'])('takes the seat that school %s has reserved, whichever number is lower', (school) => {
    const one = licence(2, { reserved: new Map([[school, 2]]) })
    const coaches = { '1': { school }, '2': atBoth }
    expect(one.square(coaches)).toEqual(['assign 1 seat_free', 'assign 2 seat_free'])
  })

  it('counts for one reserved seat, and leaves the other school its own', () => {
    const one = licence(2, oneEach)
    expect(one.square({ '1': atBoth, '2': {} })).toEqual(['assign 1 seat_free', 'wait 2 reserved_elsewhere'])
    expect(one.square({ '1': atBoth, '2': {}, '3': { school: '20' } })).toEqual(['assign 3 seat_free'])
  })

  it('counts for the other school as soon as somebody comes who is only of the first', () => {
    const one = licence(2, oneEach)
    one.square({ '1': atBoth })
    expect(one.square({ '1': atBoth, '2': { school: '10' } })).toEqual(['assign 2 seat_free'])
  })

  it('makes room so through a row of people, each of two schools', () => {
    const reserved = new Map(['10', '20', '30'].map((school) => [school, 1]))
    const one = licence(3, { reserved })
    const coaches = { '1': atBoth, '2': { schools: ['20', '30'] } }
    one.square(coaches)
    expect(one.square({ ...coaches, '3': { school: '10' } })).toEqual(['assign 3 seat_free'])
  })

  it('waits where both schools have used what they reserved, and what is free is a third one’s', () => {
    const one = licence(3, { reserved: new Map([...oneEach.reserved, ['30', 1]]) })
    const coaches = { '1': { school: '10' }, '2': { school: '20' }, '3': atBoth }
    expect(one.square(coaches).at(-1)).toBe('wait 3 reserved_elsewhere')
  })

  it('comes in the order by school with the better of the two', () => {
    const one = licence(0, { order: ['school'], schools: ['20', '10'] })
    const coaches = { '1': { school: '10' }, '2': atBoth }
    one.square(coaches)
    one.buy(1)
    expect(one.square(coaches)).toEqual(['assign 2 seat_free'])
  })
})

const isWell = ({ bought, tallies }: LicenceState) => tallies.waiting === 0 && tallies.used <= bought

describe('the seats that are missing', () => {
  const school = fc.subarray(['10', '20', '30'])
  const quantity = fc.integer({ min: 0, max: 3 })
  const district = fc.record({
    bought: fc.integer({ min: 0, max: 9 }),
    later: fc.integer({ min: 0, max: 9 }),
    reserved: fc.record({ '10': quantity, '20': quantity, '30': quantity }),
    people: fc.array(school, { maxLength: 9 }),
    left: fc.integer({ min: 0, max: 3 }),
  })

  it('are the fewest with which nobody waits and none is over, whatever is reserved', () => {
    fc.assert(
      fc.property(district, ({ bought, later, reserved, people, left }) => {
        const rules = { reserved: new Map(Object.entries(reserved).filter(([, seats]) => seats > 0)) }
        const coaches = Object.fromEntries(
          people.map((schools, at) => [String(at + 1), schools.length === 0 ? {} : { schools }]),
        )
        const staying = Object.fromEntries(Object.entries(coaches).slice(left))
        const after = (more: number) => {
          const one = licence(bought, rules)
          one.square(coaches)
          one.buy(later)
          one.square(staying)
          if (more !== 0) one.buy(later + more)
          one.square(staying)
          return one.state()
        }
        const now = after(0)
        const inState = (...states: readonly string[]) =>
          [...now.seats.values()].filter(({ state }) => states.includes(state)).map(({ personId }) => personId)
        const schoolsOf = (id: string) => people[Number(id) - 1] ?? []
        const short = shortOf({ bought: later, used: now.tallies.used }, inState('waiting'), {
          rules: { ...PLAIN_RULES, ...rules },
          claims: new Map(
            inState('waiting').map((id) => [id, { schoolIds: schoolsOf(id), since: null, priority: null }]),
          ),
          held: inState('assigned', 'over').map((id) => ({ schoolIds: schoolsOf(id), count: 1 })),
        })
        expect(isWell(after(short))).toBe(true)
        if (short > 0) expect(isWell(after(short - 1))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })
})
