/** What a list of people may know of its district, and who of such lists has had their last day. */

import type pg from 'pg'
import type { OutlineOrg, OutlinePerson } from '../../roster/district-outline.ts'
import type { OrgType } from '../../roster/model.ts'
import { sql } from '../sql.ts'

interface Place {
  readonly districtId: string
  readonly sourceId: string
}

/** The district's active orgs and everybody whom the source ever brought. In the district's transaction. */
export async function readOutline(
  client: pg.ClientBase,
  { districtId, sourceId }: Place,
): Promise<{ readonly orgs: readonly OutlineOrg[]; readonly people: readonly OutlinePerson[] }> {
  const orgs = await client.query<{
    sourced_id: string
    name: string
    identifier: string | null
    type: OrgType
    own: boolean
  }>(sql('list_outline_orgs'), [districtId, sourceId])
  const people = await client.query<{ sourced_id: string; email: string | null; identifier: string | null }>(
    sql('list_outline_people'),
    [districtId, sourceId],
  )
  return {
    orgs: orgs.rows.map(({ sourced_id: sourcedId, ...org }) => ({ sourcedId, ...org })),
    people: people.rows.map(({ sourced_id: sourcedId, ...person }) => ({ sourcedId, ...person })),
  }
}

/** Records of lists, by source, whose last day was before `today` (in the district's zone). In the district's transaction. */
export async function findExpiredPeople(
  client: pg.ClientBase,
  district: { readonly districtId: string; readonly today: string },
): Promise<readonly { readonly sourceId: string; readonly sourcedIds: readonly string[] }[]> {
  const { rows } = await client.query<{ source_id: string; sourced_ids: string[] }>(sql('find_expired_people'), [
    district.districtId,
    district.today,
  ])
  return rows.map((row) => ({ sourceId: row.source_id, sourcedIds: row.sourced_ids }))
}
