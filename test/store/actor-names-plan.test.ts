/** Lists that say who did something: the name is read by the number of the actor, not among everybody of the district. */

import { beforeAll, expect, test } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let web: Database
const context = { districtId: 'large', actor: 'test' }
let actor = ''

beforeAll(async () => {
  web = database.open('web')
  const owner = database.open('owner')
  await inDistrict(owner, context, async (client) => {
    await client.query("insert into district (id, name, timezone) values ('large', 'Large', 'UTC')")
    await client.query(
      `insert into person (district_id, given_name, preferred_given_name, family_name)
       select 'large', 'A' || n, case when n = 1 then 'Ada' end, 'Person' from generate_series(1, 4000) n`,
    )
    const { rows } = await client.query<{ id: string }>('select min(id)::text as id from person')
    actor = rows[0]?.id ?? ''
    await client.query("insert into licence (district_id, kind, bought, ceiling) values ('large', 'credits', 9, 9)")
    await client.query(
      `insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, quantity, actor)
       select 'large', 'credits', n, now(), 'allot', $1, 'set_by_hand', 1, a
       from unnest($2::text[]) with ordinality as e (a, n)`,
      [actor, [`person:${actor}`, 'person:x', 'cli', 'person:9999999999999999999']],
    )
  })
  await owner.pool.query('analyze person')
})

test.each([
  ['list_ledger_of_licence', ['large', 'credits', 100, 0, true]],
  ['list_credit_history', ['large', true, [], 'credits', 100, 0, true]],
])('%s', async (name, values) => {
  const statement = sql(name).replaceAll('{{order}}', 'page.at desc, page.seq')
  const { items, plan } = await inDistrict(web, context, async (client) => {
    const found = await client.query<{ items: readonly { actor: string; actorName: string | null }[] }>(
      statement,
      values,
    )
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`, values)
    return { items: found.rows[0]?.items ?? [], plan: rows.map((row) => row['QUERY PLAN']).join('\n') }
  })
  expect(items.map((item) => [item.actor, item.actorName])).toEqual([
    [`person:${actor}`, 'Ada Person'],
    ['person:x', null],
    ['cli', null],
    ['person:9999999999999999999', null],
  ])
  expect(plan).toMatch(/ on person a .*\n\s+Index Cond: .*\bid = /)
})
