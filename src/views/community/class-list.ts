/** The list of a class's students for its leads, and finding whom to put into it. */

import { authoriseUnder, reaches } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import {
  type ClassStudentRow,
  findStudentsForClass,
  listClassStudents,
  type StudentChoice,
} from '../../store/community/class-list.ts'
import { listLedClasses } from '../../store/community/community.ts'
import { readRuleIn } from '../../store/rules/rule-in.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

const CHOICES_MAX = 10

export interface ClassListView {
  readonly students: readonly ClassStudentRow[]
  /** Whoever looks may make students in this class who are in no roster. */
  readonly makesStudents: boolean
}

/** Null: they lead none of that number. */
export function viewClassList(
  world: DomainWorld,
  grant: Grant<'edit:class_roster'>,
  classId: string,
): Promise<ClassListView | null> {
  return inGrant(world, grant, async (tx): Promise<ClassListView | null> => {
    const [found] = await listLedClasses(tx, grant, classId)
    if (found === undefined) return null
    const { principal } = grant
    const isOpen = (await readRuleIn(tx, principal.districtId, 'teacherMayCreateStudents')) === true
    const making = authoriseUnder(principal, 'create:student_account', isOpen ? ['teacher_may_create_students'] : [])
    const schoolIds = found.school === null ? [] : [found.school.id]
    const place = { districtId: principal.districtId, classId, schoolIds }
    const makesStudents = found.school !== null && making !== null && reaches(principal, making.scope, place)
    return { students: await listClassStudents(tx, grant, classId), makesStudents }
  })
}

/** A few students of the class's school whose name has these words, or whose student number this is. Null as above. */
export function viewStudentChoices(
  world: DomainWorld,
  grant: Grant<'edit:class_roster'>,
  { classId, q }: { readonly classId: string; readonly q: string },
): Promise<readonly StudentChoice[] | null> {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return inGrant(world, grant, async (tx): Promise<readonly StudentChoice[] | null> => {
    if ((await listLedClasses(tx, grant, classId)).length === 0) return null
    if (words.length === 0) return []
    return findStudentsForClass(tx, grant, { classId, words, limit: CHOICES_MAX })
  })
}
