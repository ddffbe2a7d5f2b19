/** The leads of a class keep the list of its students (P003-12): what they do by hand, no feed undoes. */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { findClassStudent, putStudentIntoClass, type StudentStanding } from '../../store/community/class-list.ts'
import {
  closeStickyField,
  lockRosterForEdit,
  removeEnrolment,
  restoreEnrolment,
  retireEnrolment,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atClassDesk, type ClassDesk, type ClassOutcome, ClassStop, noteOfClass } from './class-desk.ts'

interface StudentOfClass {
  readonly classId: string
  readonly personId: string
}

/** Puts a student of the class's school into it. Whom somebody took out by hand comes back as the feed has them. */
export function putIntoClassList(
  world: DomainWorld,
  principal: Principal,
  o: StudentOfClass,
): Promise<ClassOutcome<null>> {
  return atClassList(world, principal, o, async (desk, student) => {
    if (isIn(student)) throw new ClassStop('already_so')
    await giveLinesBack(desk, student)
    const { tx, districtId, facts, at } = desk
    const place = { districtId, classId: facts.id, personId: o.personId }
    if (!isIn(await findClassStudent(tx, place))) {
      if (!student.isOfSchool) throw new ClassStop('student_unknown')
      await putStudentIntoClass(tx, place, { ...student, at })
    }
    await noteOfClass(desk, 'class.put_in_student', { personId: o.personId })
  })
}

/** Takes a student out of the class. Whom a feed names stays out, whatever it says, until that is given back. */
export function takeOutOfClassList(
  world: DomainWorld,
  principal: Principal,
  o: StudentOfClass,
): Promise<ClassOutcome<null>> {
  return atClassList(world, principal, o, async (desk, student) => {
    const lines = student.lines.filter(({ active }) => active)
    if (lines.length === 0) throw new ClassStop('not_in_class')
    for (const { id } of lines) {
      if (isByHand(id)) await endHandLine(desk, id)
      else await removeEnrolment(desk.tx, placeOf(desk, id), desk.at)
    }
    await noteOfClass(desk, 'class.take_out_student', { personId: o.personId })
  })
}

/** What the feed says of a student of the class counts again. */
export function giveBackClassList(
  world: DomainWorld,
  principal: Principal,
  o: StudentOfClass,
): Promise<ClassOutcome<null>> {
  return atClassList(world, principal, o, async (desk, student) => {
    if (!student.lines.some(({ edited }) => edited)) throw new ClassStop('not_edited')
    await giveLinesBack(desk, student)
    await noteOfClass(desk, 'class.give_back_student', { personId: o.personId })
  })
}

function atClassList(
  world: DomainWorld,
  principal: Principal,
  { classId, personId }: StudentOfClass,
  work: (desk: ClassDesk, student: StudentStanding) => Promise<void>,
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, classId, async (desk) => {
    authorise(principal, 'edit:class_roster', desk.resource)
    const { tx, districtId, facts } = desk
    if (!(await lockRosterForEdit(tx, districtId))) throw new ClassStop('roster_busy')
    await work(desk, await findClassStudent(tx, { districtId, classId: facts.id, personId }))
    return null
  })
}

async function giveLinesBack(desk: ClassDesk, { lines }: StudentStanding): Promise<void> {
  for (const { id } of lines.filter(({ edited }) => edited)) {
    if (isByHand(id)) await endHandLine(desk, id)
    else {
      const place = placeOf(desk, id)
      await restoreEnrolment(desk.tx, place)
      await closeStickyField(desk.tx, place, 'member')
    }
  }
}

async function endHandLine(desk: ClassDesk, id: string): Promise<void> {
  const place = placeOf(desk, id)
  await retireEnrolment(desk.tx, place, desk.at)
  await closeStickyField(desk.tx, place, 'member')
}

function isIn({ lines }: StudentStanding): boolean {
  return lines.some(({ active }) => active)
}

/** A line whose name begins with a slash is no feed's. */
function isByHand(id: string): boolean {
  return id.startsWith('/')
}

function placeOf({ districtId }: ClassDesk, id: string) {
  return { districtId, kind: 'enrolments', id } as const
}
