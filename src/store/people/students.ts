/** Students as those see them who look after them: lists, one with all that is known, where they may be put. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Scope } from '../../access/grant.ts'
import type { StudentFacts, StudentReach, TeachersSee } from '../../access/student.ts'
import type { DisplayIdentity, StudentField, StudentState } from '../../roster/student.ts'
import { isInactive, STUDENT_FIELDS } from '../../roster/student.ts'
import { readDistrictRule } from '../rules/rules.ts'
import type { Page, PageRequest, SchoolRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface ListedStudent {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  /** Of their names the one that they go by now; null: the roster's. */
  readonly showsAs: string | null
  readonly grades: readonly string[]
  readonly state: StudentState
  /** Of those within reach. */
  readonly schools: readonly SchoolRow[]
  /** How many active classes they are in. */
  readonly classes: number
  /** A feed knows them. */
  readonly isFed: boolean
}

export interface StudentSearch extends PageRequest {
  /** In lower case: a name must contain them all, or the student number is all of it. */
  readonly words: readonly string[]
  readonly schoolId: string | null
  readonly grade: string | null
  readonly classId: string | null
  readonly states: readonly StudentState[]
}

const STUDENT_ORDER: ListOrder = {
  by: {
    name: ['lower(page.family_name)', 'lower(page.given_name)'],
    grade: ['page.grades'],
    state: ['page.state'],
  },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** $1 district · $2 the whole of it? · $3 schools · $4 classes */
function reachStudents({ grant }: StudentReach, { district, schoolIds, classIds }: Scope): readonly unknown[] {
  return [grant.principal.districtId, district, schoolIds, classIds]
}

/** One page of the students within reach, by family name. */
export async function listStudents(
  client: pg.ClientBase,
  reach: StudentReach,
  search: StudentSearch,
): Promise<Page<ListedStudent>> {
  const { limit, offset } = pageFrom(search)
  const { words, schoolId, grade, classId, states } = search
  const asked = [words, words.join(' '), schoolId, grade, classId, states, limit, offset]
  const { rows } = await client.query<{ total: number; items: ListedStudent[] }>(
    sorted('list_students', search, STUDENT_ORDER),
    [...reachStudents(reach, reach.scope), ...asked],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

export interface StudentClass {
  readonly id: string
  readonly title: string
  readonly schoolId: string | null
  readonly schoolName: string | null
  /** A feed says that they are in it. */
  readonly isFed: boolean
}

export interface StudentRecord extends Readonly<Record<Exclude<StudentField, 'grades'>, string | null>> {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly username: string | null
  readonly grades: readonly string[]
  readonly state: StudentState
  readonly stateSince: Date | null
  readonly isFed: boolean
  /** A feed knows them, or did. */
  readonly wasFed: boolean
  /** They hold a role of the staff, too: their account is looked after there. */
  readonly isStaff: boolean
  readonly identities: readonly DisplayIdentity[]
  /** Columns that somebody edited over a feed, with what the feed says. */
  readonly edited: Readonly<Record<string, unknown>>
  readonly schools: readonly (SchoolRow & { readonly isFed: boolean })[]
  /** Whose students they were when they left. */
  readonly schoolsLeft: readonly string[]
  readonly classes: readonly StudentClass[]
  readonly ltiLinks: number
  /** Sessions that are open. */
  readonly sessions: number
}

/** The student, or null where there is none within reach. */
export async function readStudent(
  client: pg.ClientBase,
  reach: StudentReach,
  of: { readonly personId: string; readonly now: Date },
): Promise<StudentRecord | null> {
  const values = [...reachStudents(reach, reach.scope), of.personId, of.now]
  const { rows } = await client.query<StudentRecord>(sql('read_student'), values)
  return rows[0] ?? null
}

/** What the policy asks of a student. */
export function factsOf({ schools, schoolsLeft, classes, isFed, state }: StudentRecord): StudentFacts {
  const ofClasses = classes.flatMap(({ schoolId }) => schoolId ?? [])
  return {
    schoolIds: [...new Set([...schools.map(({ id }) => id), ...schoolsLeft, ...ofClasses])],
    classIds: classes.map(({ id }) => id),
    isFed,
    isInactive: isInactive(state),
  }
}

/** How far the district lets teachers see. */
export async function readTeachersSee(client: pg.ClientBase, districtId: string): Promise<TeachersSee> {
  return (await readDistrictRule(client, districtId, 'teachersSeeStudents')) === 'classes' ? 'classes' : 'school'
}

/** Names what somebody saw of a student: an edit of another sight is refused. */
export function versionOfStudent(student: StudentRecord): string {
  const seen = [...STUDENT_FIELDS.map((field) => student[field]), student.identities, student.edited]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 16)
}

export interface StudentChoices {
  readonly schools: readonly SchoolRow[]
  readonly grades: readonly string[]
}

/** Schools within reach, and grades that students of the district are in. */
export async function listStudentChoices(client: pg.ClientBase, reach: StudentReach): Promise<StudentChoices> {
  const values = reachStudents(reach, reach.scope).slice(0, 3)
  const { rows } = await client.query<StudentChoices>(sql('list_student_choices'), values)
  return rows[0] ?? { schools: [], grades: [] }
}

const CLASSES_MAX = 500

/** Active classes within a scope, of one school or of all, by title. */
export async function listReachedClasses(
  client: pg.ClientBase,
  reach: StudentReach,
  of: { readonly scope: Scope; readonly schoolId: string | null },
): Promise<readonly Omit<StudentClass, 'isFed'>[]> {
  const values = [...reachStudents(reach, of.scope), of.schoolId, CLASSES_MAX]
  const { rows } = await client.query<Omit<StudentClass, 'isFed'>>(sql('list_reached_classes'), values)
  return rows
}

/** The school of an active class; null: there is no such class, or it has none. */
export async function findClassSchool(
  client: pg.ClientBase,
  districtId: string,
  classId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ schoolId: string | null }>(sql('find_class_school'), [districtId, classId])
  return rows[0]?.schoolId ?? null
}

export interface StudentErasure {
  readonly classes: number
  readonly products: number
  /** Surveys that they took part in: that they did goes, what they answered was never tied to them. */
  readonly identities: number
  readonly benchmarks: number
  readonly pathways: number
  /** Entries of the ledger of points. */
  readonly points: number
  readonly ltiLinks: number
}

const NOTHING: StudentErasure = {
  classes: 0,
  products: 0,
  identities: 0,
  benchmarks: 0,
  pathways: 0,
  points: 0,
  ltiLinks: 0,
}

/** What goes with them for good. */
export async function readStudentErasure(
  client: pg.ClientBase,
  districtId: string,
  personId: string,
): Promise<StudentErasure> {
  const { rows } = await client.query<StudentErasure>(sql('read_student_erasure'), [districtId, personId])
  return rows[0] ?? NOTHING
}
