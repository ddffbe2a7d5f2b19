/** What the memory has to say of the set as a whole: rows that were passed over and don't go with those that were read. */

import { type UnseenRow, placesOf } from '../feed/known-rows.ts'
import type { Table } from '../roster/model.ts'
import {
  MEMORY_TABLES,
  type MemoryTable,
  dropStaged,
  findSeenDangling,
  findSeenOrphans,
  findSeenTwins,
  findNear,
  isMemoryTable,
  isNamedLeaving,
} from '../store/sync/roster-memory.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import type { DanglingEnrolment, DanglingReference, DuplicateRows } from '../store/sync/stage.ts'
import type { Intake } from './intake.ts'
import type { RememberedTable, RowMemory } from './row-memory.ts'

/** Up to this share of the rows it costs less to look each up than to go through all. */
const FEW = 0.2

/** Whether so few rows were read, or are missing, that only the people whom they touch can gain or lose a role. */
async function isFew(memory: RowMemory, intake: Intake): Promise<boolean> {
  const [people, enrolments] = [memory.used.get('people'), memory.used.get('enrolments')]
  if (people === undefined || enrolments === undefined || (await memory.datesPassed())) return false
  const missing = people.live - people.rows.seen + enrolments.live - enrolments.rows.seen
  return missing + intake.staged.people + intake.staged.enrolments <= FEW * (people.live + enrolments.live)
}

/** Records that were passed over and count as valid. */
export function takenUnread(remembered: RememberedTable | undefined): number {
  return remembered === undefined ? 0 : remembered.rows.seen - remembered.withdrawn
}

/** Notes which live rows the feed does not have as they were, and how much there is to look at. Once the feed is read. */
export async function settleUnseen(
  connection: RunConnection,
  memory: RowMemory,
  { sourceId, intake }: { readonly sourceId: string; readonly intake: Intake },
): Promise<void> {
  connection.scope.few = await isFew(memory, intake)
  for (const table of usedTables(memory)) {
    const used = memory.used.get(table)
    if (used !== undefined) await findNear(connection, { sourceId, table }, unseenOf(used))
  }
}

function* unseenOf({ rows, unknown }: RememberedTable): Generator<UnseenRow> {
  yield* rows.unseen()
  yield* placesOf(unknown)
}

/**
 * Rows of the feed about a record of which another row was passed over. Before the duplicates among the staged rows are
 * settled: a record with three rows has one answer.
 */
export async function settleSeenTwins(
  connection: RunConnection,
  memory: RowMemory,
  place: { readonly table: Table; readonly staged: number },
): Promise<DuplicateRows> {
  const { table } = place
  const used = memory.used.get(table)
  if (used === undefined || !isMemoryTable(table)) return { conflicting: [], same: [] }
  const groups = new Map<string, { readonly rows: number[]; same: boolean }>()
  const twins = place.staged === 0 ? [] : await findSeenTwins(connection, table)
  for (const { sourcedId, row, same, known } of twins) {
    const seenRow = used.rows.rowOf(known)
    if (seenRow === null) continue
    const group = groups.get(sourcedId) ?? { rows: [seenRow, ...used.rows.takeDoubles(known)], same: true }
    group.rows.push(row)
    group.same &&= same
    groups.set(sourcedId, group)
  }
  const conflicts = [...groups].filter(([, group]) => !group.same)
  if (groups.size > 0)
    await dropStaged(connection, table, {
      sourcedIds: [...groups.keys()],
      withhold: conflicts.map(([sourcedId]) => sourcedId),
    })
  used.withdrawn += conflicts.length
  return {
    conflicting: conflicts.flatMap(([sourcedId, { rows }]) => rows.map((row) => ({ sourcedId, row }))),
    same: [
      ...[...groups.values()].flatMap(({ rows, same }) => (same ? rows.toSorted((a, b) => a - b).slice(1) : [])),
      ...used.rows.doubles(),
    ].map((row) => ({ row })),
  }
}

/** Rows that were passed over and still name somebody, or a class, that leaves with this plan. */
export async function withdrawSeenOrphans(
  connection: RunConnection,
  memory: RowMemory,
  sourceId: string,
): Promise<readonly DanglingEnrolment[]> {
  const used = memory.used.get('enrolments')
  if (used === undefined) return []
  const orphans = (await findSeenOrphans(connection, sourceId)).flatMap(({ known, ...orphan }) => {
    const row = used.rows.rowOf(known)
    return row === null ? [] : [{ ...orphan, row, follows: true }]
  })
  used.withdrawn += orphans.length
  return orphans
}

/**
 * References of classes that were passed over to records that will not be there. Only asked where the last run found some,
 * or something leaves.
 */
export async function findSeenReferences(
  connection: RunConnection,
  memory: RowMemory,
  sourceId: string,
): Promise<readonly DanglingReference[]> {
  const used = memory.used.get('classes')
  if (used === undefined || (memory.stored?.classesDangle === false && !(await isNamedLeaving(connection)))) return []
  return (await findSeenDangling(connection, sourceId)).flatMap(({ to, field, count, known }) => {
    const rows = known.flatMap((one) => used.rows.rowOf(one) ?? [])
    return rows.length === 0 ? [] : [{ from: 'classes' as const, to, field, count, firstRow: Math.min(...rows) }]
  })
}

function usedTables(memory: RowMemory): readonly MemoryTable[] {
  return MEMORY_TABLES.filter((table) => memory.used.has(table))
}
