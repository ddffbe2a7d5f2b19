import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { countSeats } from '../../src/seats/counts.ts'
import { EMPTY_LICENCE, type LedgerEntry, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, reconcile } from '../../src/seats/reconcile.ts'
import type { Seat } from '../../src/seats/seat.ts'
import { type Happening, KIND, ModelDistrict, nights } from './district-model.ts'

interface Night {
  readonly before: LicenceState
  readonly after: LicenceState
  readonly entries: readonly LedgerEntry[]
  readonly needing: ReadonlySet<string>
  readonly now: Date
}

/** Lives through the nights and returns each one's before and after, and the whole ledger. */
function live(plan: readonly (readonly Happening[])[]) {
  const district = new ModelDistrict()
  const ledger: LedgerEntry[] = []
  const lived: Night[] = []
  let state = EMPTY_LICENCE
  for (const night of plan) {
    for (const happening of night) {
      district.happen(happening)
      if (happening.what !== 'buy') continue
      const purchase = { seq: state.lastSeq + 1, at: district.now, move: 'purchase', reason: 'set_by_hand' } as const
      const entry = { ...purchase, personId: null, until: null, quantity: happening.quantity }
      ledger.push(entry)
      state = replay([entry], state).state
    }
    const before = state
    const need = { demand: district.demand(), retired: district.retiredIds() }
    const outcome = reconcile(KIND, state, need, district.now)
    state = outcome.state
    ledger.push(...outcome.entries)
    lived.push({ before, after: state, entries: outcome.entries, needing: district.inNeed(), now: district.now })
  }
  return { lived, ledger, state, district }
}

const holds = (seat: Seat | undefined): boolean => seat !== undefined && seat.state !== 'waiting'
const queue = (state: LicenceState): string[] =>
  [...state.seats.values()]
    .filter((seat) => seat.state === 'waiting')
    .toSorted((a, b) => a.place - b.place)
    .map(({ personId }) => personId)
const tallyOf = (state: LicenceState, wanted: string): number =>
  [...state.seats.values()].filter((seat) => seat.state === wanted).length

const RUNS = { numRuns: 3_000 }
const property = (check: (night: Night) => void): void =>
  fc.assert(
    fc.property(nights(12), (plan) => {
      for (const night of live(plan).lived) check(night)
    }),
    RUNS,
  )

it('never uses more than is bought, but for what was used when fewer were bought', () => {
  property(({ before, after }) => {
    expect(after.tallies.used).toBeLessThanOrEqual(Math.max(after.bought, before.tallies.used))
    expect(after.tallies.used).toBeLessThanOrEqual(after.ceiling)
    expect(after.ceiling).toBe(Math.max(after.bought, after.tallies.used))
  })
})

it('never displaces a holder who is still in need, nor anybody within grace', () => {
  property(({ before, after, needing, now }) => {
    for (const seat of before.seats.values()) {
      if (!holds(seat)) continue
      const isInGrace = seat.state === 'grace' && seat.until !== null && seat.until > now
      if (needing.has(seat.personId) || isInGrace || seat.state !== 'grace')
        expect(holds(after.seats.get(seat.personId))).toBe(true)
    }
  })
})

it('takes people from the head of the queue only and puts new ones at its end', () => {
  property(({ before, after, needing }) => {
    const stillNeeding = queue(before).filter((id) => needing.has(id))
    const admitted = stillNeeding.filter((id) => holds(after.seats.get(id)))
    expect(stillNeeding.slice(0, admitted.length)).toEqual(admitted)
    const remaining = stillNeeding.slice(admitted.length)
    expect(queue(after).slice(0, remaining.length)).toEqual(remaining)
    const newcomers = queue(after).slice(remaining.length)
    for (const id of newcomers) expect(before.seats.has(id)).toBe(false)
    if (remaining.length > 0)
      for (const [id, seat] of after.seats) if (!before.seats.has(id)) expect(seat.state).toBe('waiting')
  })
})

it('lets nobody wait while a seat is free, and gives every wait a reason that holds', () => {
  property(({ after, entries }) => {
    const { bought, tallies } = after
    if (tallies.waiting === 0) return
    expect(tallies.used, 'somebody waits and a seat is free').toBeGreaterThanOrEqual(bought)
    const held = tallies.used - tallies.grace
    // So many seats come free with the end of grace: for the first of those who wait.
    const coming = Math.min(tallies.grace, Math.max(0, bought - held))
    const full = tallies.used > bought ? 'over_bought' : 'all_in_use'
    const others = bought === 0 ? 'none_bought' : full
    for (const { move, reason, personId } of entries)
      if (move === 'wait') expect(reason).toBe(queue(after).indexOf(personId) < coming ? 'held_in_grace' : others)
  })
})

it('gives everybody in need one seat or one place in the queue, and nobody else anything but grace', () => {
  property(({ after, needing }) => {
    const inNeed = [...after.seats.values()].filter(({ state }) => state !== 'grace').map(({ personId }) => personId)
    expect(new Set(inNeed)).toEqual(needing)
    expect(countSeats(after.bought, after.tallies, 0).needed).toBe(needing.size)
  })
})

it('marks as many as what is bought does not cover as over, the latest assigned first, each with a deadline', () => {
  property(({ after, entries }) => {
    const held = [...after.seats.values()]
      .filter(({ state }) => state === 'assigned' || state === 'over')
      .toSorted((a, b) => a.place - b.place)
    const marked = held.filter(({ state }) => state === 'over')
    expect(marked).toHaveLength(Math.max(0, held.length - after.bought))
    for (const seat of marked) expect(seat.until).not.toBeNull()
    const placeOf = (personId: string | null): number =>
      after.seats.get(personId ?? '')?.place ?? expect.fail('no seat')
    const lastAssigned = Math.max(0, ...held.filter(({ state }) => state === 'assigned').map(({ place }) => place))
    const firstOver = Math.min(Infinity, ...marked.map(({ place }) => place))
    for (const { move, personId } of entries) {
      if (move === 'over') expect(placeOf(personId)).toBeGreaterThan(lastAssigned)
      if (move === 'keep') expect(placeOf(personId)).toBeLessThan(firstOver)
    }
  })
})

it('keeps tallies that equal a count of the seats', () => {
  property(({ after }) => {
    const [waiting, grace, over] = [tallyOf(after, 'waiting'), tallyOf(after, 'grace'), tallyOf(after, 'over')]
    expect(after.tallies).toEqual({ used: after.seats.size - waiting, waiting, grace, markedOver: over })
  })
})

it('replays the ledger to the same state without a fault', () => {
  fc.assert(
    fc.property(nights(12), (plan) => {
      const { ledger, state } = live(plan)
      expect(replay(ledger)).toEqual({ state, faults: [] })
    }),
    RUNS,
  )
})

it('has nothing to do the second time, and decides the same whatever the order in which people are counted', () => {
  fc.assert(
    fc.property(nights(8), fc.array(fc.nat(), { minLength: 27, maxLength: 27 }), (plan, noise) => {
      const { state, district, lived } = live(plan)
      const shuffled: Demand[] = district
        .demand()
        .map((need, index) => ({ need, at: noise[index] ?? 0 }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ need }) => need)
      const need = { demand: shuffled, retired: district.retiredIds() }
      expect(reconcile(KIND, state, need, district.now).entries).toEqual([])
      const last = lived.at(-1)
      if (last !== undefined) expect(reconcile(KIND, last.before, need, last.now).entries).toEqual(last.entries)
    }),
    RUNS,
  )
})
