/** Older logs that were imported, within reach, and whose logs may be. */

import type { Grant } from '../../access/grant.ts'
import { LOG_COLUMNS, LOG_LINES_MAX, type LogColumn } from '../../coaching/log-sheet.ts'
import { listLogCoaches, listLogImports, type LogImportRow, type NamedCoach } from '../../store/coaching/log-import.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface LogImportView extends LogImportRow {
  readonly mayUndo: boolean
}

export interface LogImportsView {
  readonly coaches: readonly NamedCoach[]
  /** The newest first. */
  readonly imports: readonly LogImportView[]
  readonly columns: readonly LogColumn[]
  readonly linesMax: number
  readonly bytesMax: number
}

/** One's own, and for those who may in the whole district, what was imported for its coaches by somebody else. */
export function viewLogImports(world: DomainWorld, grant: Grant<'import:interaction'>): Promise<LogImportsView> {
  const { principal, scope } = grant
  const { districtId, personId } = principal
  return inGrantDirect(world, grant, async (client) => {
    const coaches = await listLogCoaches(client, districtId, scope.district ? null : (personId ?? '0'))
    const of = (coachId: string | null) => listLogImports(client, { districtId, coachId, readerId: personId ?? '0' })
    const forOthers = scope.district ? await of(null) : []
    const own = personId === null ? [] : await of(personId)
    const imports = [...own, ...forOthers.filter(({ id }) => own.every((one) => one.id !== id))]
    return {
      coaches,
      imports: imports
        .toSorted((a, b) => Number(b.id) - Number(a.id))
        .map((one) => ({ ...one, mayUndo: one.undoneAt === null && one.touched === 0 })),
      columns: LOG_COLUMNS,
      linesMax: LOG_LINES_MAX,
      bytesMax: world.settings.uploads.bytesMax,
    }
  })
}
