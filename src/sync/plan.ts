/** Planning: the staged feed checked as a set and compared with the roster; its effect on roles and seats; the guard. */

import type { HoldReason } from '../roster/guard.ts'
import type { IdentityPolicy } from '../roster/identity-policy.ts'
import { isAllRead } from '../roster/complete-table.ts'
import { overdueReasons } from '../roster/full-comparison.ts'
import type { Rollover } from '../roster/calendar.ts'
import { TABLES, type Table, forEachTable } from '../roster/model.ts'
import { type OrgNode, orgsInCircles } from '../roster/org-tree.ts'
import { hashPlan } from '../store/sync/change-set.ts'
import { type MatchWeight, NO_MATCHES, findMatches, joinPeople, weighMatches } from '../store/sync/identity-match.ts'
import {
  type RoleChanges,
  type TableChanges,
  countChanges,
  countRoleChanges,
  diffGone,
  diffPresent,
  diffRoles,
  dropUnaltered,
} from '../store/sync/roster-diff.ts'
import { findSharedPeople, findTouchedPeople } from '../store/sync/roster-memory.ts'
import type { TablesRead } from '../store/sync/source-table.ts'
import { noteUnnamedMembers, overlayPlan } from '../store/sync/sticky-overlay.ts'
import {
  type DanglingEnrolment,
  type DanglingReference,
  type DuplicateRows,
  analyseStage,
  findDanglingReferences,
  settleDuplicates,
  withholdDanglingEnrolments,
  withholdOrphanedEnrolments,
} from '../store/sync/stage.ts'
import { note, quarantine } from './diagnostics.ts'
import { readTables, settleTable } from './deltas.ts'
import { type TableEnds, judgeTable } from './file-ends.ts'
import { type Guarded, guardPlan } from './guard-plan.ts'
import { completeTables, fileOf } from './intake.ts'
import type { RowMemory } from './row-memory.ts'
import {
  findSeenReferences,
  settleSeenTwins,
  settleUnseen,
  takenUnread,
  withdrawSeenOrphans,
} from './row-memory-set.ts'

export interface PlanOptions extends Guarded {
  readonly rowMemory: RowMemory
  readonly orgs: ReadonlyMap<string, OrgNode>
  readonly identity: IdentityPolicy
  readonly now: Date
  /** Deltas may go on alone for that many days. */
  readonly fullDaysMax: number
}

export interface Plan {
  readonly hash: string
  readonly tables: Readonly<Record<Table, TableChanges>>
  readonly roles: RoleChanges
  readonly identities: Identities
  /** Whether classes name orgs, terms or courses that will not be there. */
  readonly classesDangle: boolean
  /** Null where no school year takes the place of another. */
  readonly rollover: Rollover | null
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
  if (options.hasBaseline) await findSharedPeople(connection)
  await settleUnseen(connection, options.rowMemory, options)
  for (const table of TABLES) {
    if (intake.received[table] === 0) continue
    await settleTable(options, table)
    const twins = await settleSeenTwins(connection, options.rowMemory, { table, staged: intake.staged[table] })
    const { conflicting, same } = mergeDuplicates(twins, await settleDuplicates(connection, table))
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

/** What is known of the plan while its tables are compared one after the other. */
interface Comparing {
  readonly complete: Set<Table>
  readonly ends: Map<Table, TableEnds>
  readonly tables: Record<Table, TableChanges>
  joining: { readonly joined: number; readonly ambiguous: number }
}

/** Compares and counts. Nothing of the roster is written. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { connection, sourceId, intake } = options
  const comparing: Comparing = {
    complete: new Set(completeTables(intake)),
    ends: new Map(),
    tables: forEachTable(() => ({ live: 0, staged: 0, added: 0, changed: 0, retired: 0 })),
    joining: { joined: 0, ambiguous: 0 },
  }
  for (const table of TABLES) await compareTable(options, table, comparing)
  const { complete, ends, tables, joining } = comparing
  const matches = await matchPeople(options, tables)
  const classesDangle = await noteDanglingReferences(options)
  await noteUnnamedMembers(connection, { sourceId, complete: complete.has('enrolments') })
  const people = intake.evidence.get('people')
  const rolesWhole = people !== undefined && isAllRead(people) && ends.get('people')?.doubtful !== true
  await diffRoles(connection, { sourceId, rolesWhole, today: options.today })
  const roles = await countRoleChanges(connection)
  const judgement = await guardPlan(options, { changes: tables, roles, matches })
  return {
    hash: await hashPlan(connection),
    tables,
    roles,
    identities: { ...joining, matched: matches.found },
    classesDangle,
    rollover: judgement.rollover,
    holdReasons: [...judgement.holdReasons, ...overdue(options)],
    read: await readTables(connection, intake, ends),
  }
}

async function compareTable(options: PlanOptions, table: Table, comparing: Comparing): Promise<void> {
  const { connection, sourceId, hasBaseline, rowMemory } = options
  const { complete, tables } = comparing
  const remembered = rowMemory.used.get(table)
  const altered = await diffPresent(connection, table, { sourceId, hasBaseline })
  if (table === 'people') comparing.joining = await joinRecords(options)
  await overlayPlan(connection, table, sourceId)
  if (altered > 0) await dropUnaltered(connection, table, sourceId)
  if (table === 'enrolments') quarantineEnrolments(options, await withholdDanglingEnrolments(connection))
  const orphans = tables.people.retired + tables.classes.retired > 0
  await diffGone(connection, table, { sourceId, complete, orphans })
  if (connection.scope.few && table === 'people') await findTouchedPeople(connection, sourceId)
  const end = await judgeTable(options, table, orphans)
  if (end.doubtful) complete.delete(table)
  comparing.ends.set(table, end)
  if (table === 'enrolments' && orphans)
    quarantineEnrolments(options, [
      ...(await withholdOrphanedEnrolments(connection)),
      ...(await withdrawSeenOrphans(connection, rowMemory, sourceId)),
    ])
  const counted = await countChanges(connection, table, { sourceId, live: remembered?.live ?? null })
  tables[table] = { ...counted, staged: counted.staged + takenUnread(remembered) }
}

/** Whether some of them are of classes. */
async function noteDanglingReferences(options: PlanOptions): Promise<boolean> {
  const { connection, intake, findings, rowMemory, sourceId } = options
  const dangling = addUp(
    await findDanglingReferences(connection),
    await findSeenReferences(connection, rowMemory, sourceId),
  )
  for (const { from, to, field, count, firstRow } of dangling)
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
  return dangling.some(({ from }) => from === 'classes')
}

function isSameReference(one: DanglingReference, other: DanglingReference): boolean {
  return one.from === other.from && one.field === other.field
}

/** One finding for each reference, whichever way its rows came in. */
function addUp(staged: readonly DanglingReference[], seen: readonly DanglingReference[]): readonly DanglingReference[] {
  const both = staged.map((one) => {
    const other = seen.find((each) => isSameReference(one, each))
    if (other === undefined) return one
    return { ...one, count: one.count + other.count, firstRow: Math.min(one.firstRow, other.firstRow) }
  })
  return [...both, ...seen.filter((one) => !staged.some((other) => isSameReference(one, other)))]
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

/** In the order of their rows, whichever way they were found. */
function mergeDuplicates(one: DuplicateRows, other: DuplicateRows): DuplicateRows {
  return {
    conflicting: [...one.conflicting, ...other.conflicting].toSorted((a, b) => a.row - b.row),
    same: [...one.same, ...other.same].toSorted((a, b) => a.row - b.row),
  }
}

function quarantineEnrolments({ intake, findings }: PlanOptions, rows: readonly DanglingEnrolment[]): void {
  const file = fileOf(intake, 'enrolments')
  for (const { sourcedId, row, classMissing, personMissing, follows } of rows.toSorted((a, b) => a.row - b.row)) {
    const missing = [
      ...(classMissing ? [{ field: 'classSourcedId', expected: 'the sourcedId of a class in the feed' }] : []),
      ...(personMissing ? [{ field: 'userSourcedId', expected: 'the sourcedId of a user in the feed' }] : []),
    ]
    const diagnostics = missing.map((what) => ({ code: 'reference_missing' as const, file, row, ...what }))
    quarantine(findings, { table: 'enrolments', file, row, sourcedId, diagnostics }, follows)
  }
}

/** Deltas that have gone on alone for too long. */
function overdue({ intake, now, fullDaysMax }: PlanOptions): readonly HoldReason[] {
  const deltas = TABLES.flatMap((table) => {
    const fullAt = intake.memory.tables.get(table)?.fullAt ?? null
    return intake.modes.get(table) === 'delta' && fullAt !== null ? [{ table, fullAt }] : []
  })
  return overdueReasons(deltas, { now, daysMax: fullDaysMax })
}
