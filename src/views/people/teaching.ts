/** Who teaches which class, for those who assign. */

import type { Grant } from '../../access/grant.ts'
import {
  type ClassTeacher,
  isStaffToAssign,
  listClassTeachers,
  listTaughtClasses,
  type TaughtClass,
} from '../../store/people/teaching.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** Who teaches the class; null where there is no such class in scope. */
export function viewClassTeachers(
  world: DomainWorld,
  grant: Grant<'assign:teacher_class'>,
  classId: string,
): Promise<readonly ClassTeacher[] | null> {
  return inGrant(world, grant, (tx) => listClassTeachers(tx, grant, classId))
}

/** The classes that somebody teaches; null where there is nobody of the staff in scope by that id. */
export function viewTaughtClasses(
  world: DomainWorld,
  grant: Grant<'assign:teacher_class'>,
  personId: string,
): Promise<readonly TaughtClass[] | null> {
  return inGrant(world, grant, async (tx) =>
    (await isStaffToAssign(tx, grant, personId)) ? listTaughtClasses(tx, grant, personId) : null,
  )
}
