import { describe, expect, it } from 'vitest'
import type { RoleLicenceKind } from '../../src/seats/kind.ts'
import { EMPTY_LICENCE, type LedgerEntry, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, reconcile } from '../../src/seats/reconcile.ts'
import { KIND, NOW } from './district-model.ts'

const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000)
const coach = (personId: string, orderKey: string | null = `s${personId}`): Demand => ({
  personId,
  role: 'coach',
  orderKey,
})
const coaches = (...ids: readonly string[]): Demand[] => ids.map((id) => coach(id))

const teachers = (...ids: readonly string[]): Demand[] =>
  ids.map((personId) => ({ personId, role: 'teacher', orderKey: `s${personId}` }))

/** A licence with a memory: every call is one reconciliation, and the ledger grows. */
function startLicence(kind: RoleLicenceKind = KIND) {
  let state: LicenceState = EMPTY_LICENCE
  const ledger: LedgerEntry[] = []
  return {
    ledger,
    state: () => state,
    buy(quantity: number): void {
      const purchase = { seq: state.lastSeq + 1, at: NOW, move: 'purchase', reason: 'set_by_hand' } as const
      const entry = { ...purchase, personId: null, until: null, quantity }
      ledger.push(entry)
      state = replay([entry], state).state
    },
    square(demand: readonly Demand[], now = NOW, retired: readonly string[] = []): void {
      const outcome = reconcile(kind, state, { demand, retired: new Set(retired) }, now)
      ledger.push(...outcome.entries)
      state = outcome.state
    },
    inState: (wanted: string) =>
      [...state.seats.values()]
        .filter((seat) => seat.state === wanted)
        .toSorted((a, b) => a.place - b.place)
        .map(({ personId }) => personId),
    moves: (personId: string) =>
      ledger.filter((entry) => entry.personId === personId).map(({ move, reason }) => `${move}: ${reason}`),
  }
}

describe('too few seats', () => {
  it('gives 3 of 5 coaches a seat and lets the same 2 wait, however often and in whatever order they are counted', () => {
    const licence = startLicence()
    licence.buy(3)
    licence.square(coaches('4', '2', '5', '1', '3'))
    expect(licence.inState('assigned')).toEqual(['1', '2', '3'])
    expect(licence.inState('waiting')).toEqual(['4', '5'])
    const entries = licence.ledger.length
    licence.square(coaches('5', '4', '3', '2', '1'))
    licence.square(coaches('1', '2', '3', '4', '5'), days(1))
    expect(licence.ledger).toHaveLength(entries)
  })

  it('gives all 5 a seat once 2 more are bought, and the ledger replays to the same state', () => {
    const licence = startLicence()
    licence.buy(3)
    licence.square(coaches('1', '2', '3', '4', '5'))
    licence.buy(5)
    licence.square(coaches('1', '2', '3', '4', '5'))
    expect(licence.inState('assigned')).toEqual(['1', '2', '3', '4', '5'])
    expect(replay(licence.ledger)).toEqual({ state: licence.state(), faults: [] })
  })

  it('tells as many as seats are in grace that one is kept, the first of those who wait, and the others that all are in use', () => {
    const licence = startLicence()
    licence.buy(2)
    licence.square(coaches('1', '2', '3'))
    licence.square(coaches('2', '3'))
    licence.square(coaches('2', '3', '4', '5'))
    expect(licence.moves('3')).toEqual(['wait: all_in_use'])
    expect(licence.moves('4')).toEqual(['wait: all_in_use'])
    licence.square(coaches('3', '4', '5', '6', '7'))
    // 3 and 4 wait for the seats of 1 and 2, whoever comes next for none of them.
    expect(licence.moves('6')).toEqual(['wait: all_in_use'])
    licence.square(coaches('6', '7'))
    licence.square(coaches('6', '7', '8'))
    expect(licence.moves('8')).toEqual(['wait: all_in_use'])
    licence.square(coaches('7'))
    licence.square(coaches('7', '8'))
    expect(licence.moves('8').at(-1)).toBe('wait: held_in_grace')
  })

  it('says why people wait: nothing bought, all in use, one kept for somebody who left, more used than bought', () => {
    const licence = startLicence()
    licence.square(coaches('1', '2'))
    expect(licence.moves('2')).toEqual(['wait: none_bought'])
    licence.buy(1)
    licence.square(coaches('1', '2', '3'))
    expect(licence.moves('3')).toEqual(['wait: all_in_use'])
    licence.square([])
    licence.square(coaches('4', '5'))
    expect([licence.moves('4'), licence.moves('5')]).toEqual([['wait: held_in_grace'], ['wait: all_in_use']])
    licence.buy(3)
    licence.square(coaches('4', '5'))
    licence.buy(1)
    licence.square(coaches('4', '5', '6'))
    expect(licence.moves('6')).toEqual(['wait: over_bought'])
  })

  it('counts a person with several roles and grants once, and puts a district admin before coaches of the same night', () => {
    const licence = startLicence()
    licence.buy(1)
    licence.square([coach('1'), coach('2'), coach('2'), { personId: '2', role: 'district_admin', orderKey: 's2' }])
    expect(licence.inState('assigned')).toEqual(['2'])
    expect(licence.inState('waiting')).toEqual(['1'])
  })

  it('gives no seat to principals, billing, teachers, students and district IT', () => {
    const licence = startLicence()
    licence.buy(9)
    const roles = ['principal', 'billing_only', 'teacher', 'student', 'guardian', 'it_admin', 'school_admin'] as const
    licence.square(roles.map((role, index) => ({ personId: String(index), role, orderKey: null })))
    expect(licence.state().seats.size).toBe(0)
  })

  it('orders people of the same night by sourcedId as bytes, then those made by hand, then by id as a number', () => {
    const licence = startLicence()
    licence.square([coach('10', null), coach('9', null), coach('1', 'b'), coach('2', 'B'), coach('3', 'a')])
    expect(licence.inState('waiting')).toEqual(['2', '3', '1', '9', '10'])
  })

  it('puts a later arrival behind whoever waits already, whatever their names', () => {
    const licence = startLicence()
    licence.square([coach('5', 'zz')])
    licence.square([coach('5', 'zz'), coach('6', 'aa')])
    licence.buy(1)
    licence.square([coach('5', 'zz'), coach('6', 'aa')])
    expect(licence.inState('assigned')).toEqual(['5'])
  })

  it('lets a waiting person who is no longer a coach simply leave', () => {
    const licence = startLicence()
    licence.square(coaches('1', '2'))
    licence.square(coaches('2'), NOW, ['1'])
    expect(licence.moves('1')).toEqual(['wait: none_bought', 'withdraw: person_retired'])
    expect(licence.state().tallies).toEqual({ used: 0, waiting: 1, grace: 0, markedOver: 0 })
  })
})

describe('leavers', () => {
  it('keeps the seat of a leaver in grace and gives it to the first who waits when grace has ended', () => {
    const licence = startLicence()
    licence.buy(1)
    licence.square(coaches('1', '2'))
    licence.square(coaches('2'), days(1))
    expect(licence.state().seats.get('1')).toEqual({
      personId: '1',
      state: 'grace',
      since: days(1),
      until: days(6),
      place: 2,
    })
    licence.square(coaches('2'), new Date(days(6).getTime() - 1))
    expect(licence.inState('waiting')).toEqual(['2'])
    licence.square(coaches('2'), days(6))
    expect(licence.inState('assigned')).toEqual(['2'])
    expect(licence.moves('1')).toEqual(['assign: seat_free', 'leave: role_lost', 'release: grace_ended'])
  })

  it('gives back the same seat to who returns within grace, before anybody who waits', () => {
    const licence = startLicence()
    licence.buy(1)
    licence.square(coaches('1', '2'))
    licence.square(coaches('2'), days(1))
    licence.square(coaches('1', '2'), days(5))
    expect(licence.inState('assigned')).toEqual(['1'])
    expect(licence.inState('waiting')).toEqual(['2'])
  })

  it('asks whoever returns after the release to queue like everybody else', () => {
    const licence = startLicence()
    licence.buy(1)
    licence.square(coaches('1', '2'))
    licence.square(coaches('2'), days(1))
    licence.square(coaches('2'), days(6))
    licence.square(coaches('1', '2'), days(7))
    expect(licence.inState('assigned')).toEqual(['2'])
    expect(licence.inState('waiting')).toEqual(['1'])
  })

  it('releases at once where the kind knows no grace', () => {
    const licence = startLicence({ ...KIND, graceDays: 0 })
    licence.buy(1)
    licence.square(coaches('1', '2'))
    licence.square(coaches('2'), days(1))
    expect(licence.inState('assigned')).toEqual(['2'])
    expect(licence.moves('1')).toEqual(['assign: seat_free', 'release: role_lost'])
  })
})

describe('fewer bought than used', () => {
  it('throws nobody out: the latest assigned are over, with a deadline', () => {
    const licence = startLicence()
    licence.buy(4)
    licence.square(coaches('1', '2', '3', '4'))
    licence.buy(2)
    licence.square(coaches('1', '2', '3', '4'), days(1))
    expect(licence.inState('assigned')).toEqual(['1', '2'])
    expect(licence.inState('over')).toEqual(['3', '4'])
    expect(licence.state().seats.get('4')?.until).toEqual(days(8))
    expect(licence.state()).toMatchObject({ bought: 2, ceiling: 4, tallies: { used: 4, markedOver: 2 } })
    licence.square(coaches('1', '2', '3', '4'), days(300))
    expect(licence.inState('over')).toEqual(['3', '4'])
  })

  it('lets the ceiling fall with each release and admits nobody before used is below bought', () => {
    const licence = startLicence()
    licence.buy(3)
    licence.square(coaches('1', '2', '3'))
    licence.buy(1)
    licence.square(coaches('1', '2', '3', '4'))
    licence.square(coaches('1', '4'), days(1))
    licence.square(coaches('1', '4'), days(6))
    expect(licence.state()).toMatchObject({ ceiling: 1, tallies: { used: 1, waiting: 1 } })
    licence.square(coaches('4'), days(7))
    licence.square(coaches('4'), days(12))
    expect(licence.inState('assigned')).toEqual(['4'])
  })

  it('keeps the earliest of those over when a seat in front of them is vacated or bought again', () => {
    const licence = startLicence()
    licence.buy(4)
    licence.square(coaches('1', '2', '3', '4'))
    licence.buy(2)
    licence.square(coaches('1', '2', '3', '4'))
    licence.square(coaches('2', '3', '4'), days(1))
    expect(licence.inState('assigned')).toEqual(['2', '3'])
    expect(licence.inState('over')).toEqual(['4'])
    licence.buy(4)
    licence.square(coaches('2', '3', '4'), days(1))
    expect(licence.inState('assigned')).toEqual(['2', '3', '4'])
    expect(licence.moves('3')).toEqual(['assign: seat_free', 'over: bought_fewer', 'keep: covered_again'])
  })
})

describe('a kind that is off unless bought', () => {
  const kind: RoleLicenceKind = { ...KIND, id: 'account-seats', roles: ['teacher'], offUnlessBought: true }

  it('lets nobody wait while nothing is bought', () => {
    const licence = startLicence(kind)
    licence.square(teachers('1', '2'))
    expect(licence.ledger).toEqual([])
  })

  it('ends the queue when it is bought down to nothing, and leaves the holders theirs', () => {
    const licence = startLicence(kind)
    licence.buy(1)
    licence.square(teachers('1', '2'))
    licence.buy(0)
    licence.square(teachers('1', '2', '3'))
    expect(licence.inState('over')).toEqual(['1'])
    expect(licence.inState('waiting')).toEqual([])
    expect(licence.moves('2')).toEqual(['wait: all_in_use', 'withdraw: licence_off'])
  })
})

describe('replay', () => {
  const entry = { at: NOW, personId: '1', until: null, quantity: null, reason: 'seat_free' } as const
  const purchase = { at: NOW, personId: null, until: null, reason: 'set_by_hand', move: 'purchase' } as const

  it('names an entry above the ceiling, an impossible move and a missing number', () => {
    const { faults } = replay([
      { ...purchase, seq: 1, quantity: 1 },
      { ...entry, seq: 2, move: 'assign' },
      { ...entry, seq: 3, move: 'assign' },
      { ...entry, seq: 5, move: 'assign', personId: '2' },
    ])
    expect(faults).toEqual([
      { seq: 3, fault: 'move_impossible' },
      { seq: 5, fault: 'number_missing' },
      { seq: 5, fault: 'above_ceiling' },
    ])
  })
})
