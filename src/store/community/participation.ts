/** How a class's students take part: its code, what its leads locked, and who joined by the code without being on the roster. */

import { randomBytes } from 'node:crypto'
import { writeCode } from '../../community/participation-code.ts'
import { CODE_BYTES } from '../../roster/drawn-code.ts'
import { Failure } from '../../roster/failure.ts'
import type { Database, PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface ClassPlace {
  readonly districtId: string
  readonly classId: string
}

export interface ClassSetting {
  /** Nobody new takes part by the code. */
  readonly codeLocked: boolean
  /** Only who is on the class's list takes part by the code. */
  readonly rosterLocked: boolean
  /** Eight signs, as it is kept; null: none was made yet. */
  readonly code: string | null
  readonly codeSince: Date | null
}

const CODE_TRIES_MAX = 5

/** The class of a code as `readCode` gives it, of whatever district; null: there is none. Global. */
export async function findClassOfCode(db: Database, code: string): Promise<ClassPlace | null> {
  const { rows } = await db.pool.query<ClassPlace>(sql('find_class_of_code'), [code])
  return rows[0] ?? null
}

/** Null: there is no such class at work. */
export async function readClassSetting(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
): Promise<ClassSetting | null> {
  const [row] = await query<ClassSetting>(tx, 'read_class_setting', [districtId, classId])
  return row ?? null
}

export async function writeClassSetting(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
  set: Pick<ClassSetting, 'codeLocked' | 'rosterLocked'> & { readonly by: string; readonly at: Date },
): Promise<void> {
  const values = [districtId, classId, set.codeLocked, set.rosterLocked, set.by, set.at]
  await tx.$executeRawUnsafe(sql('write_class_setting'), ...values)
}

/** Gives the class a new code; the one before it leads nowhere from now on. Answers the new one. */
export async function renewCode(tx: PrismaTransaction, { districtId, classId }: ClassPlace, at: Date): Promise<string> {
  await tx.$executeRawUnsafe(sql('drop_participation_code'), districtId, classId)
  for (let tries = 0; tries < CODE_TRIES_MAX; tries += 1) {
    const code = writeCode(randomBytes(CODE_BYTES))
    const [made] = await query<{ code: string }>(tx, 'add_participation_code', [districtId, classId, code, at])
    if (made !== undefined) return made.code
  }
  throw new Failure('CODE_TAKEN', 'retry', 'Every code that was drawn is in use already.')
}

export interface LateJoiner {
  readonly id: string
  /** Null: names of participants were removed since. */
  readonly name: string | null
  readonly joinedAt: Date
}

/** Somebody takes part by the code who isn't on the roster; they stay marked as such. Answers their id. */
export async function addLateJoiner(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
  joiner: { readonly name: string; readonly at: Date },
): Promise<string> {
  const [row] = await query<{ id: string }>(tx, 'add_late_joiner', [districtId, classId, joiner.name, joiner.at])
  if (row === undefined) throw new Failure('JOINER_LOST', 'bug', 'An insert that returns its id returned none.')
  return row.id
}

export function listLateJoiners(tx: PrismaTransaction, { districtId, classId }: ClassPlace): Promise<LateJoiner[]> {
  return query<LateJoiner>(tx, 'list_late_joiners', [districtId, classId])
}

/** They take part no longer, on no device; what they have answered stays. False: there is no such late joiner. */
export async function removeLateJoiner(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
  { joinerId, by, at }: { readonly joinerId: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const removed = await query(tx, 'remove_late_joiner', [districtId, classId, joinerId, at, by])
  if (removed.length === 0) return false
  await query(tx, 'drop_joiner_sessions', [districtId, joinerId])
  return true
}
