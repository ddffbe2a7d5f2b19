/** People as their feed describes them, and their organisations, for trying a role map on the roster that is there. */

import type pg from 'pg'
import type { FeedRole, PersonRecord } from '../roster/model.ts'
import type { OrgNode, OrgTree } from '../roster/org-tree.ts'
import { sql } from './sql.ts'

export interface RolePerson {
  readonly sourceId: string
  readonly record: PersonRecord
}

interface RolePersonRow {
  source_id: string
  sourced_id: string
  enabled: boolean
  given_name: string
  family_name: string
  middle_name: string | null
  preferred_given_name: string | null
  preferred_family_name: string | null
  username: string | null
  email: string | null
  identifier: string | null
  grades: string[]
  user_ids: { type: string; identifier: string }[]
  feed_roles: FeedRole[]
  metadata: Record<string, string>
}

const PAGE = 5_000

/** Active people in pages, by source and sourcedId; `sourcedId` null: everybody. In the district's transaction. */
export async function* readRolePeople(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly sourcedId: string | null },
): AsyncGenerator<readonly RolePerson[]> {
  let after: RolePerson | undefined
  for (;;) {
    const { rows } = await client.query<RolePersonRow>(sql('list_role_people'), [
      wanted.districtId,
      wanted.sourcedId,
      after?.sourceId ?? '',
      after?.record.sourcedId ?? '',
      PAGE,
    ])
    const page = rows.map(toPerson)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)
  }
}

/** The organisations of one source. In the district's transaction. */
export async function readOrgTree(client: pg.ClientBase, districtId: string, sourceId: string): Promise<OrgTree> {
  const { rows } = await client.query<{ sourced_id: string; type: OrgNode['type']; parent_sourced_id: string | null }>(
    sql('list_org_nodes'),
    [districtId, sourceId],
  )
  return new Map(
    rows.map((row) => [
      row.sourced_id,
      { sourcedId: row.sourced_id, type: row.type, parentSourcedId: row.parent_sourced_id },
    ]),
  )
}

function toPerson(row: RolePersonRow): RolePerson {
  return {
    sourceId: row.source_id,
    record: {
      table: 'people',
      sourcedId: row.sourced_id,
      status: 'active',
      enabled: row.enabled,
      givenName: row.given_name,
      familyName: row.family_name,
      middleName: row.middle_name,
      preferredGivenName: row.preferred_given_name,
      preferredFamilyName: row.preferred_family_name,
      username: row.username,
      email: row.email,
      identifier: row.identifier,
      userIds: row.user_ids,
      grades: row.grades,
      feedRoles: row.feed_roles,
      metadata: row.metadata,
    },
  }
}
