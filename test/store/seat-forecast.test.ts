import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import type { PlannedRoles } from '../../src/store/seats/planned-people.ts'
import { forecastSeats } from '../../src/store/seats/seat-forecast.ts'
import { reconcileSeats } from '../../src/store/seats/seats.ts'
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
beforeEach(async () => {
  count += 1
  district = await makeDistrict(owner, db, `f${count}`)
  people = await district.addPeople('c1', 'c2', 'c3', 't1', 'gone')
  await district.work(async (client) => {
    for (const name of ['c1', 'c2', 'c3']) await district.grant(client, idOf(name), 'coach')
    await district.grant(client, idOf('c2'), 'coach', 7)
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
