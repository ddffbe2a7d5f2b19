/** Somebody makes a student account at a school, in some of its classes or in none (002 "Add student accounts"). */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { STUDENT_FIELDS } from '../../roster/student.ts'
import { addStudentByHand, putStudentIntoClass } from '../../store/community/class-list.ts'
import { rawOf } from '../../store/database.ts'
import { findClassSchool, readStudent } from '../../store/people/students.ts'
import { noteOfStudent, writeStudentField } from '../../store/people/students-write.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import type { DomainWorld } from '../../store/world.ts'
import { checkNewStudent, type StudentEdits } from './edit-student.ts'
import { atStudentDesk, type StudentDesk, type StudentOutcome, StudentStop } from './student-desk.ts'

export interface NewStudentAccount {
  readonly schoolId: string
  /** Of that school. */
  readonly classIds: readonly string[]
  readonly values: StudentEdits
}

/**
 * Makes a student whom no feed knows. Once a feed brings the same one, the two are joined like any two records of one
 * person. Teachers make students in classes that they teach: this is for administrators.
 * @throws Refusal where no role of theirs gives it at that school
 */
export function addStudent(
  world: DomainWorld,
  principal: Principal,
  { schoolId, classIds, values }: NewStudentAccount,
): Promise<StudentOutcome<{ readonly personId: string }>> {
  return atStudentDesk(world, principal, async (desk) => {
    const { client, districtId } = desk
    const resource = { districtId, schoolIds: [schoolId] }
    const grant = authorise(principal, 'create:student_account', resource)
    if ((await findSchoolInScope(client, grant, schoolId)) === null) throw new StudentStop('school_unknown')
    const read = await checkNewStudent(desk, values)
    const number = typeof read.number === 'string' ? read.number : null
    const name = { givenName: textOf(read.givenName), familyName: textOf(read.familyName) }
    const personId = await addStudentByHand(rawOf(client), { districtId, schoolId }, { ...name, number })
    await writeRest(desk, personId, read)
    await noteOfStudent(client, { districtId, personId }, { action: 'student.create', detail: { schoolId } })
    for (const classId of new Set(classIds)) await putIntoNewClass(desk, { schoolId, classId, personId })
    return { done: { personId }, personIds: [personId] }
  })
}

function textOf(value: StudentEdits['givenName']): string {
  return typeof value === 'string' ? value : ''
}

/** What a new person isn't made with at once. */
async function writeRest(desk: StudentDesk, personId: string, read: StudentEdits): Promise<void> {
  const { client, districtId, reach, now } = desk
  const student = await readStudent(client, reach, { personId, now })
  if (student === null) throw new StudentStop('student_unknown')
  for (const field of STUDENT_FIELDS) {
    const value = read[field] ?? null
    if (value === null || JSON.stringify(value) === JSON.stringify(student[field])) continue
    await writeStudentField(client, student, { districtId, field, value, now })
  }
}

async function putIntoNewClass(
  { client, districtId, principal, now }: StudentDesk,
  { schoolId, classId, personId }: { readonly schoolId: string; readonly classId: string; readonly personId: string },
): Promise<void> {
  authorise(principal, 'add_new_to_class:student_enrolment', { districtId, classId, schoolIds: [schoolId] })
  if ((await findClassSchool(client, districtId, classId)) !== schoolId) throw new StudentStop('class_unknown')
  await putStudentIntoClass(rawOf(client), { districtId, classId, personId }, { sourcedId: null, at: now })
  await noteOfStudent(client, { districtId, personId }, { action: 'student.put_into_class', detail: { classId } })
}
