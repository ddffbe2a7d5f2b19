/** Classes that people make: no feed knows them, and no sync touches them. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { RawTransaction } from '../database.ts'
import type { SchoolRow } from '../page.ts'
import { reachClasses, reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface ClassNames {
  readonly title: string
  readonly classCode: string | null
}

interface ClassAt {
  readonly districtId: string
  readonly classId: string
}

/** Makes it at a school in scope, or at one where a class in scope is; null: there is no such school there. */
export async function addClassByHand(
  tx: RawTransaction,
  grant: Grant<Capability>,
  { schoolId, title, classCode }: ClassNames & { readonly schoolId: string },
): Promise<string | null> {
  const values = [...reachSchools(grant), grant.scope.classIds, schoolId, title, classCode]
  const [row] = await query<{ id: string }>(tx, 'add_class_by_hand', values)
  return row?.id ?? null
}

export interface FoundClass {
  readonly id: string
  readonly title: string
  readonly schoolId: string | null
  readonly active: boolean
  readonly byHand: boolean
}

/** At work or ended; null: there is none. */
export async function readClassByHand(
  tx: RawTransaction,
  { districtId, classId }: ClassAt,
): Promise<FoundClass | null> {
  const [row] = await query<FoundClass>(tx, 'read_class_by_hand', [districtId, classId])
  return row ?? null
}

export async function renameClassByHand(
  tx: RawTransaction,
  { districtId, classId }: ClassAt,
  { title, classCode }: ClassNames,
): Promise<void> {
  await tx.$executeRawUnsafe(sql('rename_class_by_hand'), districtId, classId, title, classCode)
}

export async function endClassByHand(
  tx: RawTransaction,
  { districtId, classId }: ClassAt,
  { ends, at }: { readonly ends: boolean; readonly at: Date },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('end_class_by_hand'), districtId, classId, ends, at)
}

export interface ClassByHandRow extends ClassNames {
  readonly id: string
  readonly active: boolean
  /** Null: it is at work. */
  readonly endedAt: Date | null
  readonly school: SchoolRow | null
}

/** Those in scope, also ended ones. */
export function listClassesByHand(tx: RawTransaction, grant: Grant<Capability>): Promise<ClassByHandRow[]> {
  return query<ClassByHandRow>(tx, 'list_classes_by_hand', reachClasses(grant))
}
