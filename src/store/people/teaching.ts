/** Who teaches which class, and assigning and unassigning by hand. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { RawTransaction } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface ClassTeacher extends PersonRow {
  /** Assigned by hand; no feed says so. */
  readonly byHand: boolean
}

/** Who teaches the class; null where there is no such class in scope. */
export async function listClassTeachers(
  tx: RawTransaction,
  grant: Grant<Capability>,
  classId: string,
): Promise<readonly ClassTeacher[] | null> {
  const rows = await query<Omit<ClassTeacher, 'id'> & { id: string | null }>(tx, 'list_class_teachers', [
    ...reachSchools(grant),
    classId,
  ])
  if (rows.length === 0) return null
  return rows.flatMap(({ id, givenName, familyName, byHand }) =>
    id === null ? [] : [{ id, givenName, familyName, byHand }],
  )
}

export interface TaughtClass {
  readonly id: string
  readonly title: string
  readonly schoolName: string | null
  readonly byHand: boolean
}

/** The classes in scope that somebody teaches. */
export function listTaughtClasses(
  tx: RawTransaction,
  grant: Grant<Capability>,
  personId: string,
): Promise<readonly TaughtClass[]> {
  return query<TaughtClass>(tx, 'list_taught_classes', [...reachSchools(grant), personId])
}

export interface ClassToAssign {
  readonly id: string
  /** By which they teach it now, or did until somebody took them out. */
  readonly lines: readonly { readonly id: string; readonly active: boolean; readonly removed: boolean }[]
  /** The class's own source knows the person. */
  readonly isKnown: boolean
}

/** The class as it stands for one person, or null where there is none in scope. */
export async function findClassToAssign(
  tx: RawTransaction,
  grant: Grant<Capability>,
  of: { readonly classId: string; readonly personId: string },
): Promise<ClassToAssign | null> {
  const values = [...reachSchools(grant), of.classId, of.personId]
  const [row] = await query<ClassToAssign>(tx, 'find_class_to_assign', values)
  return row ?? null
}

/** Whether that is somebody of the staff at work, in scope. */
export async function isStaffToAssign(
  tx: RawTransaction,
  grant: Grant<Capability>,
  personId: string,
): Promise<boolean> {
  const rows = await query(tx, 'find_staff_to_assign', [...reachSchools(grant), personId])
  return rows.length === 1
}

interface Assigned {
  readonly districtId: string
  readonly classId: string
  readonly personId: string
}

/** Lets somebody teach a class whose source does not know them; the enrolment's id. */
export async function assignByHand(tx: RawTransaction, { districtId, classId, personId }: Assigned): Promise<string> {
  const sourcedId = `hand-${classId}-${personId}-teacher`
  await tx.$executeRawUnsafe(sql('assign_teacher_by_hand'), districtId, sourcedId, classId, personId)
  return `/${sourcedId}`
}

/** The lead of the class that came with it ends. */
export async function endAssignedLead(
  tx: RawTransaction,
  { districtId, classId, personId }: Assigned,
  at: Date,
): Promise<void> {
  await tx.$executeRawUnsafe(sql('revoke_class_lead_by_hand'), districtId, classId, personId, at)
}
