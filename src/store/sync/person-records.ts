/** People as their source last sent them, to try role rules on: the roster's own copy of the feed. */

import type pg from 'pg'
import type { FeedRole, OrgType, PersonRecord } from '../../roster/model.ts'
import type { OrgNode } from '../../roster/org-tree.ts'
import { sql } from '../sql.ts'

export interface KnownPerson {
  /** Our id. */
  readonly personId: string
  readonly sourceId: string
  readonly person: PersonRecord
}

/** In the district's transaction. `sourcedId` null: everybody who is active. */
export async function listPersonRecords(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly sourcedId: string | null },
): Promise<readonly KnownPerson[]> {
  const { rows } = await client.query<PersonRow>(sql('list_person_records'), [wanted.districtId, wanted.sourcedId])
  return rows.map((row) => ({ personId: row.person_id, sourceId: row.source_id, person: toRecord(row) }))
}

/** Those of whom some record has a role that begins or ends on a date, by all their records. */
export async function listDatedRecords(client: pg.ClientBase, districtId: string): Promise<readonly KnownPerson[]> {
  const { rows } = await client.query<PersonRow>(sql('list_dated_person_records'), [districtId])
  return rows.map((row) => ({ personId: row.person_id, sourceId: row.source_id, person: toRecord(row) }))
}

/** The district's active orgs: a tree for each source. */
export async function listOrgTrees(
  client: pg.ClientBase,
  districtId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, OrgNode>>> {
  const { rows } = await client.query<{
    source_id: string
    sourced_id: string
    type: OrgType
    parent_sourced_id: string | null
  }>(sql('list_district_org_nodes'), [districtId])
  const trees = new Map<string, Map<string, OrgNode>>()
  for (const row of rows) {
    const tree = trees.get(row.source_id) ?? new Map<string, OrgNode>()
    trees.set(row.source_id, tree)
    tree.set(row.sourced_id, {
      sourcedId: row.sourced_id,
      type: row.type,
      parentSourcedId: row.parent_sourced_id,
    })
  }
  return trees
}

interface PersonRow {
  person_id: string
  source_id: string
  sourced_id: string
  enabled: boolean
  given_name: string
  family_name: string
  username: string | null
  email: string | null
  identifier: string | null
  grades: readonly string[]
  feed_roles: FeedRole[]
  metadata: Record<string, string>
}

function toRecord(row: PersonRow): PersonRecord {
  return {
    table: 'people',
    sourcedId: row.sourced_id,
    status: 'active',
    enabled: row.enabled,
    givenName: row.given_name,
    familyName: row.family_name,
    middleName: null,
    preferredGivenName: null,
    preferredFamilyName: null,
    username: row.username,
    email: row.email,
    identifier: row.identifier,
    userIds: [],
    grades: row.grades,
    feedRoles: row.feed_roles,
    metadata: row.metadata,
  }
}
