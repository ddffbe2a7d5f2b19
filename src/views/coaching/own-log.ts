/** One's own log as a table that an import takes as it is. */

import type { Grant } from '../../access/grant.ts'
import { nameType } from '../../coaching/interaction-type.ts'
import { exportedIdOf, LOG_COLUMNS, type LogField } from '../../coaching/log-sheet.ts'
import { readTypesOf } from '../../store/coaching/interaction-types.ts'
import { listOwnLog } from '../../store/coaching/own-log.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** The names of the columns, then a row for each interaction, the oldest first. Whoever is no person has no log. */
export async function viewOwnLog(
  world: DomainWorld,
  grant: Grant<'import:interaction'>,
): Promise<readonly (readonly string[])[]> {
  const { districtId, personId } = grant.principal
  const head = LOG_COLUMNS.map(({ name }) => name)
  if (personId === null) return [head]
  return inGrantDirect(world, grant, async (client) => {
    const types = await readTypesOf(client, world, districtId)
    const rows = await listOwnLog(client, world.secrets, { districtId, coachId: personId })
    const lines = rows.map((row) => {
      const cells: Readonly<Record<LogField, string>> = {
        date: row.date,
        minutes: String(row.minutes),
        type: nameType(types, row.typeId).name,
        school: row.school,
        otherSchools: row.otherSchools.join('; '),
        educators: row.educators.join('; '),
        tags: row.tags.join('; '),
        notes: row.notes ?? '',
        nextStep: row.nextStep ?? '',
        nextStepDue: row.nextStepDue ?? '',
        nextStepDone: row.nextStepDone ?? '',
        coach: '',
        externalId: exportedIdOf(districtId, row.id),
      }
      return LOG_COLUMNS.map(({ field }) => cells[field])
    })
    return [head, ...lines]
  })
}
