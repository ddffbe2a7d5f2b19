/**
 * Orders: what a page asks the worker to do, because only the worker runs syncs.
 *
 * The contract. An action that has been granted the kind's capability calls `createRunOrder` in its transaction; the row
 * holds ids only. A worker takes it within about a second (src/daemon/orders.ts), in order per source, and carries it out
 * in the name of `requestedBy`. `findLastRunOrder` says how it stands:
 *   waiting    neither `isTaken` nor `isDone`
 *   under way  `isTaken`; once it is known, `madeRunId` is the run that it made (sync, preview, retry, undo)
 *   done       `isDone`; `failureCode` is null, or the code of the failure for which it came to nothing
 * Orders about a list that was handed over are made by src/store/sync/upload.ts.
 * `runId` is the run that the order is about: null for sync, preview and lists. A worker that dies while carrying an order out
 * does no harm: another takes it up, finds by the run's state what has happened, and does the rest, once.
 */

import type pg from 'pg'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { SourcePlace } from './source.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

/** What each kind of order needs to have been granted when it was given. */
interface OrderCapabilities {
  readonly sync: 'start:run'
  readonly preview: 'start:run'
  readonly retry: 'start:run'
  readonly approve: 'approve:held_run' | 'approve:held_run_with_administrator_rise'
  readonly approve_additions: 'approve:held_run' | 'approve:held_run_with_administrator_rise'
  readonly approve_match: 'approve:held_run' | 'approve:held_run_with_administrator_rise'
  readonly discard: 'discard:held_run'
  readonly undo: 'undo:run'
  readonly preview_undo: 'undo:run'
}
type AskedKind = keyof OrderCapabilities
export type RunOrderKind = AskedKind | 'preview_upload' | 'upload'

/** A source for sync and preview, else the run that it is about. */
export interface NewRunOrder<K extends AskedKind> {
  readonly kind: K
  readonly sourceId: K extends 'sync' | 'preview' ? string : null
  readonly runId: K extends 'sync' | 'preview' ? null : string
  readonly at: Date
}

export interface RunOrderState {
  readonly id: string
  readonly sourceId: string
  readonly kind: RunOrderKind
  readonly runId: string | null
  readonly madeRunId: string | null
  readonly requestedBy: string
  /** ISO 8601 in UTC. */
  readonly requestedAt: string
  readonly isTaken: boolean
  readonly isDone: boolean
  readonly failureCode: string | null
}

/** Gives the order in the action's transaction (`inGrant`). Its id; null where the district has no such source or run. */
export async function createRunOrder<K extends AskedKind>(
  tx: PrismaTransaction,
  grant: Grant<OrderCapabilities[K]>,
  order: NewRunOrder<K>,
): Promise<string | null> {
  const { districtId } = grant.principal
  const { kind, sourceId, runId, at } = order
  const [made] = await query<{ id: string }>(tx, 'create_run_order', [districtId, sourceId, runId, kind, at])
  return made?.id ?? null
}

/** The newest order of a source, or about a run; null: there is none. */
export async function findLastRunOrder(
  tx: PrismaTransaction,
  districtId: string,
  about: { readonly sourceId: string } | { readonly runId: string },
): Promise<RunOrderState | null> {
  const sourceId = 'sourceId' in about ? about.sourceId : null
  const runId = 'runId' in about ? about.runId : null
  const [found] = await query<RunOrderState>(tx, 'find_last_run_order', [districtId, sourceId, runId])
  return found ?? null
}

/** An order as the worker has taken it. */
export interface RunOrder extends SourcePlace {
  readonly id: string
  readonly kind: RunOrderKind
  readonly runId: string | null
  /** The list that it is about. */
  readonly uploadId: string | null
  readonly madeRunId: string | null
  /** 'person:17'. */
  readonly requestedBy: string
  /** How often it was taken, this time included; by it whoever took it is known from those before. */
  readonly takenCount: number
}

interface OrderRow {
  readonly id: string
  readonly district_id: string
  readonly source_id: string
  readonly kind: RunOrderKind
  readonly run_id: string | null
  readonly upload_id: string | null
  readonly made_run_id: string | null
  readonly requested_by: string
  readonly taken_count: number
}

/** Takes the next order for `leaseMs`; null: there is none to take. Of all workers one gets it. */
export async function takeRunOrder(client: pg.ClientBase, leaseMs: number): Promise<RunOrder | null> {
  const { rows } = await client.query<OrderRow>(sql('take_run_order'), [leaseMs])
  const [row] = rows
  if (row === undefined) return null
  return {
    id: row.id,
    districtId: row.district_id,
    sourceId: row.source_id,
    kind: row.kind,
    runId: row.run_id,
    uploadId: row.upload_id,
    madeRunId: row.made_run_id,
    requestedBy: row.requested_by,
    takenCount: row.taken_count,
  }
}

/** Says that the worker is still at it. False: the order is another's by now. */
export function renewRunOrder(client: pg.ClientBase, order: RunOrder, leaseMs: number): Promise<boolean> {
  return changeOrder(client, order, { statement: 'renew_run_order', value: leaseMs })
}

/** Notes the run that was made for it, before that is started. False: the order is another's by now. */
export function noteMadeRun(client: pg.ClientBase, order: RunOrder, runId: string): Promise<boolean> {
  return changeOrder(client, order, { statement: 'note_made_run', value: runId })
}

/** Ends it: carried out (null), or come to nothing. */
export function finishRunOrder(client: pg.ClientBase, order: RunOrder, failureCode: string | null): Promise<boolean> {
  return changeOrder(client, order, { statement: 'finish_run_order', value: failureCode })
}

/** Gives it back, to be taken again after `pauseMs`. */
export function releaseRunOrder(client: pg.ClientBase, order: RunOrder, pauseMs: number): Promise<boolean> {
  return changeOrder(client, order, { statement: 'release_run_order', value: pauseMs })
}

async function changeOrder(
  client: pg.ClientBase,
  order: RunOrder,
  change: { readonly statement: string; readonly value: unknown },
): Promise<boolean> {
  const { rowCount } = await client.query(sql(change.statement), [order.id, order.takenCount, change.value])
  return rowCount === 1
}
