/** The list of a class's students as its leads keep it. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { Failure } from '../../roster/failure.ts'
import { MEMBER } from '../../roster/sticky-field.ts'
import type { RawTransaction } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { reachClasses } from '../scope.ts'
import { sql } from '../sql.ts'
import { writeStickyField } from '../sync/sticky-field.ts'
import { query } from '../world.ts'

export interface ClassStudentRow {
  readonly person: PersonRow
  /** Whose word it is that they are in the class, or aren't. */
  readonly owner: 'feed' | 'put_in' | 'taken_out'
  /** The first day; null: the feed names none, or they are out. */
  readonly since: string | null
  /** Of the edit by hand; null: the feed's. */
  readonly editedAt: Date | null
  /** Null: nobody of this roster. */
  readonly editedBy: string | null
}

/** Who is a student of the class, and who was taken out by hand; by name. None where the class is out of scope. */
export function listClassStudents(
  tx: RawTransaction,
  grant: Grant<Capability>,
  classId: string,
): Promise<ClassStudentRow[]> {
  return query<ClassStudentRow>(tx, 'list_class_students', [...reachClasses(grant), classId])
}

export interface StudentChoice extends PersonRow {
  readonly grades: readonly string[]
}

/** Students of the class's school who aren't in it. `words` in lower case: a name must contain them all. */
export function findStudentsForClass(
  tx: RawTransaction,
  grant: Grant<Capability>,
  search: { readonly classId: string; readonly words: readonly string[]; readonly limit: number },
): Promise<StudentChoice[]> {
  const { classId, words, limit } = search
  const values = [...reachClasses(grant), classId, words, words.join(' '), limit]
  return query<StudentChoice>(tx, 'find_students_for_class', values)
}

interface StudentOf {
  readonly districtId: string
  readonly classId: string
  readonly personId: string
}

export interface StudentStanding {
  /** A student at work of the class's school. */
  readonly isOfSchool: boolean
  /** By which the class's own source knows them; null: it doesn't. */
  readonly sourcedId: string | null
  /** By which they are its student now, or were until somebody took them out by hand. */
  readonly lines: readonly { readonly id: string; readonly active: boolean; readonly edited: boolean }[]
}

/** How somebody stands to a class. */
export async function findClassStudent(
  tx: RawTransaction,
  { districtId, classId, personId }: StudentOf,
): Promise<StudentStanding> {
  const [row] = await query<StudentStanding>(tx, 'find_class_student', [districtId, classId, personId])
  return row ?? { isOfSchool: false, sourcedId: null, lines: [] }
}

/** Makes somebody a student of the class by hand, from today on; no feed takes them out again. Under the roster's lock. */
export async function putStudentIntoClass(
  tx: RawTransaction,
  { districtId, classId, personId }: StudentOf,
  { sourcedId, at }: { readonly sourcedId: string | null; readonly at: Date },
): Promise<void> {
  const name = `hand-${classId}-${personId}-student`
  const values = [districtId, name, classId, personId, sourcedId ?? '', at]
  await tx.$executeRawUnsafe(sql('put_student_into_class'), ...values)
  const place = { districtId, kind: 'enrolments', id: `/${name}` } as const
  await writeStickyField(tx, place, { column: MEMBER, value: true, feedValue: null, at })
}

/** Whether somebody of the district has this student number. */
export async function isStudentNumberTaken(tx: RawTransaction, districtId: string, number: string): Promise<boolean> {
  const [row] = await query<{ taken: boolean }>(tx, 'is_student_number_taken', [districtId, number])
  return row?.taken !== false
}

export interface NewStudent {
  readonly givenName: string
  readonly familyName: string
  readonly number: string | null
}

/** Makes a student of the school whom no feed knows; their id. */
export async function addStudentByHand(
  tx: RawTransaction,
  { districtId, schoolId }: { readonly districtId: string; readonly schoolId: string },
  { givenName, familyName, number }: NewStudent,
): Promise<string> {
  const values = [districtId, givenName, familyName, number, schoolId]
  const [row] = await query<{ id: string }>(tx, 'add_student_by_hand', values)
  if (row === undefined) throw new Failure('STUDENT_LOST', 'bug', 'An insert that returns its id returned none.')
  return row.id
}
