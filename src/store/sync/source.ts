/** Sources: one configured instance of a connector in one district, its secrets sealed, and its place in the schedule. */

import type pg from 'pg'
import { type Bookmark, isBookmark } from '../../roster/bookmark.ts'
import { Failure } from '../../roster/failure.ts'
import { sql } from '../sql.ts'

export interface Source {
  readonly districtId: string
  readonly id: string
  readonly connector: string
  /** As it lies in the database: secrets are sealed, or name a variable of the environment. */
  readonly config: unknown
  /** The run that first applied this source; null: nothing was applied yet. */
  readonly baselineRunId: string | null
  /** No run of it was ever applied, taken back since or not. */
  readonly isFirst: boolean
  /** What the last applied run left for the next one, see sync/memory.ts; null: nothing. */
  readonly memory: unknown
  /** What the connector left for its next read; null: nothing. */
  readonly bookmark: Bookmark | null
  readonly cron: string | null
  readonly paused: boolean
  /** Why it rests: somebody paused it, or a run of it was taken back. Null where it does not rest. */
  readonly pausedBecause: PauseReason | null
  /** The slot that comes next, by its name. */
  readonly nextDueAt: Date | null
  /** When that slot starts: later by the source's share of the spread. */
  readonly startsAt: Date | null
  readonly lastSlotAt: Date | null
  /** As stored. */
  readonly blackouts: unknown
  /** `HH:MM`; null: the installation's default. */
  readonly windowEnd: string | null
  /** When its last slot is tried again, or caught up where it was missed (`retries` 0). */
  readonly retryAt: Date | null
  readonly retries: number
  /** Since when its runs fail past their window, and how. */
  readonly alarm: { readonly since: Date; readonly code: string } | null
  readonly lastSuccessAt: Date | null
  /** Stale from then on, if nothing is applied before. */
  readonly staleAt: Date | null
  readonly timezone: string
}

export type PauseReason = 'person' | 'undo'

export interface SourcePlace {
  readonly districtId: string
  readonly sourceId: string
}

interface SourceRow {
  district_id: string
  id: string
  connector: string
  config: unknown
  baseline_run_id: string | null
  is_first: boolean
  memory: unknown
  bookmark: unknown
  cron: string | null
  paused: boolean
  paused_because: PauseReason | null
  next_due_at: Date | null
  starts_at: Date | null
  last_slot_at: Date | null
  blackouts: unknown
  window_end: string | null
  retry_at: Date | null
  retries: number
  alarm_since: Date | null
  alarm_code: string | null
  last_success_at: Date | null
  stale_at: Date | null
  timezone: string
}

/**
 * Makes a source and its schedule, with an audit entry. In the district's transaction.
 * @throws Failure SOURCE_EXISTS
 */
export async function createSource(
  client: pg.ClientBase,
  source: SourcePlace & {
    readonly connector: string
    readonly config: unknown
    readonly cron: string | null
    readonly nextDueAt: Date | null
    /** Default: at once when it is due. */
    readonly startsAt?: Date | null
    /** Its people may be held at schools of other sources. Default: no. */
    readonly borrowsOrgs?: boolean
  },
): Promise<void> {
  const { districtId, sourceId, connector, config, cron, nextDueAt, startsAt = nextDueAt, borrowsOrgs = false } = source
  const made = await client.query(sql('create_source_schedule'), [districtId, sourceId, cron, nextDueAt, startsAt])
  if (made.rowCount !== 1)
    throw new Failure(
      'SOURCE_EXISTS',
      'operator',
      `District ${districtId} has a source ${sourceId} already, or had one that was removed. Change it with "staffroom source set", or choose another id.`,
    )
  await client.query(sql('create_source'), [districtId, sourceId, connector, JSON.stringify(config), borrowsOrgs])
  await recordSourceAct(client, source, 'source.add')
}

/** The source, or null. In the district's transaction. */
export async function findSource(client: pg.ClientBase, place: SourcePlace): Promise<Source | null> {
  const { rows } = await client.query<SourceRow>(sql('find_source'), [place.districtId, place.sourceId])
  return rows[0] === undefined ? null : toSource(rows[0])
}

/** The district's sources by id. In the district's transaction. */
export async function listSources(client: pg.ClientBase, districtId: string): Promise<readonly Source[]> {
  const { rows } = await client.query<SourceRow>(sql('list_sources'), [districtId])
  return rows.map(toSource)
}

/** Replaces the configuration (secrets already sealed), with an audit entry. In the district's transaction. */
export async function updateSourceConfig(client: pg.ClientBase, place: SourcePlace, config: unknown): Promise<void> {
  await client.query(sql('update_source_config'), [place.districtId, place.sourceId, JSON.stringify(config)])
  await recordSourceAct(client, place, 'source.set')
}

/**
 * Replaces a configuration by the same one with its secrets sealed, with an audit entry. False, and nothing changed, where
 * somebody has set another since it was read. In the district's transaction.
 */
export async function updateSealedConfig(client: pg.ClientBase, source: Source, sealed: unknown): Promise<boolean> {
  const place = { districtId: source.districtId, sourceId: source.id }
  const values = [place.districtId, place.sourceId, JSON.stringify(sealed), JSON.stringify(source.config)]
  if ((await client.query(sql('seal_source_config'), values)).rowCount !== 1) return false
  await recordSourceAct(client, place, 'source.seal')
  return true
}

export interface SourceSchedule {
  readonly cron: string | null
  readonly nextDueAt: Date | null
  readonly startsAt: Date | null
  readonly staleAt: Date | null
  readonly blackouts: readonly { readonly from: string; readonly to: string }[]
  /** `HH:MM`; null: the installation's default. */
  readonly windowEnd: string | null
}

/** Replaces the schedule; no cron: only by hand. In the district's transaction. */
export async function updateSourceSchedule(
  client: pg.ClientBase,
  place: SourcePlace,
  schedule: SourceSchedule,
): Promise<void> {
  const { cron, nextDueAt, startsAt, staleAt, blackouts, windowEnd } = schedule
  await client.query(sql('set_schedule'), [
    place.districtId,
    place.sourceId,
    cron,
    nextDueAt,
    startsAt,
    staleAt,
    JSON.stringify(blackouts),
    windowEnd,
  ])
  await recordSourceAct(client, place, 'source.schedule')
}

/** Stops a source from running by schedule, or lets it again from `nextDueAt` on. In the district's transaction. */
export async function updateSourcePaused(
  client: pg.ClientBase,
  place: SourcePlace,
  pause: {
    readonly paused: boolean
    readonly nextDueAt: Date | null
    /** Default: at once when it is due. */
    readonly startsAt?: Date | null
    /** Default: a worker works it out. */
    readonly staleAt?: Date | null
  },
): Promise<void> {
  const { paused, nextDueAt, startsAt = nextDueAt, staleAt = null } = pause
  await client.query(sql('set_schedule_paused'), [
    place.districtId,
    place.sourceId,
    paused,
    nextDueAt,
    startsAt,
    staleAt,
  ])
  await recordSourceAct(client, place, paused ? 'source.pause' : 'source.resume')
}

/** Holds the source until the end of the district's transaction; false: there is none. */
export async function lockSource(client: pg.ClientBase, place: SourcePlace): Promise<boolean> {
  return (await client.query(sql('lock_source'), [place.districtId, place.sourceId])).rowCount === 1
}

/**
 * Removes a source whose row is held: it starts never again, and how it was read is forgotten. What it brought and its
 * runs stay. False, and nothing changed, where a run of it is under way or waits for a decision.
 */
export async function removeSource(client: pg.ClientBase, place: SourcePlace, at: Date): Promise<boolean> {
  const values = [place.districtId, place.sourceId]
  const { rows } = await client.query<{ open: boolean }>(sql('has_open_run'), values)
  if (rows[0]?.open === true) return false
  await client.query(sql('forget_source'), values)
  await client.query(sql('remove_source_schedule'), [...values, at])
  await recordSourceAct(client, place, 'source.remove')
  return true
}

/** That somebody has tried whether a feed can be reached. In the district's transaction. */
export function noteSourceTried(client: pg.ClientBase, place: SourcePlace): Promise<unknown> {
  return recordSourceAct(client, place, 'source.check')
}

/** Where in the installation sources of that id (null: any) are. Global: no district is opened. */
export async function findSourcePlaces(
  client: pg.ClientBase,
  wanted: { readonly districtId: string | null; readonly sourceId: string | null },
): Promise<readonly SourcePlace[]> {
  const { rows } = await client.query<{ district_id: string; source_id: string }>(sql('find_source_places'), [
    wanted.sourceId,
    wanted.districtId,
  ])
  return rows.map((row) => ({ districtId: row.district_id, sourceId: row.source_id }))
}

function recordSourceAct(client: pg.ClientBase, place: SourcePlace, action: string): Promise<unknown> {
  return client.query(sql('append_audit_entry'), [place.districtId, action, `source:${place.sourceId}`, '{}'])
}

function toSource(row: SourceRow): Source {
  return {
    districtId: row.district_id,
    id: row.id,
    connector: row.connector,
    config: row.config,
    baselineRunId: row.baseline_run_id,
    isFirst: row.is_first,
    memory: row.memory ?? null,
    bookmark: isBookmark(row.bookmark) ? row.bookmark : null,
    cron: row.cron,
    paused: row.paused,
    pausedBecause: row.paused_because,
    nextDueAt: row.next_due_at,
    startsAt: row.starts_at,
    lastSlotAt: row.last_slot_at,
    blackouts: row.blackouts,
    windowEnd: row.window_end,
    retryAt: row.retry_at,
    retries: row.retries,
    alarm: row.alarm_since === null ? null : { since: row.alarm_since, code: row.alarm_code ?? '' },
    lastSuccessAt: row.last_success_at,
    staleAt: row.stale_at,
    timezone: row.timezone,
  }
}
