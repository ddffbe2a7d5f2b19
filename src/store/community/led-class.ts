/** One class as whoever leads it sees it: its people, its communities, and the course pages that open it. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { reachClasses } from '../scope.ts'
import { query } from '../world.ts'

export interface LedClassPage {
  readonly id: string
  readonly title: string
  readonly classCode: string | null
  readonly school: SchoolRow | null
  readonly communities: readonly SchoolRow[]
  readonly people: readonly (PersonRow & { readonly role: string })[]
}

/** The class, or null where none of that number is in scope. */
export async function findLedClass(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  classId: string,
): Promise<LedClassPage | null> {
  const [row] = await query<LedClassPage>(tx, 'read_led_class', [...reachClasses(grant), classId])
  return row ?? null
}
