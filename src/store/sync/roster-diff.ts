/** Comparing: the staged feed against the live roster, as tables of changes on the run's connection. */

import type { ClientBase } from 'pg'
import type { SchoolDelta } from '../../roster/guard.ts'
import type { GuardLimits } from '../../roster/guard-limits.ts'
import type { Role, Table } from '../../roster/model.ts'
import { type Column, ROSTER_TABLES, type RosterTable, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { analyzeLarge } from '../postgres/analyze.ts'
import { sql } from '../sql.ts'

export interface Present {
  readonly sourceId: string
  /** False: the roster has nothing of this source yet. */
  readonly hasBaseline: boolean
}

/** Plans what one roster table gains and what changes in it. Returns how many records were altered behind our back. */
export function diffPresent(connection: RunConnection, table: Table, place: Present): Promise<number> {
  const spec = ROSTER_TABLES[table]
  const names = namesOn(connection, spec)
  const at = [connection.districtId, place.sourceId]
  return connection.inDistrict(async (client) => {
    await client.query(fill('diff_present', names), at)
    const altered = place.hasBaseline ? await client.query(fill('diff_altered', names), at) : null
    await analyzeLarge(client, [spec.change])
    return altered?.rowCount ?? 0
  })
}

/**
 * Takes the altered records out again that are as the feed says with what is edited by hand, once that has been put in
 * its place.
 */
export async function dropUnaltered(connection: RunConnection, table: Table, sourceId: string): Promise<void> {
  await connection.inDistrict((client) =>
    client.query(fill('drop_unaltered', namesOn(connection, ROSTER_TABLES[table])), [connection.districtId, sourceId]),
  )
}

/** Lets the transaction find a few rows among many by their keys, or no longer: other steps may share it. */
export async function lookUp(client: ClientBase, on: boolean): Promise<void> {
  await client.query("select set_config('enable_nestloop', $1, true)", [on ? 'on' : 'off'])
}

export interface DiffPlace {
  readonly sourceId: string
  /** Tables that were shown to be complete: there, absence means that a record has left. */
  readonly complete: ReadonlySet<Table>
  /** People or classes retire with this plan. */
  readonly orphans: boolean
}

/** Plans what leaves one roster table, and notes the names that will be alive (not for enrolments: nobody asks). */
export async function diffGone(connection: RunConnection, table: Table, place: DiffPlace): Promise<void> {
  const spec = ROSTER_TABLES[table]
  const names = namesOf(spec)
  const { districtId, scope } = connection
  // Whose row was passed over is there.
  const live = scope.near.has(table) ? `(select * from near_${table} where not seen)` : spec.live
  await connection.inDistrict(async (client) => {
    await client.query(fill('diff_gone', { ...names, live }), [
      districtId,
      place.sourceId,
      table,
      place.complete.has(table),
    ])
    // Of few people only those who matter are noted, by findTouchedPeople.
    if (table !== 'enrolments' && !(table === 'people' && scope.few)) {
      await client.query(fill('find_alive', names), [districtId, place.sourceId, table])
      if (table === 'orgs') await client.query(sql('borrow_orgs'), [districtId, place.sourceId])
      await analyzeLarge(client, ['alive'])
    }
    if (table === 'enrolments' && place.orphans)
      await client.query(sql('diff_orphaned_enrolments'), [districtId, place.sourceId])
    await analyzeLarge(client, [spec.change])
  })
}

/**
 * Fills the change table of role grants. `today` is the date in the district's zone; `rolesWhole`: all roles that were
 * sent of the staged people were read, so one that is missing there was not sent.
 */
export async function diffRoles(
  connection: RunConnection,
  place: { readonly sourceId: string; readonly rolesWhole: boolean; readonly today: string },
): Promise<void> {
  const { sourceId, today, rolesWhole } = place
  const names = connection.scope.few
    ? {
        enrolments: sql('select_touched_enrolments'),
        grants: sql('select_touched_grants'),
        people: sql('select_touched_records'),
        classOfEnrolment: fill('select_touched_class', { classId: 'e.class_id' }),
        classOfGrant: fill('select_touched_class', { classId: 'g.scope_id' }),
      }
    : {
        enrolments: 'enrolment',
        grants: 'role_grant',
        people: 'person_source',
        classOfEnrolment: 'class',
        classOfGrant: 'class',
      }
  await connection.inDistrict((client) =>
    client.query(fill('diff_roles', names), [connection.districtId, sourceId, today, rolesWhole]),
  )
}

export interface TableChanges {
  readonly live: number
  /** Active records of the feed that passed every check. */
  readonly staged: number
  readonly added: number
  readonly changed: number
  readonly retired: number
}

/** How many rows were active before (`live`, where that is known), and what the plan does to them. */
export function countChanges(
  connection: RunConnection,
  table: Table,
  place: { readonly sourceId: string; readonly live: number | null },
): Promise<TableChanges> {
  const names = namesOf(ROSTER_TABLES[table])
  return connection.inDistrict(async (client) => {
    const live =
      place.live ?? (await countRows(client, fill('count_live', names), [connection.districtId, place.sourceId]))
    const changes = await client.query<{ added: number; changed: number; retired: number }>(
      fill('count_changes', names),
    )
    return {
      live,
      staged: await countRows(client, fill('count_staged', names), []),
      ...(changes.rows[0] ?? { added: 0, changed: 0, retired: 0 }),
    }
  })
}

async function countRows(client: ClientBase, statement: string, values: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(statement, [...values])
  return rows[0]?.count ?? 0
}

export interface RoleChanges {
  readonly gained: Readonly<Partial<Record<Role, number>>>
  readonly lost: Readonly<Partial<Record<Role, number>>>
}

export function countRoleChanges(connection: RunConnection): Promise<RoleChanges> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{ op: string; role: Role; count: number }>(sql('count_role_changes'))
    const of = (op: string): Partial<Record<Role, number>> =>
      Object.fromEntries(rows.filter((row) => row.op === op).map((row) => [row.role, row.count]))
    return { gained: of('add'), lost: of('retire') }
  })
}

export interface PersonRoleChange {
  readonly op: 'add' | 'retire'
  readonly role: Role
  /** Our id; of somebody new a name that can't be one, the same for all records of the person: `new:<sourcedId>`. */
  readonly personKey: string
  /** Of a gain, our id of the school where that is there already. */
  readonly schoolId: string | null
  /** Of a loss, our id of the grant. */
  readonly grantId: string | null
}

/** Who gains and loses the given roles: what the forecast of seats needs. */
export function findRoleChanges(
  connection: RunConnection,
  sourceId: string,
  roles: readonly Role[],
): Promise<readonly PersonRoleChange[]> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{
      op: 'add' | 'retire'
      role: Role
      person_key: string
      school_id: string | null
      grant_id: string | null
    }>(sql('find_role_changes'), [connection.districtId, sourceId, roles])
    return rows.map(({ op, role, person_key: personKey, school_id: schoolId, grant_id: grantId }) => ({
      op,
      role,
      personKey,
      schoolId,
      grantId,
    }))
  })
}

/** People of the roster who would retire with their last record, and those of whom a record would return. */
export function findMovingPeople(
  connection: RunConnection,
  sourceId: string,
): Promise<{ readonly retiring: readonly string[]; readonly returning: readonly string[] }> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{ op: string; person_id: string }>(sql('find_moving_people'), [
      connection.districtId,
      sourceId,
    ])
    const of = (op: string): string[] => rows.filter((row) => row.op === op).map((row) => row.person_id)
    return { retiring: of('retire'), returning: of('add') }
  })
}

/**
 * What every school would lose. Only asked where some table loses more rows than any school may: a school can't
 * lose more than its district. `schools`: orgs that leave or change. After `planCalendar`, where that was asked.
 */
export async function countSchoolLosses(
  connection: RunConnection,
  sourceId: string,
  retired: {
    readonly rows: number
    readonly schools: number
    readonly limits: GuardLimits
    readonly rekeying: boolean
    readonly today: string
  },
): Promise<readonly SchoolDelta[]> {
  const lost = retired.rows > retired.limits.schoolRetireRowsMax
  if (retired.schools === 0 && !lost) return []
  return connection.inDistrict(async (client) => {
    const leaving = await client.query(sql('find_leaving_schools'), [connection.districtId, sourceId])
    if (!lost && leaving.rows.length === 0) return []
    const { rows } = await client.query<{
      sourced_id: string
      roster_table: Table
      live: number
      retired: number
      ended: number
    }>(sql('count_school_losses'), [connection.districtId, sourceId, retired.rekeying, retired.today])
    return rows.map((row) => ({
      schoolSourcedId: row.sourced_id,
      table: row.roster_table,
      live: row.live,
      retired: row.retired,
      ended: row.ended,
    }))
  })
}

/** As `namesOf`, with the live rows in question where they stand apart. */
export function namesOn({ scope }: RunConnection, spec: RosterTable): Readonly<Record<string, string>> {
  const names = namesOf(spec)
  if (!scope.near.has(spec.table)) return names
  const near = `near_${spec.table}`
  return { ...names, live: near, records: spec.records.replace(`from ${spec.live} `, `from ${near} `) }
}

/** Names to fill a statement's `{{…}}` for one roster table. */
export function namesOf(spec: RosterTable): Readonly<Record<string, string>> {
  const { columns, liveId } = spec
  return {
    stage: spec.stage,
    change: spec.change,
    live: spec.live,
    records: spec.records,
    liveId: liveId === null ? 'null::bigint' : `l.${liveId}`,
    columns: columns.map(({ name }) => name).join(', '),
    casts: columns.map(({ name, type }) => (type === 'text' ? `s.${name}` : `s.${name}::${type}`)).join(', '),
    loaded: columns.map(({ name }) => `r.${name}`).join(', '),
    columnsOfChange: columns.map(({ name }) => `c.${name}`).join(', '),
    assignments: columns.map(({ name }) => `${name} = c.${name}`).join(', '),
    altered: alterationOf(spec, ({ name, type }) => `s.${name}::${type}`),
    alteredByChange: alterationOf(spec, ({ name }) => `c.${name}`),
    ...fingerprintOf(spec),
  }
}

/** What a plain table needs besides so that its rows are known again. */
function fingerprintOf({ content, columns }: RosterTable): Readonly<Record<string, string>> {
  if (content === undefined) return {}
  const ofChange = `c.fingerprint # ${content}(${columns.map(({ name }) => `c.${name}`).join(', ')})`
  return {
    fingerprint: ', fingerprint',
    fingerprintOfChange: `, ${ofChange}`,
    fingerprintSet: `, fingerprint = ${ofChange}`,
  }
}

/** Columns of a person's record that are its own, even where several records describe the person. */
const OWN_COLUMNS = new Set(['enabled', 'user_ids', 'feed_roles', 'metadata'])

/** The condition that a live record (r, of the live row l) holds something else than `value` says. */
function alterationOf({ table, columns }: RosterTable, value: (column: Column) => string): string {
  const said = (name: string): string =>
    columns
      .filter((column) => column.name === name)
      .map(value)
      .join('')
  const differs = (among: readonly Column[]): string =>
    `row(${among.map(({ name }) => `r.${name}`).join(', ')}) is distinct from row(${among.map(value).join(', ')})`
  if (table === 'enrolments')
    return `(${differs(columns)} or (${said('person_sourced_id')}, l.person_id) not in (
      select sourced_id, person_id from person_source where district_id = $1 and source_id = $2))`
  if (table !== 'people') return differs(columns)
  const own = columns.filter(({ name }) => OWN_COLUMNS.has(name))
  return `case when exists (select from shared_people x where x.person_id = l.person_id) then ${differs(own)}
    else ${differs(columns)} or exists (select from person p where p.district_id = $1 and p.id = l.person_id
      and p.enabled is distinct from ${said('enabled')}) end`
}
