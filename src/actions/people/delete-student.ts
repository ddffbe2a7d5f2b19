/** Somebody deletes inactive students for good (002 "Deleting inactive student accounts"): after a typed word. */

import type { Principal } from '../../access/principal.ts'
import { authoriseOnStudent } from '../../access/student.ts'
import { isInactive } from '../../roster/student.ts'
import { eraseAs, isInOpenRun } from '../../store/people/erasure.ts'
import { factsOf, readStudentErasure, type StudentErasure, type StudentRecord } from '../../store/people/students.ts'
import { endStudent } from '../../store/people/students-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atStudentDesk,
  findStudent,
  readAtStudentDesk,
  type StudentDesk,
  type StudentOutcome,
  StudentStop,
  touchStudent,
} from './student-desk.ts'
import { fold, namesOf, wordOf } from './typed-name.ts'

export interface StudentDeletion extends StudentErasure {
  /** What has to be typed: the student's name. */
  readonly word: string
  /** A feed knew them: should it name them again, a sync makes them anew. */
  readonly mayComeBack: boolean
}

/** What would go with a student, and the word to type. Nothing is deleted. @throws Refusal as for deleting */
export function previewStudentDeletion(
  world: DomainWorld,
  principal: Principal,
  personId: string,
): Promise<StudentOutcome<StudentDeletion>> {
  return readAtStudentDesk(world, principal, async (desk) => {
    const student = await findStudent(desk, personId)
    grantAsInactive(desk, student)
    const erasure = await readStudentErasure(desk.client, desk.districtId, personId)
    return { word: wordOf(student), mayComeBack: student.wasFed, ...erasure }
  })
}

/**
 * Deletes the student, where the word is their name, whatever its case: every name and line of theirs. The row stays
 * without a name for the ledger and the audit log; answers of surveys were never tied to anybody, and stay.
 * @throws Refusal where they may not do this to that student
 */
export function deleteStudent(
  world: DomainWorld,
  principal: Principal,
  { personId, word }: { readonly personId: string; readonly word: string },
): Promise<StudentOutcome<null>> {
  return atStudentDesk(world, principal, async (desk) => {
    const { client, districtId, now } = desk
    const student = await touchStudent(desk, personId)
    checkDeletable(desk, student)
    if (fold(word) !== fold(wordOf(student))) throw new StudentStop('word_wrong')
    const at = { districtId, personId }
    if (await isInOpenRun(client, at)) throw new StudentStop('in_open_run')
    const gone = await readStudentErasure(client, districtId, personId)
    if (student.state !== 'left') await endStudent(client, at, now)
    const names = namesOf(student)
    const { secrets } = world
    await eraseAs(client, { ...at, accountEmail: null, names }, { action: 'student.delete', gone, now, secrets })
    return { done: null, personIds: [personId] }
  })
}

/**
 * Only whom no feed names any more: the next sync would bring the others back, as somebody new and without what was theirs.
 * @throws StudentStop
 */
function checkDeletable(desk: StudentDesk, student: StudentRecord): void {
  grantAsInactive(desk, student)
  if (student.isFed) throw new StudentStop('feed_owns_student')
  if (!isInactive(student.state)) throw new StudentStop('not_inactive')
}

/** Whether they may delete this student once inactive: why not yet is told to nobody else. @throws Refusal */
function grantAsInactive({ principal }: StudentDesk, student: StudentRecord): void {
  authoriseOnStudent(principal, 'delete:inactive_student_account', { ...factsOf(student), isInactive: true })
}
