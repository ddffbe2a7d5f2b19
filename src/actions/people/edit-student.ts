/** Somebody edits what is known of a student (001, 002): a feed's fields as sticky edits, and only those who may make them. */

import type { Principal } from '../../access/principal.ts'
import { mayEditField } from '../../access/student.ts'
import { checkStickyValue, findStickyField, tidyText } from '../../roster/sticky-field.ts'
import {
  type DisplayIdentity,
  isSecondLanguage,
  readIdentities,
  STUDENT_FIELDS,
  type StudentField,
} from '../../roster/student.ts'
import { rawOf } from '../../store/database.ts'
import { isStudentNumberTaken } from '../../store/community/class-list.ts'
import { findTakenAddresses } from '../../store/people/staff.ts'
import { isStudentNumber } from '../../store/people/student-number.ts'
import { factsOf, type StudentRecord, versionOfStudent } from '../../store/people/students.ts'
import {
  noteOfStudent,
  type StudentValue,
  writeIdentities,
  writeStudentField,
} from '../../store/people/students-write.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import { hastenPairs } from '../../store/sync/match-proposals.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atStudentDesk,
  type StudentDesk,
  type StudentOutcome,
  type StudentProblem,
  StudentStop,
  touchStudent,
} from './student-desk.ts'

/** What is not named stays as it is. */
export type StudentEdits = { readonly [field in StudentField]?: StudentValue } & {
  readonly identities?: readonly DisplayIdentity[]
}

export interface StudentEdit {
  readonly personId: string
  readonly edits: StudentEdits
  /** Of the student as whoever edits saw them. */
  readonly version: string
}

/** Writes what is another now, field by field; one that may not be edited stops all of it. */
export function editStudent(
  world: DomainWorld,
  principal: Principal,
  { personId, edits, version }: StudentEdit,
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const student = await touchStudent(desk, personId)
    // Whoever may edit nothing of them is told so, and not that somebody else was first.
    if (!mayEditAny(desk, student)) throw new StudentStop('field_locked')
    if (student.state === 'left') throw new StudentStop('has_left')
    if (versionOfStudent(student) !== version) throw new StudentStop('details_stale')
    const changed: string[] = []
    for (const field of STUDENT_FIELDS) if (await editField(desk, student, { field, edits })) changed.push(field)
    if (await editIdentities(desk, student, edits.identities)) changed.push('identities')
    const { client, districtId, now } = desk
    if (changed.length === 0) return { done: null, personIds: [] }
    const detail = { fields: changed }
    await noteOfStudent(client, { districtId, personId }, { action: 'student.edit', detail })
    if (changed.some((field) => MATCHED_BY.has(field))) await hastenPairs(rawOf(client), districtId, now)
    return { done: null, personIds: changed.includes('grades') ? [personId] : [] }
  })
}

/** By these a feed's record is found to be somebody known. */
const MATCHED_BY: ReadonlySet<string> = new Set(['givenName', 'familyName', 'email', 'number'])

function mayEditAny({ principal, teachersSee }: StudentDesk, student: StudentRecord): boolean {
  const facts = { ...factsOf(student), teachersSee }
  return [...STUDENT_FIELDS, 'identities' as const].some((field) => mayEditField(principal, field, facts))
}

interface FieldEdit {
  readonly field: StudentField
  readonly edits: StudentEdits
}

/** True: it was written. @throws StudentStop */
async function editField(desk: StudentDesk, student: StudentRecord, { field, edits }: FieldEdit): Promise<boolean> {
  const given = edits[field]
  if (given === undefined) return false
  const { client, districtId, principal, teachersSee, now } = desk
  const value = checked(field, given)
  if (JSON.stringify(value) === JSON.stringify(student[field])) return false
  if (!mayEditField(principal, field, { ...factsOf(student), teachersSee })) throw new StudentStop('field_locked')
  await checkInDistrict(desk, student.id, { field, value })
  await writeStudentField(client, student, { districtId, field, value, now })
  return true
}

/** As it is kept. @throws StudentStop where it can't be */
function checked(field: StudentField, given: StudentValue): StudentValue {
  if (field === 'number' || field === 'secondLanguage') {
    const value = typeof given === 'string' ? tidyText(given) : ''
    if (field === 'secondLanguage' && value !== '' && !isSecondLanguage(value)) throw new StudentStop('language_wrong')
    return value === '' ? null : value
  }
  const spec = findStickyField('people', field)
  if (spec === null) throw new StudentStop('field_locked')
  const read = checkStickyValue(spec, given)
  if ('problem' in read) throw new StudentStop(PROBLEMS[read.problem] ?? 'value_wrong')
  if (typeof read.value === 'boolean') throw new StudentStop('value_wrong')
  return read.value
}

const PROBLEMS: Readonly<Record<string, StudentProblem>> = { value_required: 'name_needed', value_email: 'email_wrong' }

/** What depends on others of the district and on its rules. @throws StudentStop */
async function checkInDistrict(
  { client, districtId }: StudentDesk,
  personId: string | null,
  { field, value }: { readonly field: StudentField; readonly value: StudentValue },
): Promise<void> {
  if (field === 'number') {
    const number = typeof value === 'string' ? value : ''
    if (!(await isStudentNumber(client, districtId, number))) throw new StudentStop('number_wrong')
    if (number !== '' && (await isStudentNumberTaken(rawOf(client), districtId, number)))
      throw new StudentStop('number_taken')
  }
  if (field === 'email' && typeof value === 'string') {
    const email = value.toLowerCase()
    const holder = (await findTakenAddresses(client, districtId, [email])).get(email)
    if (holder !== undefined && holder !== personId) throw new StudentStop('address_taken')
  }
  if (field === 'secondLanguage' && (await readDistrictRule(client, districtId, 'secondLanguages')) !== true)
    throw new StudentStop('languages_off')
}

async function editIdentities(
  { client, districtId, principal, teachersSee }: StudentDesk,
  student: StudentRecord,
  given: StudentEdits['identities'],
): Promise<boolean> {
  if (given === undefined) return false
  const identities = readIdentities(given)
  if (identities === null) throw new StudentStop('identities_wrong')
  const known = student.identities.map(({ name, isShown }) => ({ name, isShown }))
  if (inOrder(identities) === inOrder(known)) return false
  if (!mayEditField(principal, 'identities', { ...factsOf(student), teachersSee }))
    throw new StudentStop('field_locked')
  await writeIdentities(client, { districtId, personId: student.id }, identities)
  return true
}

function inOrder(all: readonly DisplayIdentity[]): string {
  return JSON.stringify(all.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
}

/**
 * The values of a student who is being made, as they are kept: checked like edits.
 * @throws StudentStop
 */
export async function checkNewStudent(desk: StudentDesk, edits: StudentEdits): Promise<StudentEdits> {
  const read: Partial<Record<StudentField, StudentValue>> = {}
  for (const field of STUDENT_FIELDS) {
    const value = checked(field, edits[field] ?? (field === 'grades' ? [] : null))
    const isAsked = value !== null || field === 'number'
    if (isAsked) await checkInDistrict(desk, null, { field, value })
    read[field] = value
  }
  return read
}
