import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PlannedRoles } from '../../src/store/seats/planned-people.ts'
import { saveLicenceRules, savePriority, saveReservation } from '../../src/store/seats/licence-rules.ts'
import { forecastSeats } from '../../src/store/seats/seat-forecast.ts'
import { enterPurchase, reconcileSeats } from '../../src/store/seats/seats.ts'
import { useDatabase } from '../support/database.ts'
import { days, makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

const kinds = shippedKinds()
const database = useDatabase()
let owner: Database
let db: Database
let district: SeatDistrict
let people: ReadonlyMap<string, string>
let count = 0

const idOf = (name: string): string => people.get(name) ?? expect.fail(name)
const coach = (personKey: string) => ({ personKey, role: 'coach' as const })
const forecast = (plan: Partial<PlannedRoles>, now = NOW) =>
  district
    .work((client) => forecastSeats(client, { gained: [], lost: [], ...plan, districtId: district.id, kinds, now }))
    .then((found) => Object.fromEntries(Object.entries(found).map(([kind, { counts }]) => [kind, counts])))
const moves = async (plan: Partial<PlannedRoles>, now = NOW) => {
  const found = await district.work((client) =>
    forecastSeats(client, { gained: [], lost: [], ...plan, districtId: district.id, kinds, now }),
  )
  return (found['coaching-seats']?.moves ?? []).map(({ personKey, move, reason }) => `${personKey} ${move} ${reason}`)
}

async function grantOf(name: string, role: string, scopeId = 0): Promise<string> {
  const { rows } = await district.work((client) =>
    client.query<{ id: string }>(
      'select id::text as id from role_grant where person_id = $1 and role = $2 and scope_id = $3',
      [idOf(name), role, scopeId],
    ),
  )
  return rows[0]?.id ?? expect.fail(name)
}
const loses = async (name: string) =>
  ({ personId: idOf(name), role: 'coach', grantId: await grantOf(name, 'coach') }) as const

beforeAll(() => {
  owner = database.open('owner')
  db = database.open('sync')
})

// Three seats, all held by c1, c2 (of two schools) and c3; t1 is a teacher; gone left a year ago.
/** A school that no test makes. */
const ELSEWHERE = 700_000

beforeEach(async () => {
  count += 1
  district = await makeDistrict(owner, db, `f${count}`)
  people = await district.addPeople('c1', 'c2', 'c3', 't1', 'gone')
  await district.work(async (client) => {
    for (const name of ['c1', 'c2', 'c3']) await district.grant(client, idOf(name), 'coach')
    await district.grant(client, idOf('c2'), 'coach', ELSEWHERE)
    await district.grant(client, idOf('t1'), 'teacher')
    await district.grant(client, idOf('gone'), 'coach')
    await district.setStatus(client, idOf('gone'), 'retired')
  })
  await district.buy(3)
})

it('says that a plan needs 14 more seats before anything is applied, and changes nothing', async () => {
  const gained = Array.from({ length: 14 }, (_, index) => ({ personKey: `new:${index}`, role: 'coach' as const }))
  expect(await forecast({ gained })).toEqual({
    'coaching-seats': { bought: 3, used: 3, over: 0, needed: 17, waiting: 14, grace: 0, released: 0, short: 14 },
  })
  expect(await forecast({})).toMatchObject({ 'coaching-seats': { needed: 3, waiting: 0, short: 0 } })
})

it('foretells that who only moves to another school keeps the place that they have by seniority', async () => {
  await district.work(async (client) => {
    await district.grant(client, idOf('t1'), 'coach', ELSEWHERE)
    await saveLicenceRules(client, { districtId: district.id, kind: 'coaching-seats' }, { order: ['seniority'] })
  })
  await inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) =>
    client.query("update role_grant set granted_at = '2020-08-01' where person_id = $1 and role = 'coach'", [
      idOf('t1'),
    ]),
  )
  await district.reconcile()
  const lost = [{ personId: idOf('t1'), role: 'coach', grantId: await grantOf('t1', 'coach', ELSEWHERE) } as const]
  const gone = ['c1'].map(idOf)
  // Nothing is kept for whoever leaves.
  await district.work((client) =>
    saveLicenceRules(
      client,
      { districtId: district.id, kind: 'coaching-seats' },
      { order: ['seniority'], graceDays: 0 },
    ),
  )
  const gained = [
    { ...coach('new:young'), schoolId: null },
    { ...coach(idOf('t1')), schoolId: '700001' },
  ]
  expect(await moves({ gained, lost, retiring: gone })).toEqual([
    'new:young wait all_in_use',
    `${idOf('c1')} release person_retired`,
    `${idOf('t1')} assign seat_free`,
  ])
})

it('counts a person once who gains two roles, or one more of what they have', async () => {
  const gained = [
    { personKey: 'new:a', role: 'coach' },
    { personKey: 'new:a', role: 'district_admin' },
    { personKey: idOf('c1'), role: 'district_admin' },
    { personKey: idOf('t1'), role: 'principal' },
  ] as const
  expect(await forecast({ gained })).toMatchObject({ 'coaching-seats': { needed: 4, waiting: 1 } })
})

it('keeps who loses one of two grants and puts into grace who loses the last or retires', async () => {
  const lost = [await loses('c1'), await loses('c2')]
  const after = await forecast({ lost, retiring: [idOf('c3')], gained: [{ personKey: 'new:a', role: 'coach' }] })
  expect(after).toMatchObject({ 'coaching-seats': { used: 3, grace: 2, needed: 2, waiting: 1, short: 1 } })
})

it('counts who comes back with the grant they kept, and not who gains one and stays retired', async () => {
  expect(await forecast({ returning: [idOf('gone')] })).toMatchObject({ 'coaching-seats': { waiting: 1 } })
  const gained = [{ personKey: idOf('gone'), role: 'district_admin' }] as const
  expect(await forecast({ gained })).toMatchObject({ 'coaching-seats': { waiting: 0, needed: 3 } })
})

it('releases what grace has ended for in the meantime, and hands it on', async () => {
  await district.work((client) => district.revoke(client, idOf('c1'), 'coach'))
  await district.reconcile()
  const gained = [{ personKey: idOf('t1'), role: 'coach' }] as const
  expect(await forecast({ gained }, days(29))).toMatchObject({ 'coaching-seats': { waiting: 1, grace: 1 } })
  expect(await forecast({ gained }, days(30))).toMatchObject({
    'coaching-seats': { waiting: 0, grace: 0, used: 3, released: 1, short: 0 },
  })
})

it('asks for seats that are over, too', async () => {
  await district.buy(1)
  const gained = [{ personKey: 'new:a', role: 'coach' }] as const
  expect(await forecast({ gained })).toMatchObject({ 'coaching-seats': { over: 2, waiting: 1, short: 3 } })
})

it('foretells what the reconciliation then counts', async () => {
  const plan = {
    gained: [{ personKey: idOf('t1'), role: 'coach' }],
    lost: [await loses('c1')],
    retiring: [idOf('c3')],
    returning: [idOf('gone')],
  } as const
  const { 'coaching-seats': foretold } = await forecast(plan)
  const counted = await district.work(async (client) => {
    await district.grant(client, idOf('t1'), 'coach')
    await district.revoke(client, idOf('c1'), 'coach')
    await district.setStatus(client, idOf('c3'), 'retired')
    await district.setStatus(client, idOf('gone'), 'active')
    return reconcileSeats(client, { districtId: district.id, runId: '1', actor: 'run:1', kinds, now: NOW })
  })
  expect(foretold).toEqual({ ...counted['coaching-seats'], short: 2 })
})

it('names who would wait, leave and get a seat, and why, as the apply then decides it', async () => {
  expect(await moves({ gained: [coach('new:b'), coach('new:a')] })).toEqual([
    'new:a wait all_in_use',
    'new:b wait all_in_use',
  ])
  expect(await moves({ gained: [coach('new:a')], retiring: [idOf('c1')] })).toEqual([
    'new:a wait held_in_grace',
    `${idOf('c1')} leave person_retired`,
  ])
  await district.buy(4)
  expect(await moves({ gained: [coach(idOf('t1')), coach('new:z')] })).toEqual([
    'new:z wait all_in_use',
    `${idOf('t1')} assign seat_free`,
  ])
  // By sourcedId, whether or not they are there yet.
  expect(await moves({ gained: [coach(idOf('t1')), coach('new:a')] })).toEqual([
    `${idOf('t1')} wait all_in_use`,
    'new:a assign seat_free',
  ])
  await district.buy(3)
  expect(await moves({ lost: [await loses('c1')] })).toEqual([`${idOf('c1')} leave role_lost`])
  expect(await moves({})).toEqual([])
})

it('gives what is free to the first who waits, but never to one who leaves with the same plan', async () => {
  await district.work(async (client) => {
    await district.grant(client, idOf('t1'), 'coach')
  })
  await district.reconcile()
  await district.work(async (client) => {
    await district.setStatus(client, idOf('gone'), 'active')
  })
  await district.reconcile()
  expect(await district.inState('waiting')).toEqual(['t1', 'gone'])
  await district.work(async (client) => {
    await client.query("update seat set state = 'grace', until = $1 where person_id = $2", [days(1), idOf('c1')])
    await district.setStatus(client, idOf('c1'), 'retired')
  })
  const released = `${idOf('c1')} release grace_ended`
  expect(await moves({}, days(2))).toEqual([released, `${idOf('t1')} assign seat_free`])
  expect(await moves({ retiring: [idOf('t1')] }, days(2))).toEqual([
    released,
    `${idOf('t1')} withdraw person_retired`,
    `${idOf('gone')} assign seat_free`,
  ])
})

const place = () => ({ districtId: district.id, kind: 'coaching-seats' })
const nameOf = (id: string) => [...people].find(([, one]) => one === id)?.[0] ?? id

/** Foretells the plan, then does what it says: both must move the same people for the same reasons. */
async function foretellAndDo(
  plan: Partial<PlannedRoles>,
  doIt: (client: pg.PoolClient) => Promise<unknown>,
  now = NOW,
): Promise<readonly string[]> {
  const foretold = (await moves(plan, now)).map((says) => says.replace(/^\S+/, nameOf)).toSorted()
  const { rows } = await district.work(async (client) => {
    await doIt(client)
    await reconcileSeats(client, { districtId: district.id, runId: '7', actor: 'run:7', kinds, now })
    return client.query<{ person_id: string; move: string; reason: string }>(
      `select person_id::text, move, reason from seat_ledger
       where kind = 'coaching-seats' and run_id = 7 and person_id is not null`,
    )
  })
  expect(foretold).toEqual(rows.map((row) => `${nameOf(row.person_id)} ${row.move} ${row.reason}`).toSorted())
  return foretold
}

/** A school of the district, with seats reserved for its people. */
async function reserve(name: string, quantity: number): Promise<number> {
  const { rows } = await district.work((client) =>
    client.query<{ id: string }>(
      `insert into org (district_id, source_id, sourced_id, name, type)
       values ($1, 'sis', $2, $2, 'school') returning id::text as id`,
      [district.id, name],
    ),
  )
  const schoolId = rows[0]?.id ?? expect.fail(name)
  await district.work((client) => saveReservation(client, place(), { schoolId, quantity }))
  return Number(schoolId)
}
const grantAt = (name: string, schoolId: number) =>
  district.work((client) => district.grant(client, idOf(name), 'coach', schoolId))
const becomesCoach = () => [coach(idOf('t1'))]
const makeCoach = (client: pg.PoolClient) => district.grant(client, idOf('t1'), 'coach')

/** Has them wait, in this order. */
async function wait(...names: readonly string[]): Promise<void> {
  people = new Map([...people, ...(await district.addPeople(...names))])
  for (const name of names) {
    await district.work((client) => district.grant(client, idOf(name), 'coach'))
    await district.reconcile()
  }
}
/** c1 leaves; the seat is free once thirty days are over. */
async function leave(): Promise<void> {
  await district.work((client) => district.setStatus(client, idOf('c1'), 'retired'))
  await district.reconcile()
}
const orderByHand = (numbers: Readonly<Record<string, number>>) =>
  district.work(async (client) => {
    await saveLicenceRules(client, place(), { order: ['manual'] })
    for (const [name, priority] of Object.entries(numbers))
      await savePriority(client, place(), { personId: idOf(name), priority })
  })

/** Leaves one seat for good, and what came to three only until a month from now. */
const endTerm = () =>
  district.work(async (client) => {
    const by = { ...place(), actor: 'cli', kinds, now: NOW }
    await enterPurchase(client, { ...by, name: 'term', quantity: 2, startsOn: null, endsOn: '2026-12-20' })
    await enterPurchase(client, { ...by, name: 'standing', quantity: 1, startsOn: null, endsOn: null, step: 'set' })
  })

describe('as the reconciliation then does it', () => {
  it('keeps a school’s reserved seat free when a holder leaves the school and stays a coach', async () => {
    const school = await reserve('s1', 1)
    await grantAt('c1', school)
    await district.buy(4)
    const lost = [{ ...(await loses('c1')), grantId: await grantOf('c1', 'coach', school) }]
    const doIt = async (client: pg.PoolClient) => {
      await district.revoke(client, idOf('c1'), 'coach', school)
      await makeCoach(client)
    }
    expect(await moves({ gained: becomesCoach() })).toEqual([`${idOf('t1')} assign seat_free`])
    expect(await foretellAndDo({ gained: becomesCoach(), lost }, doIt)).toEqual(['t1 wait reserved_elsewhere'])
  })

  it('keeps none free when a holder comes to the school with the plan', async () => {
    const school = await reserve('s1', 1)
    await district.buy(4)
    const gained = [...becomesCoach(), { ...coach(idOf('c1')), schoolId: String(school) }]
    const doIt = async (client: pg.PoolClient) => {
      await district.grant(client, idOf('c1'), 'coach', school)
      await makeCoach(client)
    }
    expect(await moves({ gained: becomesCoach() })).toEqual([`${idOf('t1')} wait reserved_elsewhere`])
    expect(await foretellAndDo({ gained }, doIt)).toEqual(['t1 assign seat_free'])
  })

  it('knows that a holder of two schools counts for the one as soon as somebody is only of the other', async () => {
    const [one, two] = [await reserve('s1', 1), await reserve('s2', 1)]
    await grantAt('c1', one)
    await grantAt('c1', two)
    await district.buy(4)
    const gained = [{ ...coach(idOf('t1')), schoolId: String(one) }]
    const doIt = (client: pg.PoolClient) => district.grant(client, idOf('t1'), 'coach', one)
    expect(await moves({ gained: becomesCoach() })).toEqual([`${idOf('t1')} wait reserved_elsewhere`])
    expect(await foretellAndDo({ gained }, doIt)).toEqual(['t1 assign seat_free'])
  })

  it('gives whoever comes to two schools what either of them has reserved', async () => {
    const [one, two] = [await reserve('s1', 0), await reserve('s2', 1)]
    await district.buy(4)
    const gained = [one, two].map((school) => ({ ...coach(idOf('t1')), schoolId: String(school) }))
    const doIt = async (client: pg.PoolClient) => {
      for (const school of [one, two]) await district.grant(client, idOf('t1'), 'coach', school)
    }
    expect(await foretellAndDo({ gained }, doIt)).toEqual(['t1 assign seat_free'])
  })

  it.each([
    ['whom the plan doesn’t touch', []],
    ['who is given one more role by the plan', ['district_admin']],
  ] as const)('keeps the seat for the school whose holder’s grace has ended: one %s', async (_what, roles) => {
    const school = await reserve('s1', 1)
    await grantAt('c1', school)
    await leave()
    const gained = [...becomesCoach(), ...roles.map((role) => ({ personKey: idOf('c1'), role }))]
    const doIt = async (client: pg.PoolClient) => {
      await makeCoach(client)
      for (const role of roles) await district.grant(client, idOf('c1'), role)
    }
    expect(await foretellAndDo({ gained }, doIt, days(30))).toEqual([
      'c1 release grace_ended',
      't1 wait reserved_elsewhere',
    ])
  })

  it('looks at the number that somebody gave to one whose roles the plan changes', async () => {
    await wait('w1', 'w2')
    await orderByHand({ w2: 1 })
    await leave()
    const doIt = (client: pg.PoolClient) => district.grant(client, idOf('w2'), 'district_admin')
    const gained = [{ personKey: idOf('w2'), role: 'district_admin' }] as const
    expect(await foretellAndDo({ gained }, doIt, days(30))).toEqual(['c1 release grace_ended', 'w2 assign seat_free'])
  })

  it('looks at the numbers of all who wait, however many leave the queue with the plan', async () => {
    await wait('w1', 'w2', 'w3')
    await orderByHand({ w3: 1 })
    await leave()
    const doIt = (client: pg.PoolClient) => district.setStatus(client, idOf('w1'), 'retired')
    expect(await foretellAndDo({ retiring: [idOf('w1')] }, doIt, days(30))).toEqual([
      'c1 release grace_ended',
      'w1 withdraw person_retired',
      'w3 assign seat_free',
    ])
  })

  it('covers the next seat again where the first that was over leaves with the plan', async () => {
    await district.buy(1)
    expect(await district.inState('over')).toEqual(['c2', 'c3'])
    const retiring = [idOf('c1'), idOf('c2')]
    const doIt = async (client: pg.PoolClient) => {
      for (const id of retiring) await district.setStatus(client, id, 'retired')
    }
    expect(await foretellAndDo({ retiring }, doIt)).toEqual([
      'c1 leave person_retired',
      'c2 leave person_retired',
      'c3 keep covered_again',
    ])
  })

  it('marks the next seat where a term has ended and the last of the holders leaves with the plan', async () => {
    await endTerm()
    const doIt = (client: pg.PoolClient) => district.setStatus(client, idOf('c3'), 'retired')
    expect(await foretellAndDo({ retiring: [idOf('c3')] }, doIt, days(29))).toEqual([
      'c2 over bought_fewer',
      'c3 leave person_retired',
    ])
  })

  it('marks first whoever came last, even where they come back from grace with the plan', async () => {
    await endTerm()
    await district.work((client) => district.setStatus(client, idOf('c3'), 'retired'))
    await district.reconcile()
    const doIt = (client: pg.PoolClient) => district.setStatus(client, idOf('c3'), 'active')
    expect(await foretellAndDo({ returning: [idOf('c3')] }, doIt, days(29))).toEqual([
      'c2 over bought_fewer',
      'c3 over bought_fewer',
      'c3 return needed_again',
    ])
  })
})
