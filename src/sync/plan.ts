/** Planning: the staged feed checked as a set and compared with the roster; its effect on roles and seats; the guard. */

import { type GuardLimits, type HoldReason, type TableDelta, holdReasons, isRekeying } from '../roster/guard.ts'
import type { IdentityPolicy } from '../roster/identity-policy.ts'
import { isAllRead } from '../roster/complete-table.ts'
import { overdueReasons } from '../roster/full-comparison.ts'
import { TABLES, type Table, forEachTable } from '../roster/model.ts'
import { type OrgNode, orgsInCircles } from '../roster/org-tree.ts'
import { hashPlan } from '../store/change-set.ts'
import { type MatchWeight, NO_MATCHES, findMatches, joinPeople, weighMatches } from '../store/identity-match.ts'
import {
  type RoleChanges,
  type TableChanges,
  countChanges,
  countRoleChanges,
  countSchoolLosses,
  diffGone,
  diffPresent,
  diffRoles,
} from '../store/roster-diff.ts'
import type { RunConnection } from '../store/run-connection.ts'
import type { TablesRead } from '../store/source-table.ts'
import { noteUnnamedMembers, overlayPlan } from '../store/sticky-overlay.ts'
import {
  type DanglingEnrolment,
  analyseStage,
  findDanglingReferences,
  settleDuplicates,
  withholdDanglingEnrolments,
  withholdOrphanedEnrolments,
} from '../store/stage.ts'
import { type Findings, note, quarantine } from './diagnostics.ts'
import { readTables, settleTable } from './deltas.ts'
import { type Intake, completeTables, fileOf } from './intake.ts'

export interface PlanOptions {
  readonly connection: RunConnection
  readonly sourceId: string
  readonly hasBaseline: boolean
  readonly intake: Intake
  readonly orgs: ReadonlyMap<string, OrgNode>
  readonly findings: Findings
  readonly guard: GuardLimits
  readonly identity: IdentityPolicy
  readonly today: string
  readonly now: Date
  /** Deltas may go on alone for that many days. */
  readonly fullDaysMax: number
}

export interface Plan {
  readonly hash: string
  readonly tables: Readonly<Record<Table, TableChanges>>
  readonly roles: RoleChanges
  readonly identities: Identities
  /** Empty: it may be applied unasked. */
  readonly holdReasons: readonly HoldReason[]
  readonly read: TablesRead
}

/** What the plan makes of records that may be one person. */
export interface Identities {
  /** Added records that the district's policy joins to a person. */
  readonly joined: number
  readonly ambiguous: number
  /** People who leave and come back under another sourcedId. */
  readonly matched: number
}

/** The set's own checks: duplicates first, because a record must be there once before it is compared. */
export async function checkSet(options: PlanOptions): Promise<void> {
  const { connection, intake, findings } = options
  await analyseStage(connection)
  for (const table of TABLES) {
    if (intake.received[table] === 0) continue
    await settleTable(options, table)
    const { conflicting, same } = await settleDuplicates(connection, table)
    const file = fileOf(intake, table)
    for (const { sourcedId, row } of conflicting)
      quarantine(findings, {
        table,
        file,
        row,
        sourcedId,
        diagnostics: [{ code: 'duplicate_conflict', file, row, field: 'sourcedId', expected: 'each sourcedId once' }],
      })
    for (const { row } of same)
      note(findings, { code: 'duplicate_same', file, row, field: 'sourcedId', expected: 'each sourcedId once' })
  }
  const circling = orgsInCircles(options.orgs).length
  if (circling > 0)
    note(
      findings,
      {
        code: 'org_cycle',
        file: fileOf(intake, 'orgs'),
        row: null,
        field: 'parentSourcedId',
        expected: 'a parent that is not below the org',
      },
      circling,
    )
}

/** Compares and counts. Nothing of the roster is written. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { connection, sourceId, intake, findings } = options
  const complete = completeTables(intake)
  let joining = { joined: 0, ambiguous: 0 }
  const tables = forEachTable((): TableChanges => ({ live: 0, staged: 0, added: 0, changed: 0, retired: 0 }))
  for (const table of TABLES) {
    await diffPresent(connection, table, sourceId)
    if (table === 'people') joining = await joinRecords(options)
    await overlayPlan(connection, table, sourceId)
    if (table === 'enrolments') quarantineEnrolments(options, await withholdDanglingEnrolments(connection))
    const orphans = tables.people.retired + tables.classes.retired > 0
    await diffGone(connection, table, { sourceId, complete, orphans })
    if (table === 'enrolments' && orphans) quarantineEnrolments(options, await withholdOrphanedEnrolments(connection))
    tables[table] = await countChanges(connection, table, sourceId)
  }
  const matches = await matchPeople(options, tables)
  for (const { from, to, field, count, firstRow } of await findDanglingReferences(connection))
    note(
      findings,
      {
        code: 'reference_dangling',
        file: fileOf(intake, from),
        row: firstRow,
        field,
        expected: `the sourcedId of a record of ${to}`,
      },
      count,
    )
  await noteUnnamedMembers(connection, { sourceId, complete: complete.has('enrolments') })
  const people = intake.evidence.get('people')
  const rolesWhole = people !== undefined && isAllRead(people)
  await diffRoles(connection, { sourceId, rolesWhole, today: options.today })
  const roles = await countRoleChanges(connection)
  return {
    hash: await hashPlan(connection),
    tables,
    roles,
    identities: { ...joining, matched: matches.found },
    holdReasons: [...(await guardPlan(options, { tables, roles, matches })), ...overdue(options)],
    read: await readTables(connection, intake),
  }
}

async function joinRecords(options: PlanOptions): Promise<{ readonly joined: number; readonly ambiguous: number }> {
  const { connection, identity, intake, findings } = options
  const { joined, ambiguous, firstRow } = await joinPeople(connection, identity)
  if (ambiguous > 0)
    note(
      findings,
      {
        code: 'identity_ambiguous',
        file: fileOf(intake, 'people'),
        row: firstRow,
        field: identity.match,
        expected: 'one name and one kind of person behind it',
      },
      ambiguous,
    )
  return { joined, ambiguous }
}

async function matchPeople(
  { connection, sourceId, hasBaseline }: PlanOptions,
  tables: Plan['tables'],
): Promise<MatchWeight> {
  if (!hasBaseline || tables.people.retired === 0 || tables.people.added === 0) return NO_MATCHES
  await findMatches(connection, sourceId)
  return weighMatches(connection, sourceId)
}

function quarantineEnrolments({ intake, findings }: PlanOptions, rows: readonly DanglingEnrolment[]): void {
  const file = fileOf(intake, 'enrolments')
  for (const { sourcedId, row, classMissing, personMissing } of rows) {
    const missing = [
      ...(classMissing ? [{ field: 'classSourcedId', expected: 'the sourcedId of a class in the feed' }] : []),
      ...(personMissing ? [{ field: 'userSourcedId', expected: 'the sourcedId of a user in the feed' }] : []),
    ]
    quarantine(findings, {
      table: 'enrolments',
      file,
      row,
      sourcedId,
      diagnostics: missing.map((what) => ({ code: 'reference_missing', file, row, ...what })),
    })
  }
}

async function guardPlan(
  options: PlanOptions,
  { tables, roles, matches }: Pick<Plan, 'tables' | 'roles'> & { readonly matches: MatchWeight },
): Promise<readonly HoldReason[]> {
  const { intake, guard, hasBaseline } = options
  // Where re-keying holds the run by itself, those it explains are no departures.
  const rekeying = isRekeying(matches.found, tables.people.live, guard)
  // A table that no row came of and that was not shown to be empty is just not in this feed.
  const complete = completeTables(intake)
  const deltas = forEachTable((table): TableDelta => ({
    ...withoutMatched(table, tables[table], { matches, rekeying }),
    received: intake.received[table] > 0 || complete.has(table) ? intake.received[table] : null,
  }))
  const schools = hasBaseline
    ? await countSchoolLosses(options.connection, options.sourceId, {
        rows: Math.max(tables.people.retired, tables.classes.retired, tables.enrolments.retired),
        schools: tables.orgs.retired,
        limits: guard,
        rekeying,
      })
    : []
  const rekeyed = { people: matches.found, joined: matches.joined, zeros: matches.zeros }
  return holdReasons({ hasBaseline, tables: deltas, schools, rolesGained: roles.gained, rekeyed }, guard)
}

/** What a table loses and changes apart from its people's new sourcedIds. */
function withoutMatched(
  table: Table,
  changes: TableChanges,
  { matches, rekeying }: { readonly matches: MatchWeight; readonly rekeying: boolean },
): TableChanges {
  if (table === 'people') return { ...changes, retired: changes.retired - (rekeying ? matches.found : matches.joined) }
  if (table !== 'enrolments' || !rekeying) return changes
  const { enrolmentsRetired, enrolmentsChanged } = matches
  return { ...changes, retired: changes.retired - enrolmentsRetired, changed: changes.changed - enrolmentsChanged }
}

/** Deltas that have gone on alone for too long. */
function overdue({ intake, now, fullDaysMax }: PlanOptions): readonly HoldReason[] {
  const deltas = TABLES.flatMap((table) => {
    const fullAt = intake.memory.tables.get(table)?.fullAt ?? null
    return intake.modes.get(table) === 'delta' && fullAt !== null ? [{ table, fullAt }] : []
  })
  return overdueReasons(deltas, { now, daysMax: fullDaysMax })
}
