/**
 * Lists that were handed over at a page. The page stores one and orders a look at it (src/store/sync/run-order.ts); the worker
 * notes what it found; somebody says yes, and the worker applies it. State by state:
 *   waiting    the worker has not looked at it yet
 *   checked    looked at: somebody has to confirm it, or drop it
 *   refused    it could not be understood; `findings.failure` says why
 *   confirmed  the worker is to apply it
 *   done       the order about it says how it ended
 *   discarded  dropped before it was applied
 * What stands in it is sealed and gone with its last use.
 */

import type pg from 'pg'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export type UploadState = 'waiting' | 'checked' | 'refused' | 'confirmed' | 'done' | 'discarded'

export interface UploadPlace {
  readonly districtId: string
  readonly uploadId: string
}

export interface NewUpload {
  readonly sourceId: string
  /** The source must be of it. */
  readonly connector: string
  readonly whole: boolean
  /** Size of the list. */
  readonly bytes: number
  /** Sealed for `contentContext`. */
  readonly content: string
  readonly at: Date
}

/** An upload and how its newest order stands. */
export interface UploadRow {
  readonly id: string
  readonly sourceId: string
  readonly whole: boolean
  readonly bytes: number
  readonly state: UploadState
  /** Sealed for `findingsContext`; null: nothing was found yet, or it was dropped. */
  readonly findings: string | null
  readonly isKept: boolean
  /** ISO 8601 in UTC. */
  readonly uploadedAt: string
  readonly orderKind: 'preview_upload' | 'upload' | null
  readonly isTaken: boolean
  readonly isDone: boolean
  readonly madeRunId: string | null
  readonly failureCode: string | null
  /** Of the made run; null: there is none. */
  readonly runState: string | null
}

/** What a list is sealed for. */
export function contentContext(districtId: string, sourceId: string): string {
  return `${districtId}/upload/${sourceId}`
}

/** What the findings of an upload are sealed for. */
export function findingsContext({ districtId, uploadId }: UploadPlace): string {
  return `${districtId}/upload/${uploadId}/findings`
}

/** Its id; null: one of that source waits already, or there is no such source. In the action's transaction. */
export async function createUpload(
  tx: PrismaTransaction,
  grant: Grant<'upload_csv:educator'>,
  upload: NewUpload,
): Promise<string | null> {
  const { sourceId, connector, whole, bytes, content, at } = upload
  const values = [grant.principal.districtId, sourceId, connector, whole, bytes, content, at]
  const [made] = await query<{ id: string }>(tx, 'create_upload', values)
  return made?.id ?? null
}

/** Orders the look at an upload, or that it is applied. The order's id; null: it is not there any more. */
export async function createUploadOrder(
  tx: PrismaTransaction,
  grant: Grant<'upload_csv:educator'>,
  order: { readonly kind: 'preview_upload' | 'upload'; readonly uploadId: string; readonly at: Date },
): Promise<string | null> {
  const values = [grant.principal.districtId, order.uploadId, order.kind, order.at]
  const [made] = await query<{ id: string }>(tx, 'create_upload_order', values)
  return made?.id ?? null
}

/** How many the district has handed over since. */
export async function countUploadsSince(tx: PrismaTransaction, districtId: string, since: Date): Promise<number> {
  const [found] = await query<{ count: number }>(tx, 'count_uploads_since', [districtId, since])
  return found?.count ?? 0
}

/** The district's sources of a connector by id, each with its newest upload. */
export function listListSources(
  tx: PrismaTransaction,
  districtId: string,
  connector: string,
): Promise<readonly { readonly sourceId: string; readonly uploadId: string | null }[]> {
  return query(tx, 'list_list_sources', [districtId, connector])
}

/** Null: the district has no such upload. */
export async function findUpload(tx: PrismaTransaction, place: UploadPlace): Promise<UploadRow | null> {
  const [found] = await query<UploadRow>(tx, 'find_upload', [place.districtId, place.uploadId])
  return found ?? null
}

/** Says yes to one that was looked at, or drops one that nobody has said yes to. Its source; null: it is past that. */
export async function decideUpload(
  tx: PrismaTransaction,
  { districtId, uploadId }: UploadPlace,
  decision: 'confirm' | 'discard',
): Promise<string | null> {
  const [found] = await query<{ sourceId: string }>(tx, `${decision}_upload`, [districtId, uploadId])
  return found?.sourceId ?? null
}

/** As the worker reads it; null: there is none. In the district's transaction. */
export async function readUpload(
  client: pg.ClientBase,
  { districtId, uploadId }: UploadPlace,
): Promise<{
  readonly sourceId: string
  readonly whole: boolean
  readonly state: UploadState
  readonly content: string | null
} | null> {
  const { rows } = await client.query<{
    source_id: string
    whole: boolean
    state: UploadState
    content: string | null
  }>(sql('read_upload'), [districtId, uploadId])
  const [row] = rows
  if (row === undefined) return null
  return { sourceId: row.source_id, whole: row.whole, state: row.state, content: row.content }
}

/** Notes what the look at it has found; nothing where it has been looked at or dropped by now. */
export async function noteFindings(
  client: pg.ClientBase,
  { districtId, uploadId }: UploadPlace,
  noted: { readonly state: 'checked' | 'refused'; readonly findings: string },
): Promise<void> {
  await client.query(sql('note_upload_findings'), [districtId, uploadId, noted.state, noted.findings])
}

/** It has been used, or can't be: the list goes, what was found of it stays for its last day. */
export async function endUpload(client: pg.ClientBase, { districtId, uploadId }: UploadPlace): Promise<void> {
  await client.query(sql('end_upload'), [districtId, uploadId])
}
