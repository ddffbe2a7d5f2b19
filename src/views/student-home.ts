/** A student's home: the classes they are in. */

import type { Grant } from '../access/grant.ts'
import type { StudentClassRow } from '../store/student.ts'
import { listStudentClasses } from '../store/student.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

/** The active classes of whoever asks, with their teachers. */
export async function viewStudentHome(
  world: DomainWorld,
  grant: Grant<'answer:survey'>,
): Promise<{ readonly classes: readonly StudentClassRow[] }> {
  return { classes: await inGrant(world, grant, (tx) => listStudentClasses(tx, grant)) }
}
