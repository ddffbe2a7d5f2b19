/** The list of a class's students for its leads, and finding whom to put into it. */

import type { Grant } from '../../access/grant.ts'
import {
  type ClassStudentRow,
  findStudentsForClass,
  listClassStudents,
  type StudentChoice,
} from '../../store/community/class-list.ts'
import { listLedClasses } from '../../store/community/community.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

const CHOICES_MAX = 10

/** Null: they lead none of that number. */
export function viewClassList(
  world: DomainWorld,
  grant: Grant<'edit:class_roster'>,
  classId: string,
): Promise<readonly ClassStudentRow[] | null> {
  return inGrant(world, grant, async (tx): Promise<readonly ClassStudentRow[] | null> => {
    if ((await listLedClasses(tx, grant, classId)).length === 0) return null
    return listClassStudents(tx, grant, classId)
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
