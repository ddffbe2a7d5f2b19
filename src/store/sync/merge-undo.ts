/** A merge of two people taken back: what stands against it, and everything that goes back, in the caller's transaction. */

import type { PoolClient } from 'pg'
import { sql } from '../sql.ts'
import { putBackMerge } from './merge-journal.ts'
import type { LinkPair } from './person-link.ts'

export interface MergeToUndo {
  readonly id: string
  readonly state: 'asked' | 'refused' | 'merged' | 'undo_asked' | 'undone'
  readonly personId: string
  readonly otherId: string
  readonly mergedAt: Date | null
  /** The one who went is still the one who stayed, and nobody else. */
  readonly isInForce: boolean
  readonly isErased: boolean
  /** A later merge of one of the two that is in force, or null. */
  readonly laterId: string | null
}

/** The merge and its two people, locked until the end of the transaction; null: there is none of that number. */
export async function findMergeToUndo(
  client: PoolClient,
  districtId: string,
  mergeId: string,
): Promise<MergeToUndo | null> {
  const { rows } = await client.query<MergeToUndo>(sql('find_merge_to_undo'), [districtId, mergeId])
  return rows[0] ?? null
}

/** Whether a sync's plan may say of the two who they were together. */
export async function isRunUnderWay(client: PoolClient, districtId: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(sql('is_run_under_way'), [districtId])
  return rows[0]?.found ?? true
}

/** Kinds of places that go back with the one who returns. */
export async function listMergedSeats(client: PoolClient, pair: LinkPair, mergeId: string): Promise<readonly string[]> {
  const values = [pair.districtId, mergeId, pair.otherId]
  const { rows } = await client.query<{ kind: string }>(sql('list_merged_seats'), values)
  return rows.map(({ kind }) => kind)
}

/** Gives the one who went back what was theirs, and says so in the audit log. Seats are the caller's matter. */
export async function partPeople(
  client: PoolClient,
  pair: LinkPair,
  at: { readonly mergeId: string; readonly mergedAt: Date | null; readonly by: string; readonly now: Date },
): Promise<void> {
  const { districtId, personId, otherId } = pair
  const { mergeId, now, by } = at
  const both = [personId, otherId]
  await putBackMerge(client, pair, mergeId)
  await client.query(sql('return_undoing_points'), [districtId, personId, otherId])
  await client.query(sql('return_records'), [districtId, personId, otherId, mergeId])
  await client.query(sql('settle_parted_speakers'), [districtId, both, otherId])
  await client.query(sql('return_enrolments'), [districtId, personId, otherId])
  await client.query(sql('return_grants'), [districtId, personId, otherId])
  await client.query(sql('drop_parted_affiliations'), [districtId, both])
  await client.query(sql('add_parted_affiliations'), [districtId, both])
  await client.query(sql('settle_parted_people'), [districtId, both, now, at.mergedAt])
  await client.query(sql('part_proposals'), [districtId, personId, otherId, by, now])
  await client.query(sql('end_parted_sessions'), [districtId, both, now])
  await client.query(sql('finish_merge_undo'), [districtId, mergeId, now, by])
  await client.query(sql('append_audit_entry'), [
    districtId,
    'person.part',
    `person:${personId}`,
    JSON.stringify({ other: otherId }),
  ])
}

export interface MadeMerge extends Pick<MergeToUndo, 'id' | 'state' | 'mergedAt'> {
  readonly staysId: string
  readonly goesId: string
}

/** Merges, the newest first. */
export async function listMadeMerges(
  client: PoolClient,
  districtId: string,
  limit: number,
): Promise<readonly MadeMerge[]> {
  const { rows } = await client.query<MadeMerge>(sql('list_made_merges'), [districtId, limit])
  return rows
}

export interface AskedMerge extends Pick<MergeToUndo, 'id' | 'personId' | 'otherId'> {
  readonly state: 'asked' | 'undo_asked'
  /** 'person:17' or 'customer_admin:4'. */
  readonly by: string
  readonly mayRaise: boolean
}

/** What pages have asked to be merged or taken back, the oldest first. */
export async function listAskedMerges(
  client: PoolClient,
  districtId: string,
  limit: number,
): Promise<readonly AskedMerge[]> {
  const { rows } = await client.query<AskedMerge>(sql('list_asked_merges'), [districtId, limit])
  return rows
}

/** Answers whoever asked with the reason why not. */
export async function refuseMerge(
  client: PoolClient,
  refused: { readonly districtId: string; readonly id: string; readonly says: string },
): Promise<void> {
  await client.query(sql('refuse_person_merge'), [refused.districtId, refused.id, refused.says])
}
