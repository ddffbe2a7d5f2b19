/** What a student's own home shows. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { type LicenceKind, productsKind } from '../../seats/kind.ts'
import type { PrismaTransaction } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { reachOwn } from '../scope.ts'
import { query } from '../world.ts'

export interface StudentClassRow {
  readonly id: string
  readonly title: string
  readonly school: SchoolRow | null
  readonly teachers: readonly PersonRow[]
}

/** The active classes that the person is a student of, by title. */
export function listStudentClasses(tx: PrismaTransaction, grant: Grant<Capability>): Promise<StudentClassRow[]> {
  return query<StudentClassRow>(tx, 'list_student_classes', reachOwn(grant))
}

/** The names of the products that the person has. */
export async function listOwnProducts(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  kinds: readonly LicenceKind[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const shared = productsKind(kinds)?.id
  if (shared === undefined) return []
  return query<{ id: string; name: string }>(tx, 'list_own_products', [...reachOwn(grant), shared])
}
