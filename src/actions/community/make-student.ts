/** Somebody makes a student account in a class (002 "Add student accounts", "Add a new student account to classes"). */

import { authorise } from '../../access/authorise.ts'
import { actorOf, type Principal } from '../../access/principal.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { lockClassLeads } from '../../store/community/class-lead.ts'
import {
  addStudentByHand,
  isStudentNumberTaken,
  type NewStudent,
  putStudentIntoClass,
} from '../../store/community/class-list.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import { isStudentNumber } from '../../store/people/student-number.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import { squareStudents } from '../../store/seats/student-seats.ts'
import { lockRosterForEdit } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import { type ClassOutcome, ClassStop } from './class-desk.ts'

/**
 * Makes a student of the class's school and puts them into it. Teachers may in classes that they teach, where the
 * district's rule lets them. Once a feed brings the same student, the two are joined like any two records of one person.
 */
export async function makeStudentInClass(
  world: DomainWorld,
  principal: Principal,
  o: NewStudent & { readonly classId: string },
): Promise<ClassOutcome<{ readonly personId: string }>> {
  try {
    return { done: await inDistrictClient(world, principal, (client) => make(world, principal, { client, o })) }
  } catch (error) {
    if (error instanceof ClassStop) return { problem: error.problem }
    throw error
  }
}

interface Making {
  readonly client: DistrictClient
  readonly o: NewStudent & { readonly classId: string }
}

async function make(
  world: DomainWorld,
  principal: Principal,
  { client, o }: Making,
): Promise<{ readonly personId: string }> {
  const { districtId } = principal
  const tx = rawOf(client)
  const schoolClass = await lockClassLeads(tx, { districtId, classId: o.classId })
  if (schoolClass === null) throw new ClassStop('class_unknown')
  const { id: classId, schoolId } = schoolClass
  const schoolIds = schoolId === null ? [] : [schoolId]
  const isOpen = (await readDistrictRule(client, districtId, 'teacherMayCreateStudents')) === true
  const holds = isOpen ? (['teacher_may_create_students'] as const) : []
  authorise(principal, 'create:student_account', { districtId, classId, schoolIds, holds })
  authorise(principal, 'add_new_to_class:student_enrolment', { districtId, classId, schoolIds, holds })
  if (schoolId === null) throw new ClassStop('class_unknown')
  const student = await readStudent(client, districtId, o)
  if (!(await lockRosterForEdit(tx, districtId))) throw new ClassStop('roster_busy')
  if (student.number !== null && (await isStudentNumberTaken(tx, districtId, student.number)))
    throw new ClassStop('number_taken')
  const at = world.now()
  const personId = await addStudentByHand(tx, { districtId, schoolId }, student)
  await putStudentIntoClass(tx, { districtId, classId, personId }, { sourcedId: null, at })
  await appendAudit(tx, districtId, { action: 'student.create', object: `person:${personId}`, detail: { classId } })
  await appendAudit(tx, districtId, {
    action: 'class.put_in_student',
    object: `class:${classId}`,
    detail: { personId },
  })
  const by = { actor: actorOf(principal), kinds: world.settings.licenceKinds, now: at }
  await squareStudents(client, { districtId, personIds: [personId], ...by })
  return { personId }
}

/** Without what nobody can see. @throws ClassStop where the number isn't as the district asks for */
async function readStudent(client: DistrictClient, districtId: string, given: NewStudent): Promise<NewStudent> {
  const givenName = tidyText(given.givenName)
  const familyName = tidyText(given.familyName)
  const number = tidyText(given.number ?? '')
  if (givenName === '' || familyName === '') throw new ClassStop('name_missing')
  if (!(await isStudentNumber(client, districtId, number))) throw new ClassStop('number_wrong')
  return { givenName, familyName, number: number === '' ? null : number }
}
