/** Answers to creations that carried an idempotency key, kept for a day so that nothing is made twice. */

import type { PrismaTransaction } from './database.ts'
import { sql } from './sql.ts'
import { query } from './world.ts'

/** Whose key it is; both hashes in hex. */
export interface IdempotencyKey {
  readonly districtId: string
  readonly actor: string
  readonly keyHash: string
}

/** `mine`: nobody had it, it is for this request now; `other`: it was used for another request; `open`: its outcome isn't known. */
export type Claim =
  | { readonly state: 'mine' | 'other' | 'open' }
  | { readonly state: 'answered'; readonly status: number; readonly sealedBody: string | null }

interface ClaimRow {
  mine: boolean
  request_hash: string | null
  status: number | null
  body: string | null
}

/** Takes the key for the request, or says what it was used for; what is older than `since` counts no more. */
export async function claimKey(
  tx: PrismaTransaction,
  key: IdempotencyKey,
  { requestHash, now, since }: { readonly requestHash: string; readonly now: Date; readonly since: Date },
): Promise<Claim> {
  await tx.$executeRawUnsafe(sql('delete_idempotent_answers'), key.districtId, key.actor, since)
  const values = [key.districtId, key.actor, key.keyHash, requestHash, now]
  const [row] = await query<ClaimRow>(tx, 'claim_idempotent_answer', values)
  if (row?.mine === true) return { state: 'mine' }
  // Whoever was quicker by a moment isn't seen yet.
  if (row === undefined) return { state: 'open' }
  if (row.request_hash !== requestHash) return { state: 'other' }
  return row.status === null ? { state: 'open' } : { state: 'answered', status: row.status, sealedBody: row.body }
}

export async function keepAnswer(
  tx: PrismaTransaction,
  key: IdempotencyKey,
  { status, sealedBody }: { readonly status: number; readonly sealedBody: string | null },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('keep_idempotent_answer'), key.districtId, key.actor, key.keyHash, status, sealedBody)
}

/** Gives the key back: the request was refused and made nothing. */
export async function dropClaim(tx: PrismaTransaction, key: IdempotencyKey): Promise<void> {
  await tx.$executeRawUnsafe(sql('drop_idempotent_answer'), key.districtId, key.actor, key.keyHash)
}
