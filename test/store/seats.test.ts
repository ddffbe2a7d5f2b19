import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { reconcileSeats, setLicence, showLicences } from '../../src/store/seats/seats.ts'
import { useDatabase } from '../support/database.ts'
import { days, makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

const kinds = shippedKinds()
const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = database.open('sync')
})

async function newDistrict(): Promise<SeatDistrict> {
  count += 1
  return makeDistrict(owner, db, `d${count}`)
}

/** A district with coaches c1 … cN. */
async function withCoaches(howMany: number) {
  const district = await newDistrict()
  const names = Array.from({ length: howMany }, (_, index) => `c${index + 1}`)
  const people = await district.addPeople(...names)
  const idOf = (name: string): string => people.get(name) ?? expect.fail(name)
  await district.work(async (client) => {
    for (const id of people.values()) await district.grant(client, id, 'coach')
  })
  return { district, idOf }
}

async function proof(district: SeatDistrict): Promise<readonly { agrees: boolean; kind: string; entries: number }[]> {
  const proofs = await district.work((client) => replayLedger(client, district.id))
  return proofs.map(({ agrees, kind, entries }) => ({ agrees, kind, entries }))
}

describe('3 seats bought, 5 coaches mapped', () => {
  it('3 hold, the same 2 wait on every reconcile, and 2 more bought all 5 hold; the ledger replays', async () => {
    const { district } = await withCoaches(5)
    expect(await district.buy(3)).toEqual({
      kind: 'coaching-seats',
      bought: 3,
      used: 3,
      over: 0,
      needed: 5,
      waiting: 2,
      grace: 0,
    })
    expect(await district.inState('assigned')).toEqual(['c1', 'c2', 'c3'])
    for (const now of [NOW, days(1), days(2)]) {
      expect(await district.reconcile(now)).toEqual({
        'coaching-seats': { bought: 3, used: 3, over: 0, needed: 5, waiting: 2, grace: 0, released: 0 },
      })
      expect(await district.inState('waiting')).toEqual(['c4', 'c5'])
    }
    expect(await proof(district)).toEqual([{ kind: 'coaching-seats', agrees: true, entries: 6 }])
    await district.buy(5)
    expect(await district.inState('assigned')).toEqual(['c1', 'c2', 'c3', 'c4', 'c5'])
    expect(await proof(district)).toEqual([{ kind: 'coaching-seats', agrees: true, entries: 9 }])
  })

  it('writes nothing when nothing changed', async () => {
    const { district } = await withCoaches(5)
    await district.buy(3)
    const versions = () =>
      district.work((client) =>
        client.query(
          `select 'seat' as t, person_id::text as key, xmin::text from seat
           union all select 'licence', kind, xmin::text from licence
           union all select 'ledger', seq::text, xmin::text from seat_ledger order by 1, 2`,
        ),
      )
    const before = (await versions()).rows
    await district.reconcile(days(1))
    expect((await versions()).rows).toEqual(before)
  })
})

describe('the transaction around it', () => {
  it.each(['on', 'off'])('joins afterwards as before: hash joins %s', async (setting) => {
    const { district } = await withCoaches(2)
    const after = await district.work(async (client) => {
      await client.query("select set_config('enable_hashjoin', $1, true)", [setting])
      await reconcileSeats(client, { districtId: district.id, runId: null, actor: 'cli', kinds, now: NOW })
      return client.query<{ is: string }>("select current_setting('enable_hashjoin') as is")
    })
    expect(after.rows).toEqual([{ is: setting }])
  })
})

describe('who counts', () => {
  it('counts active grants of active people, each person once whatever their grants', async () => {
    const district = await newDistrict()
    const names = ['admin', 'both', 'principal', 'retired', 'revoked', 'teacher']
    const people = await district.addPeople(...names)
    const id = (name: string): string => people.get(name) ?? expect.fail(name)
    await district.work(async (client) => {
      await district.grant(client, id('admin'), 'district_admin')
      for (const school of [1, 2]) await district.grant(client, id('both'), 'coach', school)
      await district.grant(client, id('both'), 'district_admin')
      for (const role of ['principal', 'billing_only', 'school_admin', 'it_admin'] as const)
        await district.grant(client, id('principal'), role)
      await district.grant(client, id('retired'), 'coach')
      await district.setStatus(client, id('retired'), 'retired')
      await district.grant(client, id('revoked'), 'coach')
      await district.revoke(client, id('revoked'), 'coach')
      await district.grant(client, id('teacher'), 'teacher')
    })
    const { needed, used } = await district.buy(10)
    expect({ needed, used }).toEqual({ needed: 2, used: 2 })
    expect(await district.inState('assigned')).toEqual(['admin', 'both'])
  })

  it('keeps the seat of a coach of two schools who loses one of them', async () => {
    const district = await newDistrict()
    const id = (await district.addPeople('x')).get('x') ?? expect.fail('x')
    await district.work(async (client) => {
      await district.grant(client, id, 'coach', 1)
      await district.grant(client, id, 'coach', 2)
    })
    await district.buy(1)
    await district.work((client) => district.revoke(client, id, 'coach', 1))
    expect((await district.reconcile())['coaching-seats']).toMatchObject({ used: 1, grace: 0 })
  })

  it('needs no account seats before some are bought, then counts teachers', async () => {
    const district = await newDistrict()
    const people = await district.addPeople('t1', 't2')
    await district.work(async (client) => {
      for (const id of people.values()) await district.grant(client, id, 'teacher')
    })
    expect(Object.keys(await district.reconcile())).toEqual(['coaching-seats'])
    expect(await district.buy(1, 'account-seats')).toMatchObject({ bought: 1, used: 1, needed: 2, waiting: 1 })
    expect(Object.keys(await district.reconcile())).toEqual(['account-seats', 'coaching-seats'])
    expect(await district.buy(0, 'account-seats')).toMatchObject({ bought: 0, used: 1, over: 1, waiting: 0 })
    expect(await proof(district)).toContainEqual({ kind: 'account-seats', agrees: true, entries: 6 })
  })
})

describe('leavers', () => {
  it('go through grace, free the seat for the queue at its end, and keep it when they return in time', async () => {
    const { district, idOf } = await withCoaches(4)
    await district.buy(2)
    await district.work((client) => district.setStatus(client, idOf('c1'), 'retired'))
    await district.work((client) => district.revoke(client, idOf('c2'), 'coach'))
    expect((await district.reconcile())['coaching-seats']).toMatchObject({ used: 2, grace: 2, needed: 2, waiting: 2 })
    await district.work((client) => district.grant(client, idOf('c2'), 'coach'))
    expect((await district.reconcile(days(29)))['coaching-seats']).toMatchObject({ used: 2, grace: 1, waiting: 2 })
    const after = await district.reconcile(days(30))
    expect(after['coaching-seats']).toMatchObject({ used: 2, grace: 0, waiting: 1, released: 1 })
    expect(await district.inState('assigned')).toEqual(['c2', 'c3'])
    const { rows } = await district.work((client) =>
      client.query('select move, reason from seat_ledger where person_id = $1 order by seq', [idOf('c1')]),
    )
    expect(rows).toEqual([
      { move: 'assign', reason: 'seat_free' },
      { move: 'leave', reason: 'person_retired' },
      { move: 'release', reason: 'grace_ended' },
    ])
    expect(await proof(district)).toMatchObject([{ agrees: true }])
  })
})

describe('fewer bought than used', () => {
  it('marks the latest over with a deadline, throws nobody out, and falls back as people leave', async () => {
    const { district, idOf } = await withCoaches(5)
    await district.buy(5)
    expect(await district.buy(3)).toMatchObject({ bought: 3, used: 5, over: 2, needed: 5, waiting: 0 })
    expect(await district.inState('over')).toEqual(['c4', 'c5'])
    await district.work((client) => district.revoke(client, idOf('c1'), 'coach'))
    await district.reconcile()
    expect(await district.inState('over')).toEqual(['c5'])
    await district.reconcile(days(30))
    expect((await district.reconcile(days(31)))['coaching-seats']).toMatchObject({ used: 4, over: 1 })
    expect(await proof(district)).toMatchObject([{ agrees: true }])
  })
})

describe('the figures and the purchase', () => {
  it('shows coaching seats always, other kinds only where something was bought, under exactly these names', async () => {
    const district = await newDistrict()
    const show = () => district.work((client) => showLicences(client, { districtId: district.id, kinds }))
    const zero = { bought: 0, used: 0, over: 0, needed: 0, waiting: 0, grace: 0 }
    expect(await show()).toEqual({ licences: [{ kind: 'coaching-seats', ...zero }] })
    await district.buy(50, 'export-credits')
    expect(await show()).toEqual({
      licences: [
        { kind: 'coaching-seats', ...zero },
        { kind: 'export-credits', ...zero, bought: 50 },
      ],
    })
  })

  it('writes one ledger entry a purchase, and none when the quantity stays', async () => {
    const district = await newDistrict()
    await district.buy(4)
    await district.buy(4)
    expect(await proof(district)).toEqual([{ kind: 'coaching-seats', agrees: true, entries: 1 }])
  })

  it.each([
    ['an unknown kind', 'moon-seats', 1, 'LICENCE_KIND_UNKNOWN'],
    ['a kind that follows from another', 'educator-capacity', 1, 'LICENCE_KIND_DERIVED'],
    ['a negative quantity', 'coaching-seats', -1, 'LICENCE_QUANTITY'],
    ['half a seat', 'coaching-seats', 1.5, 'LICENCE_QUANTITY'],
    ['more than anybody buys', 'coaching-seats', 1e9, 'LICENCE_QUANTITY'],
  ])('refuses %s', async (_, kind, quantity, code) => {
    const district = await newDistrict()
    await expect(district.buy(quantity, kind)).rejects.toMatchObject({ name: 'Failure', code, disposition: 'operator' })
  })
})

describe('one district never touches another', () => {
  it('refuses to reconcile, buy or show a district that is not the transaction’s own', async () => {
    const { district } = await withCoaches(2)
    await district.buy(1)
    const other = await newDistrict()
    const foreign = { districtId: district.id, kinds, actor: 'cli', now: NOW }
    const asOther = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
      inDistrict(db, { districtId: other.id, actor: 'cli' }, work)
    await expect(asOther((client) => reconcileSeats(client, { ...foreign, runId: null }))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      asOther((client) => setLicence(client, { ...foreign, kind: 'coaching-seats', quantity: 9 })),
    ).rejects.toMatchObject({ code: '42501' })
    expect(await asOther((client) => showLicences(client, foreign))).toMatchObject({ licences: [{ bought: 0 }] })
    expect(await asOther((client) => replayLedger(client, district.id))).toEqual([])
    for (const statement of [
      'update licence set bought = 99',
      "update seat set state = 'assigned'",
      'delete from seat',
    ])
      expect((await asOther((client) => client.query(statement))).rowCount).toBe(0)
    expect(await district.inState('assigned')).toEqual(['c1'])
  })

  it('sees nothing without a district', async () => {
    for (const table of ['licence', 'seat', 'seat_ledger'])
      expect((await db.pool.query(`select from ${table}`)).rowCount).toBe(0)
  })
})
