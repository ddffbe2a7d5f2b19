/** Withdrawing a product against whoever gives it or sets a rule of it at that moment: each waits for the other, and only one of them is done. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const READING = '/api/v1/products/reading'
const LICENCE = 'product-seats:reading'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  // The planted seats have no ledger.
  await work((client) => client.query("delete from seat where district_id = 'alpha'"))
})
afterAll(() => app.close())

const work = <T>(job: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, job)
const ask = (path: string, method: string, body?: unknown) =>
  app.call(path, {
    token: app.bearerOf(app.alpha, 'districtAdmin'),
    method,
    ...(body === undefined ? {} : { body }),
  })
const enter = () => ask(READING, 'PUT', { name: 'Reading', grades: [], category: 'literacy' })
const withdraw = () => ask(READING, 'DELETE')
const give = () => ask(`${READING}/students`, 'POST', { give: true, personIds: [app.alpha.people.student] })
const rule = () => ask(`${READING}/rules/All`, 'PUT', { position: 1, grades: [], schoolIds: [] })

beforeEach(async () => {
  expect((await enter()).status).toBe(204)
})

/** Lets both come to the licence, the first before the second, while somebody else has it; returns how each ended. */
async function inTurn(first: () => ReturnType<typeof ask>, second: () => ReturnType<typeof ask>) {
  return work(async (client) => {
    await client.query('select from licence where kind = $1 for update', [LICENCE])
    const one = first()
    await untilWaiting(1)
    const other = second()
    await untilWaiting(2)
    await client.query('commit')
    await client.query('begin')
    return [(await one).status, (await other).status] as const
  })
}

async function untilWaiting(count: number): Promise<void> {
  await expect
    .poll(
      () =>
        work(async (client) => {
          const { rows } = await client.query<{ count: number }>(
            "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
          return rows[0]?.count
        }),
      { timeout: 10_000 },
    )
    .toBe(count)
}

/** Whether the catalogue has the product, and who holds or awaits a seat of it, has it by hand or by a rule. */
async function found() {
  return work(async (client) => {
    const { rows } = await client.query<{ listed: boolean; seats: number; hands: number; rules: number }>(
      `select exists (select from product where id = 'reading' and status = 'active') as listed,
        (select count(*)::int from seat where kind = $1) as seats,
        (select count(*)::int from product_assignment where product_id = 'reading') as hands,
        (select count(*)::int from product_rule where product_id = 'reading') as rules`,
      [LICENCE],
    )
    expect(await replayLedger(client, 'alpha')).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: LICENCE, agrees: true })]),
    )
    return rows[0]
  })
}

describe('withdrawing a product at the moment in which somebody gives it', () => {
  it('is refused where the student had it first, and nothing of it is lost', async () => {
    expect(await inTurn(give, withdraw)).toEqual([200, 409])
    expect(await found()).toEqual({ listed: true, seats: 1, hands: 1, rules: 0 })
    const back = { give: false, personIds: [app.alpha.people.student] }
    expect((await ask(`${READING}/students`, 'POST', back)).status).toBe(200)
  })

  it('comes first, and whoever gives it then finds no such product: no seat is left without one', async () => {
    expect(await inTurn(withdraw, give)).toEqual([204, 404])
    expect(await found()).toEqual({ listed: false, seats: 0, hands: 0, rules: 0 })
  })

  it('is refused where a rule was set first, and where it came first no rule of it is kept', async () => {
    expect(await inTurn(rule, withdraw)).toEqual([204, 409])
    expect(await found()).toMatchObject({ listed: true, rules: 1 })
    expect((await ask(`${READING}/rules/All`, 'DELETE')).status).toBe(204)
    await work((client) => client.query("delete from seat where district_id = 'alpha' and kind = $1", [LICENCE]))
  })

  it('leaves no rule behind that would give it when it came before whoever set one', async () => {
    expect(await inTurn(withdraw, rule)).toEqual([204, 404])
    expect(await found()).toEqual({ listed: false, seats: 0, hands: 0, rules: 0 })
  })
})

describe('entering a product again', () => {
  it('waits for whoever withdraws it, and it is listed then', async () => {
    expect(await inTurn(withdraw, enter)).toEqual([204, 204])
    expect(await found()).toMatchObject({ listed: true, seats: 0 })
  })
})
