/** What somebody may import of the roster, and which imports they may take back (002). Pure. */

import type { ImportKind } from '../roster/import-sheet.ts'
import { authoriseMine } from './authorise.ts'
import type { Grant } from './grant.ts'

export type ImportGrant = Grant<'bulk_import:staff_student_group_data'>

/** Staff are for those who may add several teachers; what teachers bring in is students and classes of their own. */
export function kindsOf({ principal }: ImportGrant): readonly ImportKind[] {
  const adds = authoriseMine(principal, 'bulk_add:teacher_account') !== null
  return adds ? ['staff', 'students', 'classes'] : ['students', 'classes']
}

/** Their own; for those who may in the whole district, anybody's. `by`, `importedBy`: as the audit log names them. */
export function maySeeImport(
  { scope }: ImportGrant,
  { by, importedBy }: { readonly by: string; readonly importedBy: string },
): boolean {
  return scope.district || importedBy === by
}
