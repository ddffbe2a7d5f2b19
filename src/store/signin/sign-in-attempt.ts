/** Attempts to sign in, counted before anybody is known; keys are kept hashed. Global. */

import type { Database } from '../database.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

/** How an attempt that fails makes the next one wait. */
export interface AttemptLimit {
  /** Attempts that fail before there is any wait. */
  readonly free: number
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  /** Without an attempt for so long everything is forgotten. */
  readonly forgetMs: number
}

/** Counts an attempt. False: this key has to wait, and the attempt isn't one. */
export async function takeAttempt(
  db: Database,
  key: string,
  at: AttemptLimit & { readonly now: Date },
): Promise<boolean> {
  const { now, free, firstWaitMs, longestWaitMs, forgetMs } = at
  const values = [hashToken(key), now, free, firstWaitMs / 1000, longestWaitMs / 1000, forgetMs / 1000]
  const { rowCount } = await db.pool.query(sql('take_sign_in_attempt'), values)
  return rowCount === 1
}

/** Until when the key has to wait; null: it hasn't. */
export async function readWait(db: Database, key: string): Promise<Date | null> {
  const { rows } = await db.pool.query<{ blocked_until: Date | null }>(sql('read_sign_in_wait'), [hashToken(key)])
  return rows[0]?.blocked_until ?? null
}

/** An attempt that succeeded was no failure. */
export async function returnAttempt(db: Database, key: string): Promise<void> {
  await db.pool.query(sql('return_sign_in_attempt'), [hashToken(key)])
}

export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await db.pool.query(sql('forget_sign_in_failures'), [hashToken(key)])
}

/** Remembers that this account was signed in to from there. */
export async function noteKnown(db: Database, key: string, now: Date): Promise<void> {
  await db.pool.query(sql('note_known_sign_in'), [hashToken(key), now])
}

/** Whether the account was signed in to from there since. */
export async function isKnown(db: Database, key: string, since: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(sql('find_known_sign_in'), [hashToken(key), since])
  return rowCount === 1
}
