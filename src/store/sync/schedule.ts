/**
 * When sources are due, the lock that gives one slot to one worker, what became of a night, and which sources are in
 * trouble. Global tables: no district is opened.
 */

import type pg from 'pg'
import type { SourcePlace } from './source.ts'
import { sql } from '../sql.ts'

export interface Schedule extends SourcePlace {
  readonly cron: string | null
  readonly timezone: string
  readonly paused: boolean
  /** The slot that comes next, by its name. */
  readonly nextDueAt: Date | null
  /** When that slot starts. */
  readonly startsAt: Date | null
  readonly lastSlotAt: Date | null
  /** As stored. */
  readonly blackouts: unknown
  /** `HH:MM`; null: the installation's default. */
  readonly windowEnd: string | null
  /** The slot that is to be tried again, or caught up, at `retryAt`. */
  readonly retrySlot: Date | null
  readonly retryAt: Date | null
  /** How often the last slot was tried again; 0: it was missed and is still to run. */
  readonly retries: number
  readonly lastSuccessAt: Date | null
}

interface ScheduleRow {
  district_id: string
  source_id: string
  cron: string | null
  timezone: string
  paused: boolean
  next_due_at: Date | null
  starts_at: Date | null
  last_slot_at: Date | null
  blackouts: unknown
  window_end: string | null
  retry_slot: Date | null
  retry_at: Date | null
  retries: number
  last_success_at: Date | null
}

/** The slot that comes next: its name, its start, and when the source is stale if nothing comes of it. */
export interface NextSlot {
  readonly nextDueAt: Date | null
  readonly startsAt: Date | null
  readonly staleAt: Date | null
}

/** Sources whose slot or retry has come by `now`, the longest overdue first, at most `limit`. */
export async function findDueSources(client: pg.ClientBase, now: Date, limit: number): Promise<readonly SourcePlace[]> {
  const { rows } = await client.query<PlaceRow>(sql('find_due_sources'), [now, limit])
  return rows.map(toPlace)
}

/** Locks the source's schedule until the end of the transaction; null where another worker has it. */
export async function lockSchedule(client: pg.ClientBase, place: SourcePlace): Promise<Schedule | null> {
  const { rows } = await client.query<ScheduleRow>(sql('lock_schedule'), [place.districtId, place.sourceId])
  return rows[0] === undefined ? null : toSchedule(rows[0])
}

/** The source's schedule as it is; null where there is none. */
export async function findSchedule(client: pg.ClientBase, place: SourcePlace): Promise<Schedule | null> {
  const { rows } = await client.query<ScheduleRow>(sql('find_schedule'), [place.districtId, place.sourceId])
  return rows[0] === undefined ? null : toSchedule(rows[0])
}

/** Locks all schedules of a district until the end of the transaction; waits for those that are being taken. */
export async function lockDistrictSchedules(client: pg.ClientBase, districtId: string): Promise<readonly Schedule[]> {
  const { rows } = await client.query<ScheduleRow>(sql('lock_district_schedules'), [districtId])
  return rows.map(toSchedule)
}

/** Ends the slot that is due and sets the next one. Under the lock; what is to happen in the slot goes with it. */
export async function takeSlot(
  client: pg.ClientBase,
  place: SourcePlace,
  next: Pick<NextSlot, 'nextDueAt' | 'startsAt'>,
): Promise<void> {
  await client.query(sql('take_slot'), [place.districtId, place.sourceId, next.nextDueAt, next.startsAt])
}

/** Has a missed slot caught up at a later moment, unless the next one comes first. Under the lock, after `takeSlot`. */
export async function putOffSlot(
  client: pg.ClientBase,
  place: SourcePlace,
  missed: { readonly slot: Date; readonly at: Date },
): Promise<void> {
  await client.query(sql('put_off_slot'), [place.districtId, place.sourceId, missed.slot, missed.at])
}

/** Ends the retry that is due. Under the lock. */
export async function takeRetry(client: pg.ClientBase, place: SourcePlace): Promise<void> {
  await client.query(sql('take_retry'), [place.districtId, place.sourceId])
}

/** Sets another next slot for the same schedule. */
export async function moveSchedule(client: pg.ClientBase, place: SourcePlace, next: NextSlot): Promise<void> {
  await client.query(sql('move_schedule'), [
    place.districtId,
    place.sourceId,
    next.nextDueAt,
    next.startsAt,
    next.staleAt,
  ])
}

/** Has a failed slot tried again. False: the source was paused, or a newer slot has come. */
export async function planRetry(
  client: pg.ClientBase,
  place: SourcePlace,
  retry: { readonly slot: Date; readonly at: Date; readonly retries: number },
): Promise<boolean> {
  const planned = await client.query(sql('plan_retry'), [
    place.districtId,
    place.sourceId,
    retry.slot,
    retry.at,
    retry.retries,
  ])
  return planned.rowCount === 1
}

/** Notes that a source needs somebody: since the first of the failures in a row, with the code of the latest. */
export async function raiseAlarm(
  client: pg.ClientBase,
  place: SourcePlace,
  alarm: { readonly at: Date; readonly code: string },
): Promise<void> {
  await client.query(sql('raise_alarm'), [place.districtId, place.sourceId, alarm.at, alarm.code])
}

/** Ends the alarm. An applied run does so by itself. */
export async function clearAlarm(client: pg.ClientBase, place: SourcePlace): Promise<void> {
  await client.query(sql('clear_alarm'), [place.districtId, place.sourceId])
}

/** Schedules of which nobody has worked out yet when they count as stale, at most `limit`. */
export async function findUnsettledSchedules(client: pg.ClientBase, limit: number): Promise<readonly Schedule[]> {
  const { rows } = await client.query<ScheduleRow>(sql('find_unsettled_schedules'), [limit])
  return rows.map(toSchedule)
}

/** A source that somebody should look at. */
export interface TroubledSource extends SourcePlace {
  /** Its runs have failed since, past their window; null: they have not. */
  readonly alarm: { readonly since: Date; readonly code: string } | null
  /** Nothing was applied for longer than the schedule lets expect, since this moment; null: not stale. */
  readonly staleSince: Date | null
  readonly lastSuccessAt: Date | null
}

/**
 * The sources that failed past their window or went stale, of all districts or of one; paused ones are left alone. For
 * notices, metrics, health and lists: one look, and the same answer for all of them.
 */
export async function listTroubledSources(
  client: pg.ClientBase,
  wanted: { readonly now: Date; readonly districtId: string | null },
): Promise<readonly TroubledSource[]> {
  const { rows } = await client.query<
    PlaceRow & {
      alarm_since: Date | null
      alarm_code: string | null
      stale_since: Date | null
      last_success_at: Date | null
    }
  >(sql('list_troubled_sources'), [wanted.now, wanted.districtId])
  return rows.map((row) => ({
    ...toPlace(row),
    alarm: row.alarm_since === null ? null : { since: row.alarm_since, code: row.alarm_code ?? '' },
    staleSince: row.stale_since,
    lastSuccessAt: row.last_success_at,
  }))
}

/** Sources with a run whose lease is over, of all districts. One look, however many districts there are. */
export async function findAbandonedSources(client: pg.ClientBase): Promise<readonly SourcePlace[]> {
  const { rows } = await client.query<PlaceRow>(sql('find_abandoned_sources'))
  return rows.map(toPlace)
}

interface PlaceRow {
  district_id: string
  source_id: string
}

function toPlace(row: PlaceRow): SourcePlace {
  return { districtId: row.district_id, sourceId: row.source_id }
}

function toSchedule(row: ScheduleRow): Schedule {
  return {
    ...toPlace(row),
    cron: row.cron,
    timezone: row.timezone,
    paused: row.paused,
    nextDueAt: row.next_due_at,
    startsAt: row.starts_at,
    lastSlotAt: row.last_slot_at,
    blackouts: row.blackouts,
    windowEnd: row.window_end,
    retrySlot: row.retry_slot,
    retryAt: row.retry_at,
    retries: row.retries,
    lastSuccessAt: row.last_success_at,
  }
}
