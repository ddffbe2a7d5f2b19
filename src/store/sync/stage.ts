/**
 * Staging: what a feed sent, in temporary tables of the run's connection, and the checks of the set as a whole that
 * no single row can pass or fail.
 */

import { type FeedRow, TABLES, type Table } from '../../roster/model.ts'
import type { MappedGrant } from '../../roster/role-map.ts'
import { copyLine, stagedLine } from './copy-line.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { analyzeLarge } from '../postgres/analyze.ts'
import { sql } from '../sql.ts'
import type { TemporaryTable } from './temporary-tables.ts'

const OTHER_TABLES = [
  'stage_withheld',
  'stage_grant',
  'stage_mark',
  'stage_unseen',
  'shared_people',
  'alive',
  'change_roles',
  'change_match',
  'sticky_member',
  'calendar_term',
  'calendar_class',
] as const

/** Makes the empty tables of a run on its connection, where a run before has left none. */
export async function createStage(connection: RunConnection): Promise<void> {
  await connection.furnish(STAGE)
}

const STAGE: readonly TemporaryTable[] = [
  ...Object.values(ROSTER_TABLES).flatMap(({ stage, change, columns }) => [
    {
      name: stage,
      create: fill('create_stage_table', { stage, columns: columns.map(({ name }) => `${name} text`).join(', ') }),
    },
    {
      name: change,
      create: fill('create_change_table', {
        change,
        columns: columns.map(({ name, type }) => `${name} ${type}`).join(', '),
      }),
    },
  ]),
  ...OTHER_TABLES.map((name) => ({ name, create: sql(`create_${name}`) })),
]

/** Sends canonical records into their table's staging; a batch of some thousand rows at a time costs least. */
export async function stageRows(connection: RunConnection, table: Table, rows: readonly FeedRow[]): Promise<void> {
  let lines = ''
  for (const row of rows) lines += stagedLine(row)
  await connection.copy(ROSTER_TABLES[table].stage, lines)
}

export interface StagedGrant extends MappedGrant {
  readonly personSourcedId: string
  /** The row that the rules were asked about: where it is left out, so is the role. */
  readonly row: number
}

/** Sends the roles that the rules gave. */
export async function stageGrants(connection: RunConnection, grants: readonly StagedGrant[]): Promise<void> {
  let lines = ''
  for (const grant of grants)
    lines += copyLine([
      grant.personSourcedId,
      String(grant.row),
      grant.role,
      grant.scopeType,
      grant.scopeSourcedId ?? '',
      grant.rule,
    ])
  await connection.copy('stage_grant', lines)
}

/** Names the records whose last good state is kept because their row was quarantined. */
export async function stageWithheld(
  connection: RunConnection,
  withheld: readonly { readonly table: Table; readonly sourcedId: string }[],
): Promise<void> {
  await connection.copy('stage_withheld', withheld.map((one) => copyLine([one.table, one.sourcedId])).join(''))
}

/** Tells the planner how large the staged tables are; temporary tables are never analysed by themselves. */
export async function analyseStage(connection: RunConnection): Promise<void> {
  await connection.inDistrict(async (client) => {
    const stages = TABLES.map((table) => ROSTER_TABLES[table].stage)
    await analyzeLarge(client, [...stages, 'stage_grant', 'stage_withheld'])
  })
}

export interface DuplicateRows {
  /** Rows left out because another says something else of the same record. */
  readonly conflicting: readonly { readonly sourcedId: string; readonly row: number }[]
  /** Rows left out because another says the same. */
  readonly same: readonly { readonly row: number }[]
}

/** Leaves every record in the staging once, or not at all where its rows contradict each other; roles go with their row. */
export function settleDuplicates(connection: RunConnection, table: Table): Promise<DuplicateRows> {
  const { stage } = ROSTER_TABLES[table]
  return connection.inDistrict(async (client) => {
    const twice = await client.query<{ count: number }>(fill('count_duplicates', { stage }))
    if (twice.rows[0]?.count === 0) return { conflicting: [], same: [] }
    const clash = await client.query<{ sourced_id: string; row: string }>(fill('withhold_duplicates', { stage }), [
      table,
    ])
    const same = await client.query<{ row: string }>(fill('collapse_duplicates', { stage }))
    if (table === 'people' && clash.rows.length + same.rows.length > 0) await client.query(sql('drop_unfounded_grants'))
    return {
      conflicting: clash.rows.map((one) => ({ sourcedId: one.sourced_id, row: Number(one.row) })),
      same: same.rows.map((one) => ({ row: Number(one.row) })),
    }
  })
}

export interface DanglingEnrolment {
  readonly sourcedId: string
  readonly row: number
  readonly classMissing: boolean
  readonly personMissing: boolean
  /** What it names is in the feed and stays out too, or leaves with this plan. */
  readonly follows: boolean
}

/** Takes the planned enrolments out that name nobody or nothing. Between `diffPresent` and `diffGone` of enrolments. */
export function withholdDanglingEnrolments(connection: RunConnection): Promise<readonly DanglingEnrolment[]> {
  return takeEnrolments(connection, 'withhold_dangling_enrolments')
}

/** Takes the rows out that name somebody who leaves. After `diffGone` of enrolments. */
export function withholdOrphanedEnrolments(connection: RunConnection): Promise<readonly DanglingEnrolment[]> {
  return takeEnrolments(connection, 'withhold_orphaned_enrolments')
}

function takeEnrolments(connection: RunConnection, statement: string): Promise<readonly DanglingEnrolment[]> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{
      sourced_id: string
      row: string
      class_missing: boolean
      person_missing: boolean
      follows: boolean
    }>(sql(statement))
    return rows.map((one) => ({
      sourcedId: one.sourced_id,
      row: Number(one.row),
      classMissing: one.class_missing,
      personMissing: one.person_missing,
      follows: one.follows,
    }))
  })
}

/** A column of one table that names a record of another; a list may name several. `s` is the row. */
export interface Reference {
  readonly from: Table
  readonly column: string
  readonly to: Table
  readonly field: string
}

// Without these a record still makes sense: it is kept, and the report says so.
export const SOFT_REFERENCES: readonly Reference[] = [
  { from: 'orgs', column: 'array[s.parent_sourced_id]', to: 'orgs', field: 'parentSourcedId' },
  { from: 'terms', column: 'array[s.parent_sourced_id]', to: 'terms', field: 'parentSourcedId' },
  { from: 'courses', column: 'array[s.org_sourced_id]', to: 'orgs', field: 'orgSourcedId' },
  { from: 'courses', column: 'array[s.school_year_sourced_id]', to: 'terms', field: 'schoolYearSourcedId' },
  { from: 'classes', column: 'array[s.school_sourced_id]', to: 'orgs', field: 'schoolSourcedId' },
  { from: 'classes', column: 'array[s.course_sourced_id]', to: 'courses', field: 'courseSourcedId' },
  { from: 'classes', column: 's.term_sourced_ids::text[]', to: 'terms', field: 'termSourcedIds' },
]

export interface DanglingReference {
  readonly from: Table
  readonly to: Table
  readonly field: string
  readonly count: number
  readonly firstRow: number
}

/** References to records that will not be there once the plan is applied; the rows are kept without them. */
export function findDanglingReferences(connection: RunConnection): Promise<readonly DanglingReference[]> {
  return connection.inDistrict(async (client) => {
    const found: DanglingReference[] = []
    for (const { from, column, to, field } of SOFT_REFERENCES) {
      const { rows } = await client.query<{ count: number; row: string | null }>(
        fill('find_dangling', { stage: ROSTER_TABLES[from].stage, reference: column }),
        [to],
      )
      const [first] = rows
      if (first !== undefined && first.count > 0)
        found.push({ from, to, field, count: first.count, firstRow: Number(first.row) })
    }
    return found
  })
}
