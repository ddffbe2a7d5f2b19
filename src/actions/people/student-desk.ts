/** What every change of a student account does alike: lock, look, check who may, write, square the seats. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { actorOf } from '../../access/principal.ts'
import { authoriseOnStudent, type StudentReach, studentReach, type TeachersSee } from '../../access/student.ts'
import type { DistrictClient } from '../../store/database.ts'
import { lockStaff } from '../../store/people/staff-write.ts'
import { endStaleCards } from '../../store/people/start-cards.ts'
import { factsOf, readStudent, readTeachersSee, type StudentRecord } from '../../store/people/students.ts'
import { squareStudents } from '../../store/seats/student-seats.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

/** Why a change of a student was not made; nothing of it is written then. */
export type StudentProblem =
  | 'student_unknown'
  | 'roster_busy'
  /** They are staff, too: their account is looked after among the staff. */
  | 'also_staff'
  | 'already_so'
  | 'has_left'
  | 'details_stale'
  | 'field_locked'
  | 'name_needed'
  | 'value_wrong'
  | 'email_wrong'
  | 'address_taken'
  | 'number_wrong'
  | 'number_taken'
  | 'language_wrong'
  | 'languages_off'
  | 'identities_wrong'
  | 'school_unknown'
  | 'class_unknown'
  | 'not_in_class'
  | 'not_of_school'
  | 'feed_owns_place'
  | 'feed_owns_student'
  | 'not_inactive'
  | 'word_wrong'
  | 'in_open_run'
  /** The district has no start cards. */
  | 'cards_off'
  /** Deactivated, or at no school: there is nothing that a card would open. */
  | 'card_needs_active'
  | 'cards_too_many'
  | 'cards_of_nobody'
  | 'no_such_class'

export interface StudentDesk {
  readonly client: DistrictClient
  readonly districtId: string
  readonly principal: Principal
  readonly reach: StudentReach
  readonly teachersSee: TeachersSee
  readonly now: Date
}

/** Undoes what was written so far and becomes the answer. */
export class StudentStop extends Error {
  override readonly name = 'StudentStop'
  readonly problem: StudentProblem
  constructor(problem: StudentProblem) {
    super(problem)
    this.problem = problem
  }
}

export type StudentOutcome<T> = { readonly done: T } | { readonly problem: StudentProblem }

/** One change in one transaction, under the district's lock; the work says whose seats may follow. */
export function atStudentDesk<T>(
  world: DomainWorld,
  principal: Principal,
  work: (desk: StudentDesk) => Promise<{ readonly done: T; readonly personIds: readonly string[] }>,
): Promise<StudentOutcome<T>> {
  return readAtStudentDesk(world, principal, async (desk) => {
    const { client, districtId, now } = desk
    if (!(await lockStaff(client, districtId))) throw new StudentStop('roster_busy')
    const { done, personIds } = await work(desk)
    const by = { actor: actorOf(principal), kinds: world.settings.licenceKinds, now }
    if (personIds.length > 0) {
      await squareStudents(client, { districtId, personIds, ...by })
      // A card doesn't wait for the worker: whoever is activated again a minute later gets a new one.
      await endStaleCards(client, districtId, { now, personIds })
    }
    return done
  })
}

/** A look in one transaction, without the lock. @throws Refusal where they see no student at all */
export async function readAtStudentDesk<T>(
  world: DomainWorld,
  principal: Principal,
  look: (desk: StudentDesk) => Promise<T>,
): Promise<StudentOutcome<T>> {
  const { districtId } = principal
  try {
    return await inDistrictClient(world, principal, async (client) => {
      const teachersSee = await readTeachersSee(client, districtId)
      const reach = studentReach(principal, teachersSee)
      return { done: await look({ client, districtId, principal, reach, teachersSee, now: world.now() }) }
    })
  } catch (error) {
    if (error instanceof StudentStop) return { problem: error.problem }
    throw error
  }
}

/** The student that a look is about. @throws StudentStop where there is none within reach */
export async function findStudent({ client, reach, now }: StudentDesk, personId: string): Promise<StudentRecord> {
  const student = await readStudent(client, reach, { personId, now })
  if (student === null) throw new StudentStop('student_unknown')
  return student
}

/** The student that a change is about: nobody of the staff is changed by way of it. @throws StudentStop */
export async function touchStudent(desk: StudentDesk, personId: string): Promise<StudentRecord> {
  const student = await findStudent(desk, personId)
  if (student.isStaff) throw new StudentStop('also_staff')
  return student
}

/**
 * The Grant to do this to that student.
 * @throws Refusal where no role of theirs gives it there
 */
export function grantOnStudent<C extends Capability>(
  desk: StudentDesk,
  capability: C,
  student: StudentRecord,
): Grant<C> {
  return authoriseOnStudent(desk.principal, capability, factsOf(student))
}
