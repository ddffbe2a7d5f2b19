/** What the worker does for every district again and again: found and claimed without opening any district. */

import type pg from 'pg'
import { sql } from './sql.ts'

/**
 * `look`: stale sources, licences, figures, the digest; `post`: telling and sending; `retention`: removing what is old;
 * `expiry`: retiring people whose last day has passed; `link`: people made one whom somebody at a page has said to be;
 * `pairs`: who may be one person, looked at anew once people have changed; `seal`: sealing the audit log; `figures`:
 * publishing the months of coaching that are over; `surveys`: mixing answers, closing cycles and making reports;
 * `gradebook`: telling gradebooks of LMSs who has taken part in a survey.
 */
export const CHORE_KINDS = [
  'look',
  'post',
  'retention',
  'expiry',
  'link',
  'pairs',
  'seal',
  'figures',
  'surveys',
  'gradebook',
] as const
export type ChoreKind = (typeof CHORE_KINDS)[number]

export interface Chore {
  readonly districtId: string
  readonly kind: ChoreKind
  /** Names the claim: whoever finishes must still hold it. */
  readonly claim: string
}

/** Gives new districts their chores. */
export async function ensureChores(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(sql('ensure_chores'), [now, CHORE_KINDS])
}

/** Has a chore done by `at`. Part of the caller's transaction. */
export async function hastenChore(
  client: pg.ClientBase,
  chore: { readonly districtId: string; readonly kind: ChoreKind; readonly at: Date },
): Promise<void> {
  await client.query(sql('hasten_chore'), [chore.districtId, chore.kind, chore.at])
}

/** Takes what is due: one worker at a time for each, whatever number of workers there is. */
export async function claimChores(
  client: pg.ClientBase,
  claim: { readonly owner: string; readonly seconds: number; readonly limit: number; readonly now: Date },
): Promise<readonly Chore[]> {
  const { rows } = await client.query<{ district_id: string; kind: ChoreKind; claim: string }>(sql('claim_chores'), [
    claim.owner,
    claim.seconds,
    claim.limit,
    claim.now,
  ])
  return rows.map((row) => ({ districtId: row.district_id, kind: row.kind, claim: row.claim }))
}

/** Gives it back until `next`. A claim that was lost changes nothing. */
export async function finishChore(
  client: pg.ClientBase,
  chore: Chore,
  done: { readonly owner: string; readonly now: Date; readonly next: Date },
): Promise<void> {
  const values = [chore.districtId, chore.kind, done.owner, chore.claim, done.now, done.next]
  await client.query(sql('finish_chore'), values)
}
