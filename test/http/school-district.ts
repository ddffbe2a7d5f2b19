/** A small district in the database, with somebody in every role: what the tests of the API ask about. */

import type { PoolClient } from 'pg'
import type { Database } from '../../src/store/database.ts'
import { globally, inDistrict } from '../../src/store/database.ts'

export interface SchoolDistrict {
  readonly id: string
  readonly north: string
  readonly south: string
  readonly closed: string
  readonly people: Readonly<Record<PersonName, string>>
  readonly classes: Readonly<Record<ClassName, string>>
  readonly run: string
}

const PEOPLE = {
  coach: ['Cora', 'Coachman'],
  southCoach: ['Simon', 'Southcoach'],
  districtAdmin: ['Dana', 'Director'],
  itAdmin: ['Ivo', 'Itman'],
  schoolAdmin: ['Sara', 'Schoolhead'],
  principal: ['Paul', 'Principal'],
  billing: ['Bill', 'Billing'],
  teacher: ['Tara', 'Teacher'],
  otherTeacher: ['Otto', 'Other'],
  southTeacher: ['Ute', 'Under'],
  retiredTeacher: ['Rita', 'Retired'],
  student: ['Stu', 'Student'],
  guardian: ['Gus', 'Guardian'],
  roleless: ['Ro', 'Less'],
} as const
export type PersonName = keyof typeof PEOPLE
export const PERSON_NAMES = Object.keys(PEOPLE) as readonly PersonName[]
type ClassName = 'algebra' | 'biology' | 'chemistry' | 'retired'

/** Makes the district with everything in it. Names of people are the same in every district, ids are not. */
export async function plantDistrict(
  databases: { readonly web: Database; readonly sync: Database },
  id: string,
): Promise<SchoolDistrict> {
  await globally(databases.web, async (client) => {
    await client.query("insert into customer (id, name) values ('acme', 'Acme') on conflict do nothing")
    await client.query(
      "insert into district (id, name, timezone, customer_id) values ($1, $2, 'America/Chicago', 'acme')",
      [id, `District ${id}`],
    )
    await client.query(
      "insert into source_schedule (district_id, source_id, cron, next_due_at) values ($1, 'sis', '0 2 * * *', '2026-11-23T08:00:00Z')",
      [id],
    )
  })
  const roster = await inDistrict(databases.sync, { districtId: id, actor: 'system' }, (client) =>
    plantRoster(client, id),
  )
  return inDistrict(databases.web, { districtId: id, actor: 'system' }, async (client) => {
    await plantRoles(client, roster)
    return { ...roster, run: await plantStatus(client, roster) }
  })
}

async function plantRoster(client: PoolClient, id: string): Promise<Omit<SchoolDistrict, 'run'>> {
  const org = async (name: string, type: string, status = 'active'): Promise<string> =>
    add(
      client,
      'insert into org (district_id, source_id, sourced_id, name, type, status) values ($1, $2, $3, $3, $4, $5)',
      [id, 'sis', name, type, status],
    )
  await org('Central Office', 'district')
  const [north, south, closed] = [
    await org('North School', 'school'),
    await org('South School', 'school'),
    await org('Closed School', 'school', 'retired'),
  ]
  const people: Record<string, string> = {}
  for (const [name, [given, family]] of Object.entries(PEOPLE)) {
    const retired = name === 'retiredTeacher'
    people[name] = await add(
      client,
      `insert into person (district_id, given_name, family_name, email, status)
       values ($1, $2, $3, $4, $5)`,
      [id, given, family, `${name}@${id}.example`, retired ? 'retired' : 'active'],
    )
    await client.query(
      "insert into person_source (district_id, source_id, sourced_id, person_id) values ($1, 'sis', $2, $3)",
      [id, `sis-${name}`, people[name]],
    )
  }
  const classes: Record<string, string> = {}
  for (const [name, school, status] of [
    ['algebra', north, 'active'],
    ['biology', north, 'active'],
    ['chemistry', south, 'active'],
    ['retired', north, 'retired'],
  ] as const) {
    classes[name] = await add(
      client,
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id, status)
       values ($1, 'sis', $2, $3, 'scheduled', 'x', $4, $5)`,
      [id, name, `Class ${name}`, school, status],
    )
  }
  const planted = { id, north, south, closed, people, classes } as unknown as Omit<SchoolDistrict, 'run'>
  await plantPlaces(client, planted)
  return planted
}

async function plantPlaces(client: PoolClient, district: Omit<SchoolDistrict, 'run'>): Promise<void> {
  const { id, north, south, closed, people, classes } = district
  const places: readonly (readonly [PersonName, string, string])[] = [
    ['coach', north, 'aide'],
    ['teacher', north, 'teacher'],
    ['otherTeacher', north, 'teacher'],
    ['otherTeacher', south, 'ext:helper'],
    ['southTeacher', south, 'teacher'],
    ['retiredTeacher', north, 'teacher'],
    ['principal', closed, 'principal'],
    ['student', north, 'student'],
    ['guardian', north, 'guardian'],
  ]
  for (const [name, org, role] of places) {
    await client.query(
      `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       values ($1, $2, $3, 'sis', $4, 'primary')`,
      [id, org, people[name], role],
    )
  }
  for (const [name, className, role] of [
    ['teacher', 'algebra', 'teacher'],
    ['student', 'algebra', 'student'],
    ['student', 'retired', 'student'],
    ['otherTeacher', 'biology', 'teacher'],
    ['southTeacher', 'chemistry', 'teacher'],
  ] as const) {
    await client.query(
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary)
       values ($1, 'sis', $2, $3, $4, $5, $6, true)`,
      [id, `${name}-${className}`, classes[className], people[name], `sis-${name}`, role],
    )
  }
}

async function plantRoles(client: PoolClient, district: Omit<SchoolDistrict, 'run'>): Promise<void> {
  const { id, north, south, people, classes } = district
  const grants: readonly (readonly [PersonName, string, string, string])[] = [
    ['coach', 'coach', 'school', north],
    ['southCoach', 'coach', 'school', south],
    ['districtAdmin', 'district_admin', 'district', '0'],
    ['itAdmin', 'it_admin', 'district', '0'],
    ['schoolAdmin', 'school_admin', 'school', north],
    ['principal', 'principal', 'school', north],
    ['billing', 'billing_only', 'district', '0'],
    ['teacher', 'teacher', 'school', north],
    ['teacher', 'class_lead', 'class', classes.algebra],
    ['teacher', 'class_lead', 'class', classes.retired],
    ['otherTeacher', 'teacher', 'school', north],
    ['otherTeacher', 'class_lead', 'class', classes.biology],
    ['southTeacher', 'teacher', 'school', south],
    ['southTeacher', 'class_lead', 'class', classes.chemistry],
    ['student', 'student', 'school', north],
    ['guardian', 'guardian', 'school', north],
  ]
  for (const [name, role, scopeType, scopeId] of grants) {
    await client.query(
      `insert into role_grant (district_id, person_id, person_sourced_id, role, scope_type, scope_id, origin, source_id)
       values ($1, $2, $3, $4, $5, $6, 'feed', 'sis')`,
      [id, people[name], `sis-${name}`, role, scopeType, scopeId],
    )
  }
}

async function plantStatus(client: PoolClient, district: Omit<SchoolDistrict, 'run'>): Promise<string> {
  const { id, people } = district
  await client.query(
    `insert into source (district_id, id, connector, config) values ($1, 'sis', 'oneroster-csv', '{"token": "config-canary"}')`,
    [id],
  )
  await client.query("insert into licence (district_id, kind, bought) values ($1, 'coaching-seats', 3)", [id])
  await client.query(
    `insert into licence_purchase (district_id, kind, name, quantity, entered_at, entered_by)
     values ($1, 'coaching-seats', 'standing', 3, now(), 'test')`,
    [id],
  )
  for (const [name, place] of [
    // Far from where the ledger begins to count.
    ['coach', 1001],
    ['southCoach', 1002],
  ] as const) {
    await client.query(
      `insert into seat (district_id, kind, person_id, state, since, place)
       values ($1, 'coaching-seats', $2, 'assigned', now(), $3)`,
      [id, people[name], place],
    )
  }
  const counts = { received: 9, valid: 8, quarantined: 1, added: 8, changed: 0, retired: 0, unchanged: 0 }
  const tables = Object.fromEntries(
    ['orgs', 'terms', 'courses', 'classes', 'people', 'enrolments'].map((table) => [table, counts]),
  )
  const report = {
    tables,
    roles: { granted: 4, revoked: 1, unmapped: 2 },
    unchangedSince: '2026-11-20T02:00:03.000Z',
    diagnostics: [{ code: 'value_date', count: 3, firstAt: { file: 'users.csv', row: 2, field: 'x' } }],
  }
  const hold = { reasons: [{ code: 'retire', says: '9 of 20 people would be retired; up to 5 pass unasked.' }] }
  return add(
    client,
    `insert into run (district_id, source_id, trigger, state, report, hold, started_at, finished_at)
     values ($1, 'sis', 'manual', 'held', $2, $3, '2026-11-22T02:00:00Z', '2026-11-22T02:01:00Z')`,
    [id, JSON.stringify(report), JSON.stringify(hold)],
  )
}

async function add(client: PoolClient, statement: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`${statement} returning id`, [...values])
  const [row] = rows
  if (row === undefined) throw new Error('Nothing was inserted.')
  return row.id
}
