/** Somebody deactivates a student, activates them again, or ends what is open in their name. */

import type { Principal } from '../../access/principal.ts'
import { maySetActive, mayOnStudent } from '../../access/student.ts'
import { Refusal } from '../../access/grant.ts'
import { endCardsOf } from '../../store/people/start-cards.ts'
import { noteOfStudent, signOutStudent, suspendStudent } from '../../store/people/students-write.ts'
import { factsOf } from '../../store/people/students.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atStudentDesk,
  grantOnStudent,
  type StudentDesk,
  type StudentOutcome,
  StudentStop,
  touchStudent,
} from './student-desk.ts'

/**
 * Deactivates students: from the next request on they come in by no door, and their products' seats are on the way to
 * others; classes and work stay. Or activates them again. All of them, or none.
 * @throws Refusal where they may not do this to one of them
 */
export function setStudentsActive(
  world: DomainWorld,
  principal: Principal,
  { personIds, active }: { readonly personIds: readonly string[]; readonly active: boolean },
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const all = [...new Set(personIds)]
    for (const personId of all) await setActive(desk, personId, active)
    return { done: null, personIds: all }
  })
}

async function setActive(desk: StudentDesk, personId: string, active: boolean): Promise<void> {
  const { client, districtId, principal, now } = desk
  const student = await touchStudent(desk, personId)
  grantOnStudent(desk, 'view_edit:student_account', student)
  if (student.state === 'left') throw new StudentStop('has_left')
  if (!maySetActive(principal, factsOf(student))) throw new StudentStop('feed_owns_student')
  const at = { districtId, personId }
  if (!(await suspendStudent(client, at, { active, now }))) throw new StudentStop('already_so')
  if (!active) await signOutStudent(client, at, now)
  await noteOfStudent(client, at, { action: active ? 'student.activate' : 'student.deactivate' })
}

/**
 * Ends every session of a student: whoever used their account is out, and the next who comes in has to come from the LMS
 * again: their start card opens nothing any more. No student has a password here; this is what there is to change of how
 * one comes in (P001-29).
 * @throws Refusal where they may not do this to that student
 */
export function signStudentOut(
  world: DomainWorld,
  principal: Principal,
  personId: string,
): Promise<StudentOutcome<{ readonly ended: number }>> {
  return atStudentDesk(world, principal, async (desk) => {
    const { client, districtId, teachersSee, now } = desk
    const student = await touchStudent(desk, personId)
    const facts = factsOf(student)
    const byPassword = teachersSee === 'school' && mayOnStudent(principal, 'edit:student_password', facts)
    if (!byPassword && !mayOnStudent(principal, 'view_edit:student_account', facts))
      throw new Refusal('not_found', 'edit:student_password')
    const ended = await signOutStudent(client, { districtId, personId }, now)
    await endCardsOf(client, districtId, { now, personIds: [personId] })
    await noteOfStudent(client, { districtId, personId }, { action: 'student.sign_out', detail: { ended } })
    return { done: { ended }, personIds: [] }
  })
}
