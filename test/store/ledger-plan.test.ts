/** A page of a long ledger costs what a page costs: nobody counts the ledger for it. */

import { beforeAll, expect, test } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { listLedgerOf } from '../../src/store/seats/ledger-list.ts'
import { useDatabase } from '../support/database.ts'

const ENTRIES = 40_000
const PLACE = { districtId: 'long', kind: 'coaching-seats' }
const AT = { districtId: 'long', actor: 'test' }
const database = useDatabase()
let web: Database

beforeAll(async () => {
  web = database.open('web')
  const owner = database.open('owner')
  await owner.pool.query("insert into district (id, name, timezone) values ('long', 'Long', 'UTC')")
  await inDistrict(owner, AT, async (client) => {
    await client.query(
      `insert into seat_ledger (district_id, kind, seq, at, move, reason, quantity, actor)
       select 'long', k, n, timestamptz '2026-01-01' + n * interval '1 second', 'purchase', 'set_by_hand', n, 'cli'
       from unnest(array['account-seats', 'coaching-seats']) k, generate_series(1, $1::int) n`,
      [ENTRIES],
    )
    await client.query('analyze seat_ledger')
  })
})

/** Blocks of the ledger that were read for the page. */
const blocksOf = (page: number) =>
  inDistrict(web, AT, async (client) => {
    const read = async () => {
      const { rows } = await client.query<{ read: number }>(
        `select (coalesce(pg_stat_get_xact_tuples_returned('seat_ledger'::regclass), 0)
           + coalesce((select sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) from pg_index i
             where i.indrelid = 'seat_ledger'::regclass), 0))::int as read`,
      )
      return rows[0]?.read ?? 0
    }
    const before = await read()
    const found = await listLedgerOf(client, PLACE, { page, pageSize: 10, namesActors: true })
    return { found, read: (await read()) - before }
  })

test('the first page of forty thousand entries reads a page of them, and says how many there are', async () => {
  const { found, read } = await blocksOf(1)
  expect(found.total).toBe(ENTRIES)
  expect(found.items.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, index) => ENTRIES - index))
  expect(read).toBeLessThan(100)
})

test('the last page has the first entries, and by time the other way round the first page has', async () => {
  const { found } = await blocksOf(ENTRIES / 10)
  expect(found.items.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  const sort = [{ field: 'at', descending: false }]
  const forward = await inDistrict(web, AT, (client) =>
    listLedgerOf(client, PLACE, { page: 1, pageSize: 3, sort, namesActors: true }),
  )
  expect(forward.items.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('of a licence without a ledger there is none', async () => {
  const none = await inDistrict(web, AT, (client) =>
    listLedgerOf(client, { ...PLACE, kind: 'none' }, { page: 1, pageSize: 10, namesActors: true }),
  )
  expect(none).toEqual({ items: [], total: 0 })
})
