import { beforeAll, expect, test } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
const AT = { districtId: 'old', actor: 'test' }
let owner: Database

beforeAll(async () => {
  owner = database.open('owner')
  await owner.pool.query("insert into district (id, name, timezone) values ('old', 'Old', 'UTC')")
  await inDistrict(owner, AT, async (client) => {
    for (const statement of PAST) await client.query(statement)
    await client.query('analyze person, class, role_grant, survey_cycle, survey_result')
  })
})

/** Three thousand classes that are over, each with a report and somebody who led it last: ten of each of three hundred. */
const PAST = [
  `insert into person (district_id, given_name, family_name) select 'old', 'A', n::text from generate_series(1, 300) n`,
  `insert into org (district_id, source_id, sourced_id, name, type) values ('old', 'sis', 's1', 'North', 'school')`,
  `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id, status, retired_at)
   select 'old', 'sis', 'c' || n, 'Class ' || n, 'scheduled', 's1', o.id, 'retired', '2026-06-18' from generate_series(1, 3000) n cross join org o`,
  `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id, granted_at, status, revoked_at, revoked_run_id)
   select 'old', p.id, 'class_lead', 'class', c.id, 'feed', 'sis', '2025-09-01', 'revoked', '2026-06-18', 1
   from class c join person p on p.id % 300 = c.id % 300`,
  `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
   select 'old', id, 'teacher', 'school', (select id from org), 'feed', 'sis' from person`,
  `insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at, closed_on)
   select 'old', id, 'set', '2026-03-02', '2026-03-13', 'test', now(), '2026-03-14' from class`,
  `insert into survey_result (district_id, cycle_id, made_on, completed, expected, leads, cells)
   select 'old', id, closed_on, 0, 0, '{}', '{}' from survey_cycle`,
]

/** How the web process would go about a statement. */
function planOf(statement: string, values: readonly string[]): Promise<string> {
  return inDistrict(database.open('web'), AT, async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql(statement)}`, [...values])
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

test('what somebody led is found by keys at every request, however many classes are over', async () => {
  const plan = await planOf('find_active_roles', ['old', '1'])
  // Whoever leads a class that is over, and whoever led it after them.
  expect(plan).toMatch(/ using role_grant_by_scope on role_grant o\w*  .*\n\s+Index Cond: .*\bscope_id = /)
  expect(plan).toMatch(/ using role_grant_past_lead on role_grant o\w*  .*\n\s+Index Cond: .*\bscope_id = /)
  expect(plan).not.toMatch(/Seq Scan on (role_grant|class|person|survey_cycle|survey_result)\b/)
})

test('who was made a lead of a class by a feed, and who no more, is found by keys', async () => {
  // Not the first class: the school has its number, and three hundred people teach there.
  const plan = await planOf('list_class_history', ['old', '2', '50'])
  expect(plan).toMatch(/ using role_grant_by_scope on role_grant\b.*\n\s+Index Cond: .*\bscope_id = /)
  expect(plan).toMatch(/ using role_grant_past_lead on role_grant\b.*\n\s+Index Cond: .*\bscope_id = /)
  expect(plan).not.toMatch(/Seq Scan on role_grant\b/)
})
