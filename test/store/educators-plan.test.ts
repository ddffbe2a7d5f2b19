import { beforeAll, expect, test } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { EDUCATORS_ORDER } from '../../src/store/coaching/educators.ts'
import { sorted } from '../../src/store/sort.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let sync: Database
const context = { districtId: 'new', actor: 'run:1' }

beforeAll(async () => {
  sync = database.open('sync')
  await sync.pool.query("insert into district (id, name, timezone) values ('new', 'New', 'UTC')")
})

test('right after a first sync, of which the planner knows nothing yet, educators are read by their key and not among everybody', async () => {
  const plan = await inDistrict(sync, context, async (client) => {
    await client.query(
      `insert into org (district_id, source_id, sourced_id, name, type) values ('new', 'sis', 's1', 'North', 'school')`,
    )
    await client.query(
      `with made as (
        insert into person (district_id, given_name, family_name)
        select 'new', 'A', n::text from generate_series(1, 4000) n returning id)
       insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       select 'new', o.id, m.id, 'sis', case when m.id % 10 = 0 then 'teacher' else 'student' end, 'primary'
       from made m cross join org o`,
    )
    const { rows: schools } = await client.query<{ id: string }>('select id from org')
    const values = ['new', false, schools.map(({ id }) => id), null, [], '0', '0', 100, 0]
    const statement = sorted('list_educators', {}, EDUCATORS_ORDER)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`, values)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  // The staff is found first, and then each of them by the key.
  expect(plan).toMatch(/ on person p .*\n\s+Index Cond: .*\bid = ANY \(\(?InitPlan/)
  expect(plan).not.toMatch(/Seq Scan on person\b/)
})
