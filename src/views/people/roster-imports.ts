/** Imports of staff, students and classes so far, and what somebody may import. */

import { actorOf } from '../../access/principal.ts'
import { type ImportGrant, kindsOf } from '../../access/roster-import.ts'
import { IMPORT_COLUMNS, IMPORT_ROWS_MAX, type ImportColumn, type ImportKind } from '../../roster/import-sheet.ts'
import type { ImportSchool } from '../../roster/import-plan.ts'
import { listImportSchools, listRosterImports, type RosterImportRow } from '../../store/people/roster-import.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface RosterImportsView {
  readonly kinds: readonly { readonly kind: ImportKind; readonly columns: readonly ImportColumn[] }[]
  readonly schools: readonly ImportSchool[]
  /** The newest first. */
  readonly imports: readonly (RosterImportRow & { readonly isOwn: boolean; readonly mayUndo: boolean })[]
  readonly rowsMax: number
  readonly bytesMax: number
}

/** One's own, and for those who may in the whole district, everybody's. */
export function viewRosterImports(world: DomainWorld, grant: ImportGrant): Promise<RosterImportsView> {
  const { principal, scope } = grant
  const by = actorOf(principal)
  return inGrantDirect(world, grant, async (client) => {
    const seen = { districtId: principal.districtId, by: scope.district ? null : by }
    const imports = await listRosterImports(client, seen)
    return {
      kinds: kindsOf(grant).map((kind) => ({ kind, columns: IMPORT_COLUMNS[kind] })),
      schools: await listImportSchools(client, grant),
      imports: imports.map((one) => ({ ...one, isOwn: one.importedBy === by, mayUndo: one.undoneAt === null })),
      rowsMax: IMPORT_ROWS_MAX,
      bytesMax: world.settings.uploads.bytesMax,
    }
  })
}
