/** Purchases with terms, the district's rules in the database, the choice when over, previews, and time that passes. */

import type { PoolClient } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { forecastLicences } from '../../src/store/seats/licence-forecast.ts'
import { previewLicence } from '../../src/store/seats/licence-preview.ts'
import { listLicenceDays } from '../../src/store/seats/licence-history.ts'
import { listPurchases } from '../../src/store/seats/licence-purchase.ts'
import { saveLicenceRules, savePriority, saveReservation } from '../../src/store/seats/licence-rules.ts'
import { areSeatsDue, countSchoolSeats } from '../../src/store/seats/seat-rules.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { listSeatPeople, readComingFree, WHOLE_DISTRICT } from '../../src/store/seats/seat-people.ts'
import { enterPurchase, setLicence, yieldSeat } from '../../src/store/seats/seats.ts'
import { roleKinds } from '../../src/seats/kind.ts'
import { useDatabase } from '../support/database.ts'
import { days, makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

const kinds = shippedKinds()
const kind = 'coaching-seats'
const coachingSeats = roleKinds(kinds).find(({ id }) => id === kind) ?? expect.fail('no coaching seats')
const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = database.open('web')
})

/** Coaches c1 … cN; `schools`: of which school each is, by the number of the coach. */
async function withCoaches(howMany: number, schools: Readonly<Record<number, number>> = {}) {
  count += 1
  const district = await makeDistrict(owner, db, `terms${count}`)
  const names = Array.from({ length: howMany }, (_, index) => `c${index + 1}`)
  const people = await district.addPeople(...names)
  await district.work(async (client) => {
    for (const [index, id] of [...people.values()].entries())
      await district.grant(client, id, 'coach', schools[index + 1] ?? 0)
  })
  const idOf = (name: string): string => people.get(name) ?? expect.fail(name)
  return { district, idOf }
}

const place = (district: SeatDistrict) => ({ districtId: district.id, kind })
const cause = (district: SeatDistrict, now = NOW) => ({ ...place(district), actor: 'cli', kinds, now })
const buy = (
  district: SeatDistrict,
  purchase: { name: string; quantity: number; startsOn?: string; endsOn?: string },
  now = NOW,
) =>
  district.work((client) =>
    enterPurchase(client, { ...cause(district, now), startsOn: null, endsOn: null, ...purchase }),
  )
const ledgerAgrees = async (district: SeatDistrict) =>
  (await district.work((client) => replayLedger(client, district.id))).every(({ agrees }) => agrees)

describe('several purchases of one kind', () => {
  it('add up while their terms run, and time alone changes what is bought; nobody is thrown out', async () => {
    const { district } = await withCoaches(6)
    await buy(district, { name: 'PO 1', quantity: 2 })
    await buy(district, { name: 'PO 2', quantity: 3, startsOn: '2026-11-01', endsOn: '2026-11-30' })
    const later = await buy(district, { name: 'PO 3', quantity: 9, startsOn: '2027-01-01' })
    expect(later).toMatchObject({ bought: 5, used: 5, waiting: 1 })
    expect(
      await district.work((client) =>
        areSeatsDue(client, { districtId: district.id, kinds: shippedKinds(), now: days(8) }),
      ),
    ).toBe(false)
    expect(
      await district.work((client) =>
        areSeatsDue(client, { districtId: district.id, kinds: shippedKinds(), now: days(9) }),
      ),
    ).toBe(true)
    // The last day of a term is one of it.
    expect((await district.reconcile(days(8)))[kind]).toMatchObject({ bought: 5 })
    expect((await district.reconcile(days(9)))[kind]).toMatchObject({ bought: 2, used: 5, over: 3, waiting: 1 })
    expect((await district.reconcile(days(41)))[kind]).toMatchObject({ bought: 11, used: 6, over: 0, waiting: 0 })
    expect(await ledgerAgrees(district)).toBe(true)
    const terms = await district.work((client) => listPurchases(client, { ...place(district), now: days(9) }))
    expect(terms.map(({ name, term }) => [name, term])).toEqual([
      ['PO 1', 'running'],
      ['PO 2', 'ended'],
      ['PO 3', 'ahead'],
    ])
  })

  it('turn at midnight of the district, not of the server', async () => {
    const { district } = await withCoaches(1)
    await owner.pool.query("update district set timezone = 'America/Los_Angeles' where id = $1", [district.id])
    await buy(district, { name: 'a year', quantity: 1, startsOn: '2026-11-22' })
    // It is still the 21st there.
    expect((await district.reconcile(NOW))[kind]).toMatchObject({ bought: 0, waiting: 1 })
    expect((await district.reconcile(new Date('2026-11-22T08:00:00Z')))[kind]).toMatchObject({ bought: 1, used: 1 })
  })

  it('leave the total that somebody sets to the standing one, and refuse less than the terms make', async () => {
    const { district } = await withCoaches(1)
    await buy(district, { name: 'PO 2', quantity: 3, endsOn: '2026-12-31' })
    expect(await district.buy(10)).toMatchObject({ bought: 10 })
    const standing = await district.work((client) => listPurchases(client, { ...place(district), now: NOW }))
    expect(standing.find(({ name }) => name === 'standing')).toMatchObject({ quantity: 7 })
    await expect(district.buy(2)).rejects.toMatchObject({ code: 'LICENCE_TERMS' })
  })

  it.each([
    ['a name that no order has', { name: '=cmd()', quantity: 1 }],
    ['a day that does not exist', { name: 'x', quantity: 1, endsOn: '2026-02-30' }],
    ['an end before its beginning', { name: 'x', quantity: 1, startsOn: '2026-05-02', endsOn: '2026-05-01' }],
  ])('refuse %s', async (_what, purchase) => {
    const { district } = await withCoaches(1)
    await expect(buy(district, purchase)).rejects.toMatchObject({ code: 'LICENCE_PURCHASE' })
  })
})

describe('the district’s own rules', () => {
  it('hand the next seat to whom the administrator numbered first', async () => {
    const { district, idOf } = await withCoaches(4)
    await district.buy(1)
    await district.work(async (client) => {
      await saveLicenceRules(client, place(district), { order: ['manual'] })
      expect(await savePriority(client, place(district), { personId: idOf('c4'), priority: 1 })).toBe(true)
    })
    await district.buy(2)
    expect(await district.inState('assigned')).toEqual(['c1', 'c4'])
    expect(await ledgerAgrees(district)).toBe(true)
  })

  it('keep a school’s seats for its people, and say so to the others', async () => {
    const { district, idOf } = await withCoaches(3)
    const school = await addSchool(district.id)
    await district.work((client) => saveReservation(client, place(district), { schoolId: school, quantity: 1 }))
    await district.buy(3)
    expect(await district.inState('waiting')).toEqual(['c3'])
    const found = await district.work((client) =>
      listSeatPeople(client, place(district), {
        page: 1,
        pageSize: 5,
        kind: coachingSeats,
        states: ['waiting'],
        reach: WHOLE_DISTRICT,
        now: NOW,
      }),
    )
    expect(found).toMatchObject({ total: 1, items: [{ position: 1, reason: 'reserved_elsewhere' }] })
    await district.work((client) => district.grant(client, idOf('c3'), 'coach', Number(school)))
    expect((await district.reconcile())[kind]).toMatchObject({ used: 3, waiting: 0 })
    expect(await ledgerAgrees(district)).toBe(true)
  })

  it('tell only as many as seats are in grace that one is kept, with the day, and the others that all are in use', async () => {
    const { district, idOf } = await withCoaches(5)
    await district.buy(2)
    await district.work((client) => district.setStatus(client, idOf('c1'), 'retired'))
    await district.reconcile()
    const listed = async () => {
      const { items } = await district.work((client) =>
        listSeatPeople(client, place(district), {
          page: 1,
          pageSize: 5,
          kind: coachingSeats,
          states: ['waiting'],
          reach: WHOLE_DISTRICT,
          now: NOW,
        }),
      )
      return items.map(({ person, reason, until }) => [person.id, reason, until])
    }
    const ends = days(30).toISOString()
    expect(await listed()).toEqual([
      [idOf('c3'), 'held_in_grace', ends],
      [idOf('c4'), 'all_in_use', null],
      [idOf('c5'), 'all_in_use', null],
    ])
    const school = await addSchool(district.id)
    await district.work(async (client) => {
      await district.grant(client, idOf('c5'), 'coach', Number(school))
      await saveReservation(client, place(district), { schoolId: school, quantity: 1 })
    })
    // What comes free is reserved for the school of the last of them.
    expect(await listed()).toEqual([
      [idOf('c3'), 'all_in_use', null],
      [idOf('c4'), 'all_in_use', null],
      [idOf('c5'), 'held_in_grace', ends],
    ])
  })

  it.each([
    ['the first', [2, 0]],
    ['the second', [0, 2]],
  ] as const)('give somebody of two schools a seat that %s of them has reserved', async (_which, quantities) => {
    const { district, idOf } = await withCoaches(3)
    const schools = [await addSchool(district.id), await addSchool(district.id, 's2')]
    await district.work(async (client) => {
      for (const [at, schoolId] of schools.entries()) {
        await district.grant(client, idOf('c3'), 'coach', Number(schoolId))
        if (quantities[at] !== 0) await district.grant(client, idOf('c2'), 'coach', Number(schoolId))
        await saveReservation(client, place(district), { schoolId, quantity: quantities[at] ?? 0 })
      }
    })
    await district.buy(3)
    expect(await district.inState('assigned')).toEqual(['c1', 'c2', 'c3'])
    const held = await district.work((client) => countSchoolSeats(client, place(district), coachingSeats))
    // Who works at both stands with each of them.
    expect(new Map(held.map(({ schoolId, held: seats }) => [schoolId, seats]))).toEqual(
      new Map(schools.map((id, at) => [id, quantities[at] === 0 ? 1 : 2])),
    )
  })

  it('of two kinds, set at the same moment, are both kept', async () => {
    const { district } = await withCoaches(1)
    const set = (client: PoolClient, of: string, graceDays: number) =>
      saveLicenceRules(client, { districtId: district.id, kind: of }, { graceDays })
    let second: Promise<unknown> = Promise.resolve()
    await district.work(async (client) => {
      await set(client, kind, 3)
      second = district.work((other) => set(other, 'account-seats', 4))
      // The second waits for the row of the first.
      await client.query('select pg_sleep(0.2)')
    })
    await second
    const { rows } = await district.work((client) =>
      client.query<{ value: unknown }>(
        "select value from district_setting where district_id = $1 and key = 'licences'",
        [district.id],
      ),
    )
    expect(rows).toEqual([{ value: { [kind]: { graceDays: 3 }, 'account-seats': { graceDays: 4 } } }])
  })

  it('change how long a leaver’s seat is kept', async () => {
    const { district, idOf } = await withCoaches(1)
    await district.buy(1)
    await district.work(async (client) => {
      await saveLicenceRules(client, place(district), { graceDays: 2 })
      await district.revoke(client, idOf('c1'), 'coach')
    })
    await district.reconcile()
    expect((await district.reconcile(days(1)))[kind]).toMatchObject({ grace: 1 })
    const isDue = (at: Date) =>
      district.work((client) => areSeatsDue(client, { districtId: district.id, kinds: shippedKinds(), now: at }))
    expect([await isDue(new Date(days(2).getTime() - 1)), await isDue(days(2))]).toEqual([false, true])
    expect((await district.reconcile(days(2)))[kind]).toMatchObject({ grace: 0, released: 1 })
  })

  it('change how long the district has to choose when fewer are bought than used', async () => {
    const { district } = await withCoaches(2)
    await district.buy(2)
    await district.work((client) => saveLicenceRules(client, place(district), { overDays: 5 }))
    await district.buy(1)
    const { rows } = await district.work((client) => client.query("select until from seat where state = 'over'"))
    expect(rows).toEqual([{ until: days(5) }])
  })

  it('count what a school’s people hold already: the rest of the pool is everybody’s', async () => {
    const { district, idOf } = await withCoaches(3)
    const school = await addSchool(district.id)
    await district.work(async (client) => {
      await district.revoke(client, idOf('c1'), 'coach')
      await district.grant(client, idOf('c1'), 'coach', Number(school))
    })
    await district.buy(1)
    await district.work((client) => saveReservation(client, place(district), { schoolId: school, quantity: 1 }))
    await district.buy(3)
    expect(await district.inState('assigned')).toEqual(['c1', 'c2', 'c3'])
  })

  it('look at the school where somebody is a coach, not at one where they were', async () => {
    const { district, idOf } = await withCoaches(2)
    const school = await addSchool(district.id)
    await district.work(async (client) => {
      await district.grant(client, idOf('c2'), 'coach', Number(school))
      await district.revoke(client, idOf('c2'), 'coach', Number(school))
      await saveReservation(client, place(district), { schoolId: school, quantity: 1 })
    })
    await district.buy(2)
    expect(await district.inState('assigned')).toEqual(['c1'])
    expect(await district.inState('waiting')).toEqual(['c2'])
  })

  it('know of seniority since when somebody has had such a role, whatever role came later', async () => {
    const { district, idOf } = await withCoaches(3)
    await district.reconcile()
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
      for (const [name, since] of [
        ['c1', '2024-08-01'],
        ['c2', '2025-08-01'],
        ['c3', '2020-08-01'],
      ] as const)
        await client.query('update role_grant set granted_at = $2 where person_id = $1', [idOf(name), since])
      await district.grant(client, idOf('c3'), 'district_admin')
      await client.query("update role_grant set granted_at = '2026-08-01' where role = 'district_admin'")
    })
    await district.work((client) => saveLicenceRules(client, place(district), { order: ['seniority'] }))
    await district.buy(2)
    expect(await district.inState('waiting')).toEqual(['c2'])
  })
})

async function addSchool(districtId: string, sourcedId = 's1'): Promise<string> {
  const { rows } = await inDistrict(owner, { districtId, actor: 'cli' }, (client) =>
    client.query<{ id: string }>(
      `insert into org (district_id, source_id, sourced_id, name, type)
       values ($1, 'sis', $2, 'Oak', 'school') returning id`,
      [districtId, sourcedId],
    ),
  )
  return rows[0]?.id ?? expect.fail('no school')
}

describe('the choice when more are used than bought', () => {
  it('lets the chosen one wait last, covers the next again, and is refused where nothing is over', async () => {
    const { district, idOf } = await withCoaches(4)
    await district.buy(4)
    const choose = (name: string) =>
      district.work((client) => yieldSeat(client, { ...cause(district), personId: idOf(name) }))
    expect(await choose('c1')).toBe('not_over')
    await district.buy(2)
    expect(await choose('c1')).toBeNull()
    expect(await choose('c1')).toBe('no_holder')
    expect(await district.inState('assigned')).toEqual(['c2', 'c3'])
    expect(await district.inState('over')).toEqual(['c4'])
    expect(await district.inState('waiting')).toEqual(['c1'])
    expect(await ledgerAgrees(district)).toBe(true)
    // Who has left gives nothing back by choice: their seat is kept until its day.
    await district.work((client) => district.revoke(client, idOf('c2'), 'coach'))
    await district.reconcile()
    expect(await district.inState('grace')).toEqual(['c2'])
    expect(await choose('c2')).toBe('no_holder')
    expect(await choose('c3')).toBeNull()
    await district.work((client) => district.grant(client, idOf('c2'), 'coach'))
    await district.buy(4)
    expect(await district.inState('assigned')).toEqual(['c2', 'c4', 'c1', 'c3'])
  })
})

it('when seats come free is not asked of the queue where nothing is kept for anybody', async () => {
  const { district } = await withCoaches(1)
  const come = (grace: number) =>
    district.work((client) => {
      const asking = new Proxy(client, { get: () => expect.fail('the queue is read') })
      const licence = { waiting: 3, grace }
      return readComingFree(asking, place(district), { kind: coachingSeats, now: NOW, licence })
    })
  expect(await come(0)).toBeNull()
  await expect(come(1)).rejects.toThrow('the queue is read')
})

describe('a preview', () => {
  it('says how many seats are missing beside those that are reserved for a school, and that with these nobody waits', async () => {
    const { district } = await withCoaches(3)
    const school = await addSchool(district.id)
    await district.work((client) => saveReservation(client, place(district), { schoolId: school, quantity: 2 }))
    const look = (quantity: number) =>
      district.work((client) =>
        previewLicence(client, cause(district), () => setLicence(client, { ...cause(district), quantity })),
      )
    // One of the four gets one, two are kept for the school.
    expect(await look(3)).toMatchObject({ used: 1, waiting: 2, short: 2 })
    expect(await look(4)).toMatchObject({ used: 2, waiting: 1, short: 1 })
    expect(await look(5)).toMatchObject({ used: 3, waiting: 0, short: 0 })
  })

  it('says nothing of what somebody else is changing meanwhile: it waits for it', async () => {
    const { district } = await withCoaches(20)
    await district.buy(3)
    const [changed, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const other = district.work(async (client) => {
      await setLicence(client, { ...cause(district), quantity: 5 })
      changed.resolve()
      await free.promise
    })
    await changed.promise
    const look = district.work((client) =>
      previewLicence(client, cause(district), () => setLicence(client, { ...cause(district), quantity: 6 })),
    )
    const waits = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    await expect.poll(async () => (await owner.pool.query(waits)).rowCount).toBe(1)
    free.resolve()
    await other
    expect(await look).toMatchObject({ bought: 6, used: 6, moveCount: 1 })
  })

  it('says how many more are needed, who waits in which order and why, and changes nothing', async () => {
    const { district, idOf } = await withCoaches(20)
    await district.buy(3)
    const before = await district.work((client) => replayLedger(client, district.id))
    const preview = await district.work((client) =>
      previewLicence(client, cause(district), () => setLicence(client, { ...cause(district), quantity: 6 })),
    )
    expect(preview).toMatchObject({ bought: 6, used: 6, waiting: 14, short: 14, moveCount: 3 })
    expect(preview.moves.map(({ move, person }) => [move, person?.id])).toEqual([
      ['assign', idOf('c14')],
      ['assign', idOf('c13')],
      ['assign', idOf('c12')],
    ])
    expect(preview.waitingPeople).toHaveLength(14)
    expect(preview.waitingPeople[0]).toMatchObject({ position: 1, reason: 'all_in_use', person: { id: idOf('c15') } })
    expect(await district.work((client) => replayLedger(client, district.id))).toEqual(before)
    expect(await district.inState('assigned')).toHaveLength(3)
  })
})

const forecast = async (until: string) => {
  const { district } = await withCoaches(1)
  await district.buy(1)
  const o = { districtId: district.id, until, defaultRoleMap: { rules: [] }, kinds: shippedKinds(), now: NOW }
  return district.work((client) => forecastLicences(client, o))
}

describe('a forecast', () => {
  it.each([
    ['a day that doesn’t exist', '2027-13-45'],
    ['the 30th of February', '2027-02-30'],
    ['a day that is over', '2026-11-21'],
  ])('refuses %s', async (_what, until) => {
    await expect(forecast(until)).rejects.toMatchObject({ code: 'LICENCE_UNTIL' })
  })

  it('leaves reserved seats alone, and says when who waits gets one: today as it is, then as grace ends', async () => {
    const { district, idOf } = await withCoaches(4)
    const school = await addSchool(district.id)
    await district.buy(2)
    await district.work((client) => saveReservation(client, place(district), { schoolId: school, quantity: 1 }))
    await district.work((client) => district.setStatus(client, idOf('c1'), 'retired'))
    await district.buy(3)
    expect(await district.inState('waiting')).toEqual(['c3', 'c4'])
    const o = { districtId: district.id, until: '2026-12-31', defaultRoleMap: { rules: [] } }
    const [first] = await district.work((client) => forecastLicences(client, { ...o, kinds: shippedKinds(), now: NOW }))
    const shown = first?.days.map(({ day, used, waiting, grace, short }) => [day, used, waiting, grace, short])
    expect(shown).toEqual([
      ['2026-11-22', 2, 2, 1, 2],
      ['2026-12-22', 2, 1, 0, 1],
    ])
    expect((await district.reconcile(days(30)))[kind]).toMatchObject({ used: 2, waiting: 1, grace: 0 })
  })

  it('looks at today alone where it is asked to', async () => {
    const [first] = await forecast('2026-11-22')
    expect(first?.days.map(({ day }) => day)).toEqual(['2026-11-22'])
  })
})

describe('the days that were', () => {
  it('are what the ledger adds up to at the end of each, a day without a purchase included', async () => {
    const { district, idOf } = await withCoaches(4)
    await district.buy(2)
    await district.work((client) => district.revoke(client, idOf('c1'), 'coach'))
    await district.reconcile(days(1))
    await district.reconcile(days(31))
    await district.buy(1, kind, days(40))
    const lived = await district.work((client) => listLicenceDays(client, place(district)))
    expect(lived.map(({ bought, used, waiting }) => [bought, used, waiting])).toEqual([
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 1],
      [1, 2, 1],
    ])
    expect(lived[0]?.day).toBe('2026-11-22')
  })
})
