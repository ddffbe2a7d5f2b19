/** Seats of a run that is taken back: given ones are free at once, taken ones come back where they are free. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_LICENCE, type LedgerEntry, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, reconcile, type UndoneSeats } from '../../src/seats/reconcile.ts'
import { KIND, ModelDistrict, NOW, nights } from './district-model.ts'

const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000)
const coaches = (...ids: readonly string[]): Demand[] =>
  ids.map((personId) => ({ personId, role: 'coach', orderKey: `s${personId}` }))
const NOTHING: UndoneSeats = { gave: new Map(), took: new Map() }

function start(bought: number, kind = KIND) {
  let state: LicenceState = EMPTY_LICENCE
  const ledger: LedgerEntry[] = []
  const purchase = { seq: 1, at: NOW, move: 'purchase', reason: 'set_by_hand', personId: null, until: null } as const
  ledger.push({ ...purchase, quantity: bought })
  state = replay(ledger, state).state
  return {
    ledger,
    square(demand: readonly Demand[], o: { now?: Date; undone?: Partial<UndoneSeats> } = {}) {
      const undone = o.undone === undefined ? {} : { undone: { ...NOTHING, ...o.undone } }
      const outcome = reconcile(kind, state, { demand, retired: new Set(), ...undone }, o.now ?? NOW)
      ledger.push(...outcome.entries)
      state = outcome.state
      return outcome.entries.map(({ move, personId, reason }) => `${move} ${personId} ${reason}`)
    },
    seats: () => [...state.seats.values()].map(({ personId, state: at }) => `${personId} ${at}`).toSorted(),
    untilOf: (personId: string) => state.seats.get(personId)?.until,
  }
}

describe('a seat that the run gave', () => {
  it('is free at once, without grace, and goes to whoever waits', () => {
    const licence = start(2)
    licence.square(coaches('1', '2', '3'))
    expect(licence.square(coaches('1', '3'), { undone: { gave: new Map([['2', null]]) } })).toEqual([
      'release 2 undone',
      'assign 3 seat_free',
    ])
  })

  it('stays with whoever needs it for another reason', () => {
    const licence = start(2)
    licence.square(coaches('1', '2'))
    expect(licence.square(coaches('1', '2'), { undone: { gave: new Map([['2', null]]) } })).toEqual([])
  })

  it('by calling somebody back from grace has the rest of that grace, or none where it is over', () => {
    const licence = start(2)
    licence.square(coaches('1', '2'))
    licence.square(coaches('1'))
    licence.square(coaches('1', '2'), { now: days(1) })
    const undone = { gave: new Map([['2', days(5)]]) }
    expect(licence.square(coaches('1'), { now: days(2), undone })).toEqual(['leave 2 undone'])
    expect(licence.untilOf('2')).toEqual(days(5))
    licence.square(coaches('1', '2'), { now: days(3) })
    expect(licence.square(coaches('1'), { now: days(6), undone })).toEqual(['release 2 undone'])
  })

  it('or only promised, by a place in the queue, is withdrawn', () => {
    const licence = start(1)
    licence.square(coaches('1', '2'))
    expect(licence.square(coaches('1'), { undone: { gave: new Map([['2', null]]) } })).toEqual(['withdraw 2 undone'])
  })
})

describe('a seat that the run took', () => {
  it('comes back within grace', () => {
    const licence = start(2)
    licence.square(coaches('1', '2'))
    licence.square(coaches('1'))
    expect(licence.square(coaches('1', '2'), { undone: { took: new Map([['2', 3]]) } })).toEqual(['return 2 undone'])
  })

  it('comes back where it is free, before those who came to wait since, and displaces nobody', () => {
    const noGrace = { ...KIND, graceDays: 0 }
    const licence = start(2, noGrace)
    licence.square(coaches('8', '9'))
    licence.square(coaches('1', '2', '3'))
    expect(licence.seats()).toEqual(['1 assigned', '2 assigned', '3 waiting'])
    const undone = {
      gave: new Map([['1', null]]),
      took: new Map([
        ['9', 3],
        ['8', 2],
      ]),
    }
    // 2 and 3 are needed by now for another reason: one seat is free, the one who had it first gets it.
    expect(licence.square(coaches('2', '3', '8', '9'), { undone })).toEqual([
      'release 1 undone',
      'assign 8 undone',
      'wait 9 all_in_use',
    ])
    expect(licence.seats()).toEqual(['2 assigned', '3 waiting', '8 assigned', '9 waiting'])
  })
})

const person = fc.integer({ min: 1, max: 9 }).map(String)

it('whatever is taken back, nobody in need loses a seat, none is used above what is bought, and the ledger replays', () => {
  fc.assert(
    fc.property(nights(8), fc.array(person), fc.array(person), (plan, gave, took) => {
      const model = new ModelDistrict()
      let state = EMPTY_LICENCE
      const ledger: LedgerEntry[] = []
      const add = (entries: readonly LedgerEntry[]): void => {
        ledger.push(...entries)
        state = replay(entries, state).state
      }
      const undone = { gave: new Map(gave.map((id) => [id, null])), took: new Map(took.map((id, at) => [id, at])) }
      for (const night of plan) {
        for (const happening of night) {
          model.happen(happening)
          if (happening.what !== 'buy') continue
          const purchase = { seq: state.lastSeq + 1, at: model.now, move: 'purchase', reason: 'set_by_hand' } as const
          add([{ ...purchase, personId: null, until: null, quantity: happening.quantity }])
        }
        const before = state
        const need = { demand: model.demand(), retired: model.retiredIds(), undone }
        add(reconcile(KIND, state, need, model.now).entries)
        const needing = model.inNeed()
        for (const seat of before.seats.values())
          if (seat.state !== 'waiting' && needing.has(seat.personId))
            expect(['assigned', 'over']).toContain(state.seats.get(seat.personId)?.state)
        expect(state.tallies.used).toBeLessThanOrEqual(Math.max(state.bought, before.tallies.used))
        expect(state.tallies.waiting === 0 || state.tallies.used >= state.bought).toBe(true)
        const inNeed = [...state.seats.values()].filter((seat) => seat.state !== 'grace')
        expect(new Set(inNeed.map(({ personId }) => personId))).toEqual(needing)
      }
      expect(replay(ledger)).toEqual({ state, faults: [] })
    }),
    { numRuns: 1_000 },
  )
})
