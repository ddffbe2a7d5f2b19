/** How a district stands, for its notices, its digest and whoever watches the installation: ids, codes and counts. */

import type pg from 'pg'
import type { Role } from '../../roster/model.ts'
import { sql } from '../sql.ts'

/** Figures of one district, as they are kept for whoever watches the installation. */
export interface DistrictFigures {
  /** Runs that are kept, by state. */
  readonly runs: Readonly<Record<string, number>>
  /** Open notices by kind. */
  readonly notices: Readonly<Record<string, number>>
  readonly sources: Readonly<Record<string, { readonly appliedAt: string | null; readonly stale: boolean }>>
  /** Messages that wait, and that were given up. */
  readonly queued: number
  readonly dead: number
  readonly oldestQueuedAt: string | null
}

export interface SeenFigures {
  readonly districtId: string
  readonly seenAt: Date
  readonly figures: DistrictFigures
}

/** Counts the district's figures and keeps them where they can be read without opening it. In its transaction. */
export async function refreshFigures(client: pg.ClientBase, districtId: string, now: Date): Promise<void> {
  const { rows } = await client.query<DistrictFigures>(sql('read_district_counts'), [districtId, now])
  await client.query(sql('write_figures'), [districtId, now, JSON.stringify(rows[0])])
}

/** Of every district, as last seen. Global: no district is opened. */
export async function listFigures(client: pg.ClientBase): Promise<readonly SeenFigures[]> {
  const { rows } = await client.query<{ district_id: string; seen_at: Date; figures: DistrictFigures }>(
    sql('list_figures'),
  )
  return rows.map((row) => ({ districtId: row.district_id, seenAt: row.seen_at, figures: row.figures }))
}

/** Ids of the deployments of learning platforms that wait for an administrator of the district to confirm them. */
export async function listUnconfirmedDeployments(
  client: pg.ClientBase,
  districtId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('list_unconfirmed_lti_deployments'), [districtId])
  return rows.map(({ id }) => id)
}

/** Says that this worker is there. Global. */
export async function beat(client: pg.ClientBase, owner: string, startedAt: Date): Promise<void> {
  await client.query(sql('renew_heartbeat'), [owner, startedAt])
}

/** A worker that stops says good-bye: nobody need wonder. Global. */
export async function forgetWorker(client: pg.ClientBase, owner: string): Promise<void> {
  await client.query(sql('forget_worker'), [owner])
}

export interface WorkerState {
  /** Since any worker was heard of; null: none ever was. */
  readonly silentSeconds: number | null
  readonly workers: number
  /** Since when the oldest order of a page waits; null: none does. */
  readonly orderSeconds: number | null
  readonly orders: number
}

/** Whether workers are there, by the database's clock: those heard of in the last `aliveSeconds`. Global. */
export async function readWorkerState(client: pg.ClientBase, aliveSeconds: number): Promise<WorkerState> {
  const { rows } = await client.query<WorkerState>(sql('read_worker_state'), [aliveSeconds])
  return rows[0] ?? { silentSeconds: null, workers: 0, orderSeconds: null, orders: 0 }
}

/** Sources whose schedule rests because a run was taken back. */
export async function listPinnedSources(client: pg.ClientBase, districtId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ source_id: string }>(sql('list_pinned_sources'), [districtId])
  return rows.map((row) => row.source_id)
}

/** The newest failed run of a source, or null. */
export async function findLastFailedRun(
  client: pg.ClientBase,
  districtId: string,
  sourceId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(sql('find_last_failed_run'), [districtId, sourceId])
  return rows[0]?.id ?? null
}

/**
 * Takes the digest of a day: null where it was taken already, else since when there is something to tell. In the
 * transaction that writes the digest.
 */
export async function claimDigestDay(
  client: pg.ClientBase,
  day: { readonly districtId: string; readonly day: string; readonly now: Date },
): Promise<{ readonly before: Date | null } | null> {
  const { rows } = await client.query<{ before: Date | null }>(sql('claim_digest_day'), [
    day.districtId,
    day.day,
    day.now,
  ])
  return rows[0] ?? null
}

export interface EndedRunRow {
  readonly id: string
  readonly source_id: string
  readonly state: string
  readonly report: unknown
  readonly failure: unknown
}

/** Runs that came to rest since `since`, the oldest first. */
export async function listEndedRuns(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly since: Date; readonly limit: number },
): Promise<readonly EndedRunRow[]> {
  const { rows } = await client.query<EndedRunRow>(sql('list_ended_runs'), [
    wanted.districtId,
    wanted.since,
    wanted.limit,
  ])
  return rows
}

export interface RoleLoss {
  readonly role: Role
  readonly lost: number
  readonly held: number
}

/** How many of those who held each role then have lost it since, whatever number of runs took it. */
export async function listLossesSince(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly since: Date; readonly roles: readonly Role[] },
): Promise<readonly RoleLoss[]> {
  const values = [wanted.districtId, wanted.since, wanted.roles]
  const { rows } = await client.query<RoleLoss>(sql('list_weekly_losses'), values)
  return rows
}

/** E-mail addresses of those who look after the district, in lower case. */
export async function listRecipients(client: pg.ClientBase, districtId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ email: string }>(sql('list_recipients'), [districtId])
  return rows.map((row) => row.email)
}

/** E-mail addresses of those who look after its invoices, in lower case. */
export async function listBillingOffice(client: pg.ClientBase, districtId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ email: string }>(sql('list_billing_office'), [districtId])
  return rows.map((row) => row.email)
}
