/** Puts on the audit log that somebody took along what is kept of a person. */

import type { Grant } from '../../access/grant.ts'
import { noteRecordExport } from '../../store/people/person-record.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export function noteExport(world: DomainWorld, grant: Grant<'export:person_record'>, personId: string): Promise<void> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, (client) => noteRecordExport(client, { districtId, personId }))
}
