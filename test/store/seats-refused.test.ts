import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inDistrict, openDatabase } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { reconcileSeats } from '../../src/store/seats/seats.ts'
import { useDatabase } from '../support/database.ts'
import { makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

const CLAIMS = 200
const CONNECTIONS = 20
const kinds = shippedKinds()
const database = useDatabase()
let owner: Database
let crowd: Database
let district: SeatDistrict
let people: readonly string[]

beforeAll(() => {
  owner = database.open('owner')
  crowd = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: CONNECTIONS })
})
afterAll(async () => {
  await crowd.close()
})

async function start(id: string, howMany: number): Promise<void> {
  district = await makeDistrict(owner, crowd, id)
  const names = Array.from({ length: howMany }, (_, index) => `c${index}`)
  people = [...(await district.addPeople(...names)).values()]
}

const claim = (client: pg.PoolClient, personId: string, place: number): Promise<unknown> =>
  client.query(
    `insert into seat (district_id, kind, person_id, state, since, place)
     values ($1, 'coaching-seats', $2, 'assigned', now(), $3)`,
    [district.id, personId, place],
  )

/** Everybody's claim, as many at once as there are connections. */
async function crowded(
  attempt: (of: { readonly personId: string; readonly index: number }) => Promise<unknown>,
): Promise<readonly PromiseSettledResult<unknown>[]> {
  const queue = [...people.entries()]
  const outcomes: PromiseSettledResult<unknown>[] = []
  const take = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, personId] = next
      outcomes.push(...(await Promise.allSettled([attempt({ personId, index })])))
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, take))
  return outcomes
}

const run = (statement: string): Promise<unknown> => district.work((client) => client.query(statement))

async function countUsed(): Promise<{ used: number; held: number }> {
  const { rows } = await district.work((client) =>
    client.query<{ used: number; held: number }>(
      "select used, (select count(*)::integer from seat where state <> 'waiting') as held from licence where kind = 'coaching-seats'",
    ),
  )
  return rows[0] ?? expect.fail('no licence')
}

describe('200 claims at once on the last seat', () => {
  it('lets exactly one through when everybody writes the seat by hand', async () => {
    await start('by-hand', CLAIMS)
    await district.buy(1)
    const outcomes = await crowded(({ personId, index }) =>
      district.work((client) => claim(client, personId, index + 100)),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(CLAIMS - 1)
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: '23514', constraint: 'licence_used_within_ceiling' })
    expect(await countUsed()).toEqual({ used: 1, held: 1 })
  })

  it('gives one the seat and lets 199 wait, each in a place of their own, when everybody is made a coach', async () => {
    await start('by-role', CLAIMS)
    await district.buy(1)
    const outcomes = await crowded(({ personId }) =>
      district.work(async (client) => {
        await district.grant(client, personId, 'coach')
        await reconcileSeats(client, { districtId: district.id, runId: null, actor: 'web', kinds, now: NOW })
      }),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await countUsed()).toEqual({ used: 1, held: 1 })
    expect(new Set(await district.inState('waiting')).size).toBe(CLAIMS - 1)
    expect(await district.work((client) => replayLedger(client, district.id))).toMatchObject([
      { agrees: true, entries: CLAIMS + 1 },
    ])
  })
})

describe('the database refuses', () => {
  beforeAll(async () => {
    await start('refusals', 4)
    await district.work(async (client) => {
      for (const personId of people.slice(0, 3)) await district.grant(client, personId, 'coach')
    })
    await district.buy(2)
  })

  it('a waiting person made a holder while no seat is free', async () => {
    await expect(run("update seat set state = 'assigned' where state = 'waiting'")).rejects.toMatchObject({
      constraint: 'licence_used_within_ceiling',
    })
  })

  it('a new holder after fewer were bought, until enough have left', async () => {
    await district.buy(1)
    const replaced = district.work(async (client) => {
      await client.query('delete from seat where person_id = $1', [people[0]])
      await claim(client, people[3] ?? '', 900)
    })
    await expect(replaced).rejects.toMatchObject({ constraint: 'licence_used_within_ceiling' })
    await district.buy(2)
  })

  it.each([
    ['the count written by a program', 'update licence set used = 0'],
    ['the ceiling written by a program', 'update licence set ceiling = 99'],
    [
      'a licence that begins with seats in use',
      "insert into licence (district_id, kind, bought, used) values (app_district(), 'x', 0, -5)",
    ],
    ['a licence deleted', 'delete from licence'],
    ['a ledger entry changed', "update seat_ledger set reason = 'seat_free'"],
    ['a ledger entry deleted', 'delete from seat_ledger'],
    ['the ledger emptied', 'truncate seat_ledger'],
    ['the seats emptied past the count', 'truncate seat'],
  ])('%s', async (_, statement) => {
    await expect(run(statement)).rejects.toMatchObject({ code: '42501' })
  })

  it.each([
    ['a ledger entry changed, even by the owner', "update seat_ledger set reason = 'seat_free'"],
    ['a ledger entry deleted, even by the owner', 'delete from seat_ledger'],
    ['the ledger emptied, even by the owner', 'truncate seat_ledger'],
  ])('%s', async (_, statement) => {
    const byOwner = inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) => client.query(statement))
    await expect(byOwner).rejects.toMatchObject({ code: '23001' })
  })

  it('a seat of a kind that the district has no licence of', async () => {
    const unlicensed = run(
      `insert into seat (district_id, kind, person_id, state, since, place)
       select app_district(), 'moon-seats', id, 'waiting', now(), id from person`,
    )
    await expect(unlicensed).rejects.toMatchObject({ code: '23503' })
  })

  it('a seat of nobody, a state that does not exist, grace without an end', async () => {
    await expect(district.work((client) => claim(client, '999999', 901))).rejects.toMatchObject({ code: '23503' })
    await expect(run("update seat set state = 'lost' where state = 'waiting'")).rejects.toMatchObject({ code: '23514' })
    await expect(run("update seat set state = 'grace' where state = 'assigned'")).rejects.toMatchObject({
      code: '23514',
    })
  })
})

describe('the proof of the ledger', () => {
  it('names the person whose seat was moved behind its back, and figures that were bought behind it', async () => {
    await start('tampered', 3)
    await district.work(async (client) => {
      for (const personId of people) await district.grant(client, personId, 'coach')
    })
    await district.buy(2)
    const holder = (
      await district.work((client) =>
        client.query<{ person_id: string }>("select person_id from seat where state = 'assigned'"),
      )
    ).rows[0]
    await district.work((client) => client.query('delete from seat where person_id = $1', [holder?.person_id]))
    await district.work((client) => client.query('update licence set bought = 5'))
    expect(await district.work((client) => replayLedger(client, district.id))).toMatchObject([
      { agrees: false, differingPeople: [holder?.person_id], figuresAgree: false, faults: [] },
    ])
  })
})
