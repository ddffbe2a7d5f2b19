/** Our own LTI signing keys in the database: a global table, private parts sealed. */

import type pg from 'pg'
import { globally } from '../database.ts'
import type { Database } from '../database.ts'
import { sql } from '../sql.ts'

export type KeyStatus = 'next' | 'active' | 'retired'

export interface KeyRecord {
  readonly kid: string
  readonly status: KeyStatus
  readonly publicJwk: Readonly<Record<string, unknown>>
  readonly privateSealed: string
  /** Published since then. */
  readonly createdAt: Date
  /** Null: it has never signed. */
  readonly activatedAt: Date | null
  readonly retiredAt: Date | null
}

export type NewKeyRecord = Pick<KeyRecord, 'kid' | 'status' | 'publicJwk' | 'privateSealed'>

interface KeyRow {
  kid: string
  status: KeyStatus
  public_jwk: Record<string, unknown>
  private_sealed: string
  created_at: Date
  activated_at: Date | null
  retired_at: Date | null
}

/** All keys, oldest first. */
export async function listKeys(db: Database): Promise<readonly KeyRecord[]> {
  const { rows } = await db.pool.query<KeyRow>(sql('list_lti_keys'))
  return rows.map((row) => ({
    kid: row.kid,
    status: row.status,
    publicJwk: row.public_jwk,
    privateSealed: row.private_sealed,
    createdAt: row.created_at,
    activatedAt: row.activated_at,
    retiredAt: row.retired_at,
  }))
}

/** Keeps a new key; false where another process was faster with one of this status. */
export async function saveKey(
  client: pg.Pool | pg.ClientBase,
  { kid, status, publicJwk, privateSealed }: NewKeyRecord,
  now: Date,
): Promise<boolean> {
  const values = [kid, status, JSON.stringify(publicJwk), privateSealed, now]
  const { rowCount } = await client.query(sql('create_lti_key'), values)
  return rowCount === 1
}

export interface Advance {
  readonly now: Date
  /** The next key must have been published by then. */
  readonly publishedBy: Date
  /** The active key must have begun to sign by then. */
  readonly activeBy: Date
}

/**
 * The next key signs from now on, the one before stays published. Nothing changes where no next key has been published
 * for long enough, or the active one is too young.
 * @returns whether the keys moved; true for one of several that ask at once
 */
export function advanceKeys(db: Database, { now, publishedBy, activeBy }: Advance): Promise<boolean> {
  return globally(db, async (client) => {
    const { rowCount } = await client.query(sql('retire_active_lti_key'), [now, publishedBy, activeBy])
    if (rowCount !== 1) return false
    await client.query(sql('activate_next_lti_key'), [now])
    return true
  })
}

/** Removes the keys that retired by then; returns how many. Role `sync`. */
export async function removeRetiredKeys(db: Database, retiredBy: Date): Promise<number> {
  const { rowCount } = await db.pool.query(sql('delete_retired_lti_keys'), [retiredBy])
  return rowCount ?? 0
}

/** Puts new keys in the place of all there are, in one step. Role `sync`. */
export function replaceKeys(db: Database, keys: readonly NewKeyRecord[], now: Date): Promise<void> {
  return globally(db, async (client) => {
    await client.query(sql('delete_lti_keys'))
    for (const key of keys) await saveKey(client, key, now)
  })
}
