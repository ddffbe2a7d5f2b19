/**
 * What the roster remembers of the rows of the last applied run: their fingerprints, and with them what in the feed is
 * as it was, what has gone, and what the roster itself no longer holds as it was written.
 */

import type { Table } from '../../roster/model.ts'
import { analyzeLarge } from '../postgres/analyze.ts'
import { copyLine } from './copy-line.ts'
import type { DistrictClient } from '../database.ts'
import { lookUp, namesOf } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import type { SourcePlace } from './source.ts'
import { SOFT_REFERENCES } from './stage.ts'
import { sql } from '../sql.ts'

/** The tables whose rows are remembered: those that make up nearly all of a feed. */
export const MEMORY_TABLES = ['classes', 'people', 'enrolments'] as const
export type MemoryTable = (typeof MEMORY_TABLES)[number]

export function isMemoryTable(table: Table): table is MemoryTable {
  return table === 'classes' || table === 'people' || table === 'enrolments'
}

/** The statements that give the live rows with what stands for their content. */
const CONTENT: Readonly<Record<MemoryTable, string>> = {
  classes: 'select_class_content',
  people: 'select_person_content',
  enrolments: 'select_enrolment_content',
}

const UNSEEN_BATCH = 10_000
/** Of rows that are joined to a whole table one by one. */
const LOOKED_UP_MAX = 1000

export interface Remembered {
  /** See `KnownRows`. */
  readonly fingerprints: Buffer
  /** Of the rows that have one, in the same order. */
  readonly places: Buffer
  /** The places of rows that have none. */
  readonly unknown: Buffer
  /** Active rows, also those that have none. */
  readonly live: number
}

/** In a transaction of the district, not on the run's connection: it may take place while the feed is read. */
export async function loadRemembered(
  client: DistrictClient,
  place: SourcePlace,
  table: MemoryTable,
): Promise<Remembered> {
  // For a hash of all people, as in a run's own transactions: of a district that is new the planner knows nothing, takes its
  // people for one, and walks through all of them for each.
  await client.query(
    "select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)",
  )
  const { rows } = await client.query<Remembered>(fill('load_known', memoryNames(table, sql('select_shared_people'))), [
    place.districtId,
    place.sourceId,
  ])
  const nothing = Buffer.alloc(0)
  return rows[0] ?? { fingerprints: nothing, places: nothing, unknown: nothing, live: 0 }
}

/** A number that stands for all roles that the source has given. */
export async function sumFeedRoles(client: DistrictClient, place: SourcePlace): Promise<string> {
  const { rows } = await client.query<{ sum: string }>(sql('sum_feed_roles'), [place.districtId, place.sourceId])
  return rows[0]?.sum ?? ''
}

/** Whether an enrolment began or stopped to give a role after the day `from`, up to the day `to`. */
export async function haveDatesPassed(
  client: DistrictClient,
  place: SourcePlace,
  days: { readonly from: string; readonly to: string },
): Promise<boolean> {
  if (days.from === days.to) return false
  const { rows } = await client.query(sql('find_passed_role_dates'), [
    place.districtId,
    place.sourceId,
    days.from,
    days.to,
  ])
  return rows.length > 0
}

/** Stores what the next run may go by. In the apply transaction. */
export async function writeMemory(client: DistrictClient, place: SourcePlace, memory: object | null): Promise<void> {
  await client.query(sql('set_memory'), [
    place.districtId,
    place.sourceId,
    memory === null ? null : JSON.stringify(memory),
  ])
}

/** Makes the next run read all people: their roles may not be those that it would give them. In the apply transaction. */
export async function forgetRoleBasis(client: DistrictClient, place: SourcePlace): Promise<void> {
  await client.query(sql('forget_role_basis'), [place.districtId, place.sourceId])
}

/** Notes who is described by several records. Before anything is compared with the roster. */
export async function findSharedPeople(connection: RunConnection): Promise<void> {
  await connection.inDistrict(async (client) => {
    await client.query(sql('note_shared_people'), [connection.districtId])
    await analyzeLarge(client, ['shared_people'])
  })
}

/** A record whose row as it was is not in the feed. */
export interface UnseenRecord {
  /** In decimals; null: the record has none. */
  readonly fingerprint: string | null
  /** Where it stands in its table, as PostgreSQL writes a tid. */
  readonly place: string
}

/**
 * Puts the live rows of a table that are in question where comparing looks for them: those that the feed does not have as
 * they were, and those of which it has another row.
 */
export async function findNear(
  connection: RunConnection,
  place: { readonly sourceId: string; readonly table: MemoryTable },
  unseen: Iterable<UnseenRecord>,
): Promise<void> {
  const { table } = place
  const names = memoryNames(table)
  let lines: string[] = []
  for (const { fingerprint, place: at } of unseen) {
    lines.push(copyLine([table, at, fingerprint]))
    if (lines.length < UNSEEN_BATCH) continue
    await connection.copy('stage_unseen', lines.join(''))
    lines = []
  }
  await connection.copy('stage_unseen', lines.join(''))
  const at = [connection.districtId, place.sourceId]
  await connection.furnish([{ name: `near_${table}`, create: fill('create_near_table', names) }])
  await connection.inDistrict(async (client) => {
    await analyzeLarge(client, ['stage_unseen'])
    await lookUp(client, true)
    await client.query(fill('find_near_unseen', names), [...at, table])
    await client.query(fill('find_near_staged', names), at)
    await lookUp(client, false)
    await analyzeLarge(client, [`near_${table}`])
  })
  connection.scope.near.add(table)
}

export interface SeenTwin {
  readonly sourcedId: string
  readonly row: number
  /** Whether both rows say the same. */
  readonly same: boolean
  /** Of the row that was seen. */
  readonly known: bigint
}

/** Staged rows about a record of which another row of the feed is as it was. */
export function findSeenTwins(connection: RunConnection, table: MemoryTable): Promise<readonly SeenTwin[]> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{ sourced_id: string; row: string; same: boolean; known: string }>(
      fill('find_seen_twins', memoryNames(table)),
    )
    return rows.map((one) => ({
      sourcedId: one.sourced_id,
      row: Number(one.row),
      same: one.same,
      known: BigInt(one.known),
    }))
  })
}

/** Takes every staged row of these records out, with the roles that it gave; `withhold`: their last good state stays. */
export async function dropStaged(
  connection: RunConnection,
  table: MemoryTable,
  records: { readonly sourcedIds: readonly string[]; readonly withhold: readonly string[] },
): Promise<void> {
  await connection.inDistrict(async (client) => {
    await client.query(fill('drop_staged', memoryNames(table)), [records.sourcedIds])
    if (table === 'people') await client.query(sql('drop_unfounded_grants'))
  })
  await connection.copy('stage_withheld', records.withhold.map((sourcedId) => copyLine([table, sourcedId])).join(''))
}

export interface SeenOrphan {
  readonly sourcedId: string
  readonly known: bigint
  readonly classMissing: boolean
  readonly personMissing: boolean
}

/** Enrolments that leave with their person or class though their row was seen. After `diffGone` of enrolments. */
export function findSeenOrphans(connection: RunConnection, sourceId: string): Promise<readonly SeenOrphan[]> {
  return connection.inDistrict(async (client) => {
    await lookUp(client, true)
    await client.query(fill('find_near_orphans', memoryNames('enrolments')), [connection.districtId, sourceId])
    await lookUp(client, false)
    const { rows } = await client.query<{
      sourced_id: string
      known: string
      class_missing: boolean
      person_missing: boolean
    }>(sql('find_seen_orphans'))
    return rows.map((one) => ({
      sourcedId: one.sourced_id,
      known: BigInt(one.known),
      classMissing: one.class_missing,
      personMissing: one.person_missing,
    }))
  })
}

/** Whether an org, term or course leaves with the plan: what names it may be a class whose row was passed over. */
export function isNamedLeaving(connection: RunConnection): Promise<boolean> {
  return connection.inDistrict(async (client) => (await client.query(sql('is_anything_leaving'))).rows.length > 0)
}

export interface SeenDangling {
  readonly to: Table
  readonly field: string
  readonly count: number
  /** Of the rows that were seen. */
  readonly known: readonly bigint[]
}

/** References of classes that were passed over to records that will not be there. After `diffGone` of classes. */
export function findSeenDangling(connection: RunConnection, sourceId: string): Promise<readonly SeenDangling[]> {
  const references = SOFT_REFERENCES.filter(({ from }) => from === 'classes')
  return connection.inDistrict(async (client) => {
    const found: SeenDangling[] = []
    for (const { column, to, field } of references) {
      const reference = column.replaceAll('s.', 'l.')
      const { rows } = await client.query<{ count: number; known: string[] }>(
        fill('find_seen_dangling', { ...memoryNames('classes'), reference }),
        [connection.districtId, sourceId, to],
      )
      for (const { count, known } of rows) found.push({ to, field, count, known: known.map(BigInt) })
    }
    return found
  })
}

/** Notes whose roles the plan may change, and who of them will be alive. After `diffPresent` and the retirements of people. */
export async function findTouchedPeople(connection: RunConnection, sourceId: string): Promise<void> {
  const at = [connection.districtId, sourceId]
  await connection.furnish([{ name: 'touched_people', create: sql('create_touched_people') }])
  await connection.inDistrict(async (client) => {
    await client.query(sql('find_touched_people'), at)
    await analyzeLarge(client, ['touched_people'])
    await client.query(sql('find_alive_touched'), at)
    await analyzeLarge(client, ['alive'])
  })
}

/**
 * In the apply transaction, after the changes: rows that say the same in other bytes are known by those from now on. Leaves
 * looking up by keys on, as the rest of that transaction has it (`writeOnce` in src/sync/apply.ts).
 */
export async function refreshFingerprints(
  client: DistrictClient,
  place: SourcePlace,
  { near, staged }: { readonly near: ReadonlySet<Table>; readonly staged: Readonly<Record<Table, number>> },
): Promise<void> {
  const at = [place.districtId, place.sourceId]
  for (const table of MEMORY_TABLES) {
    const names = memoryNames(table)
    if (!near.has(table)) {
      // By their keys only where they are few: right after a first sync the planner takes a whole table for a few rows.
      await lookUp(client, staged[table] <= LOOKED_UP_MAX)
      await client.query(fill('refresh_fingerprints', names), at)
      await lookUp(client, true)
      continue
    }
    await lookUp(client, false)
    const fresh = await client.query(fill('find_fresh_fingerprints', names))
    await lookUp(client, true)
    if ((fresh.rowCount ?? 0) > 0) await client.query(fill('refresh_near_fingerprints', names), at)
  }
}

/** In the apply transaction: makes the next run read everybody whom this one did not. Leaves looking up by keys on, as above. */
export async function forgetUnreadPeople(client: DistrictClient, place: SourcePlace): Promise<void> {
  await lookUp(client, false)
  await client.query(sql('forget_unread_people'), [place.districtId, place.sourceId])
  await lookUp(client, true)
}

/** SQL: or the record of that sourcedId (an expression) stands in the feed as it was. $1 district, $2 source. */
export function existsSeen(table: MemoryTable, sourcedId: string): string {
  return fill('exists_seen', { ...memoryNames(table), sourcedId })
}

function memoryNames(table: MemoryTable, shared = 'shared_people'): Readonly<Record<string, string>> {
  return { ...namesOf(ROSTER_TABLES[table]), table, content: fill(CONTENT[table], { shared }) }
}
