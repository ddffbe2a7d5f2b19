/** The organisation tree of a source as it is in the roster. */

import type { OrgType } from '../../roster/model.ts'
import type { OrgNode } from '../../roster/org-tree.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from '../sql.ts'

/** Active orgs by sourcedId. */
export function listOrgNodes(connection: RunConnection, sourceId: string): Promise<Map<string, OrgNode>> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{ sourced_id: string; type: OrgType; parent_sourced_id: string | null }>(
      sql('list_org_nodes'),
      [connection.districtId, sourceId],
    )
    return new Map(
      rows.map((row) => [
        row.sourced_id,
        { sourcedId: row.sourced_id, type: row.type, parentSourcedId: row.parent_sourced_id },
      ]),
    )
  })
}
