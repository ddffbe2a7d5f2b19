/**
 * The baselines of roster syncs, on the same files and server: L1 loads the bytes into unlogged text tables; L2 loads
 * them into text tables and moves them with one INSERT … SELECT per table into the real tables, with their indexes,
 * policies and the role that syncs.
 */

import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'

const FILES = ['orgs', 'academicSessions', 'courses', 'classes', 'users', 'enrollments'] as const

// In the order in which the rows can name each other; $1 is the district.
const MOVES = [
  `insert into org (district_id, source_id, sourced_id, name, type, identifier, parent_sourced_id)
   select $1, 'sis', "sourcedId", name, type, identifier, "parentSourcedId" from l_orgs`,
  `insert into term (district_id, source_id, sourced_id, title, type, start_date, end_date, parent_sourced_id)
   select $1, 'sis', "sourcedId", title, type, "startDate"::date, "endDate"::date, "parentSourcedId" from l_academicsessions`,
  `insert into course (district_id, source_id, sourced_id, title, course_code, org_sourced_id, school_year_sourced_id)
   select $1, 'sis', "sourcedId", title, "courseCode", "orgSourcedId", "schoolYearSourcedId" from l_courses`,
  `insert into class (district_id, source_id, sourced_id, title, class_code, class_type, school_sourced_id, school_id, course_sourced_id, term_sourced_ids)
   select $1, 'sis', k."sourcedId", k.title, k."classCode", k."classType", k."schoolSourcedId", o.id, k."courseSourcedId", string_to_array(k."termSourcedIds", ',')
   from l_classes k left join org o on o.district_id = $1 and o.source_id = 'sis' and o.sourced_id = k."schoolSourcedId"`,
  `alter table l_users add column id bigint`,
  `update l_users set id = nextval('person_id_seq')`,
  `insert into person (district_id, id, given_name, family_name, middle_name, username, email, identifier, enabled)
   select $1, id, "givenName", "familyName", "middleName", username, email, identifier, "enabledUser" = 'true' from l_users`,
  `insert into person_source (district_id, source_id, sourced_id, person_id)
   select $1, 'sis', "sourcedId", id from l_users`,
  `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
   select $1, o.id, u.id, 'sis', u.role, 'primary' from l_users u cross join lateral unnest(string_to_array(u."orgSourcedIds", ',')) as a(org)
   join org o on o.district_id = $1 and o.source_id = 'sis' and o.sourced_id = a.org`,
  `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary, begin_date, end_date)
   select $1, 'sis', e."sourcedId", k.id, p.person_id, e.role, coalesce(e."primary", '') = 'true', nullif(e."beginDate", '')::date, nullif(e."endDate", '')::date
   from l_enrollments e
   join class k on k.district_id = $1 and k.source_id = 'sis' and k.sourced_id = e."classSourcedId"
   join person_source p on p.district_id = $1 and p.source_id = 'sis' and p.sourced_id = e."userSourcedId"`,
]

/** Loads the folder's files into text tables and throws them away. Returns milliseconds. */
export function measureLoad(owner: Database, folder: string): Promise<number> {
  return measured(async () => {
    const client = await owner.pool.connect()
    try {
      for (const file of FILES) await load(client, folder, { file, kind: 'unlogged' })
    } finally {
      for (const file of FILES) await client.query(`drop table if exists l_${file.toLowerCase()}`)
      client.release()
    }
  })
}

/** Loads the folder's files into the real tables of an empty district, in one transaction. Returns milliseconds. */
export function measureLoadAndInsert(db: Database, districtId: string, folder: string): Promise<number> {
  return measured(() =>
    inDistrict(db, { districtId, actor: 'bench' }, async (client) => {
      // The same care for the planner as the sync takes, or the baseline would be beaten by accident.
      await client.query(sql('enter_run'), [districtId, 'bench'])
      for (const file of FILES) await load(client, folder, { file, kind: 'temporary' })
      for (const file of FILES) await client.query(`analyze l_${file.toLowerCase()}`)
      for (const move of MOVES) await client.query(move, move.includes('$1') ? [districtId] : [])
      for (const file of FILES) await client.query(`drop table l_${file.toLowerCase()}`)
    }),
  )
}

async function load(
  client: PoolClient,
  folder: string,
  { file, kind }: { readonly file: string; readonly kind: 'unlogged' | 'temporary' },
): Promise<void> {
  const path = join(folder, `${file}.csv`)
  const header = (await readFile(path, { encoding: 'utf8' })).split('\n', 1)[0] ?? ''
  const table = `l_${file.toLowerCase()}`
  const columns = header
    .trim()
    .split(',')
    .map((name) => `"${name}" text`)
  await client.query(`create ${kind} table ${table} (${columns.join(', ')})`)
  await pipeline(createReadStream(path), client.query(copyFrom(`copy ${table} from stdin with (format csv, header)`)))
}

async function measured(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
