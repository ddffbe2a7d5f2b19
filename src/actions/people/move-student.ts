/** Somebody moves a student between classes and schools, puts them into one, or takes an inactive one out of one (002). */

import { authorise, type Resource } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { findClassStudent, putStudentIntoClass, type StudentStanding } from '../../store/community/class-list.ts'
import { rawOf } from '../../store/database.ts'
import { factsOf, findClassSchool, type StudentRecord } from '../../store/people/students.ts'
import { noteOfStudent, placeStudent } from '../../store/people/students-write.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import { closeStickyField, removeEnrolment, restoreEnrolment, retireEnrolment } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atStudentDesk,
  grantOnStudent,
  type StudentDesk,
  type StudentOutcome,
  StudentStop,
  touchStudent,
} from './student-desk.ts'

export interface ClassMove {
  readonly personId: string
  readonly fromClassId: string
  readonly toClassId: string
}

/**
 * Moves a student from one class to another of the same school. What a feed says of the two classes is kept aside as
 * sticky edits, so no sync moves them back.
 * @throws Refusal where one of the two classes lies outside
 */
export function moveBetweenClasses(
  world: DomainWorld,
  principal: Principal,
  { personId, fromClassId, toClassId }: ClassMove,
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const student = await touchStudent(desk, personId)
    authorise(principal, 'move:student', await placeOfClass(desk, fromClassId))
    authorise(principal, 'move:student', await placeOfClass(desk, toClassId))
    if (student.state === 'left') throw new StudentStop('has_left')
    if (fromClassId === toClassId) throw new StudentStop('already_so')
    await takeOut(desk, student, fromClassId)
    await putIn(desk, student, toClassId)
    const { client, districtId } = desk
    const detail = { fromClassId, toClassId }
    await noteOfStudent(client, { districtId, personId }, { action: 'student.move', detail })
    return { done: null, personIds: [personId] }
  })
}

/**
 * Moves a student whom no feed knows to another school: they leave the classes of the one before. Of the others the feed
 * says whose students they are.
 * @throws Refusal where one of the two schools lies outside
 */
export function moveToSchool(
  world: DomainWorld,
  principal: Principal,
  { personId, toSchoolId }: { readonly personId: string; readonly toSchoolId: string },
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const { client, districtId, now } = desk
    const student = await touchStudent(desk, personId)
    const { schoolIds } = factsOf(student)
    const from = schoolIds.filter((id) => id !== toSchoolId)
    for (const schoolId of from) authorise(principal, 'move:student', { districtId, schoolIds: [schoolId] })
    const grant = authorise(principal, 'move:student', { districtId, schoolIds: [toSchoolId] })
    if ((await findSchoolInScope(client, grant, toSchoolId)) === null) throw new StudentStop('school_unknown')
    if (student.state === 'left') throw new StudentStop('has_left')
    if (student.isFed) throw new StudentStop('feed_owns_place')
    if (from.length === 0) throw new StudentStop('already_so')
    for (const { id, schoolId } of student.classes) if (schoolId !== toSchoolId) await takeOut(desk, student, id)
    await placeStudent(client, { districtId, personId }, { schoolId: toSchoolId, now })
    const detail = { toSchoolId, fromSchoolIds: from }
    await noteOfStudent(client, { districtId, personId }, { action: 'student.move', detail })
    return { done: null, personIds: [personId] }
  })
}

interface OfClass {
  readonly personId: string
  readonly classId: string
}

/** Puts a student of its school into a class (002 "Add existing student accounts to classes"). @throws Refusal */
export function putIntoClass(
  world: DomainWorld,
  principal: Principal,
  { personId, classId }: OfClass,
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const student = await touchStudent(desk, personId)
    authorise(principal, 'add_existing_to_class:student_enrolment', await placeOfClass(desk, classId))
    if (student.state === 'left') throw new StudentStop('has_left')
    await putIn(desk, student, classId)
    const { client, districtId } = desk
    await noteOfStudent(client, { districtId, personId }, { action: 'student.put_into_class', detail: { classId } })
    return { done: null, personIds: [personId] }
  })
}

/**
 * Takes an inactive student out of a class; the account stays (002 "Deleting inactive student accounts from a group").
 * @throws Refusal where the class lies outside, or the student is not inactive
 */
export function takeInactiveOut(
  world: DomainWorld,
  principal: Principal,
  { personId, classId }: OfClass,
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const student = await touchStudent(desk, personId)
    const place = await placeOfClass(desk, classId)
    authorise(principal, 'delete_from_group:inactive_student_account', { ...place, holds: ['student.status=inactive'] })
    if (!factsOf(student).isInactive) throw new StudentStop('not_inactive')
    grantOnStudent(desk, 'delete_from_group:inactive_student_account', student)
    await takeOut(desk, student, classId)
    const { client, districtId } = desk
    await noteOfStudent(client, { districtId, personId }, { action: 'student.take_out_of_class', detail: { classId } })
    return { done: null, personIds: [personId] }
  })
}

/** The class as the policy asks about it; of one that is not there it says no school. */
async function placeOfClass({ client, districtId }: StudentDesk, classId: string): Promise<Resource> {
  const schoolId = await findClassSchool(client, districtId, classId)
  return schoolId === null ? { districtId: 'nowhere' } : { districtId, classId, schoolIds: [schoolId] }
}

async function takeOut(desk: StudentDesk, student: StudentRecord, classId: string): Promise<void> {
  const { client, districtId, now } = desk
  const tx = rawOf(client)
  const { lines } = await standing(desk, student, classId)
  const held = lines.filter(({ active }) => active)
  if (held.length === 0) throw new StudentStop('not_in_class')
  for (const { id } of held) {
    const place = { districtId, kind: 'enrolments', id } as const
    if (!isByHand(id)) await removeEnrolment(tx, place, now)
    else {
      await retireEnrolment(tx, place, now)
      await closeStickyField(tx, place, 'member')
    }
  }
}

async function putIn(desk: StudentDesk, student: StudentRecord, classId: string): Promise<void> {
  const { client, districtId, now } = desk
  const tx = rawOf(client)
  const before = await standing(desk, student, classId)
  if (before.lines.some(({ active }) => active)) throw new StudentStop('already_so')
  // Whom somebody took out by hand comes back as the feed has them.
  for (const { id } of before.lines.filter(({ edited }) => edited)) {
    const place = { districtId, kind: 'enrolments', id } as const
    if (!isByHand(id)) await restoreEnrolment(tx, place)
    await closeStickyField(tx, place, 'member')
  }
  if ((await standing(desk, student, classId)).lines.some(({ active }) => active)) return
  if (!before.isOfSchool) throw new StudentStop('not_of_school')
  await putStudentIntoClass(tx, { districtId, classId, personId: student.id }, { ...before, at: now })
}

function standing(
  { client, districtId }: StudentDesk,
  { id }: StudentRecord,
  classId: string,
): Promise<StudentStanding> {
  return findClassStudent(rawOf(client), { districtId, classId, personId: id })
}

/** A line whose name begins with a slash is no feed's. */
function isByHand(id: string): boolean {
  return id.startsWith('/')
}
