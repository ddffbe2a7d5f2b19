/** The people of the roster as role rules see them: those together whom the rules can't tell apart. */

import type pg from 'pg'
import type { RulesAsk } from '../../roster/role-map.ts'
import type { FeedRole, PersonRecord } from '../../roster/model.ts'
import { sql } from '../sql.ts'

export interface RoleShape {
  readonly sourceId: string
  /** As any of them is for the rules; what no rule names is left out. */
  readonly person: PersonRecord
  /** Our ids, and beside each the record's. */
  readonly personIds: readonly string[]
  readonly sourcedIds: readonly string[]
}

interface ShapeRow {
  readonly source_id: string
  readonly enabled: boolean
  readonly feed_roles: FeedRole[]
  readonly metadata: Record<string, string>
  readonly email: string | null
  readonly named_id: string
  readonly person_ids: readonly string[]
  readonly sourced_ids: readonly string[]
}

/** Everybody who is active; of a district of 57,000 people some hundred shapes. In the district's transaction. */
export async function listRoleShapes(
  client: pg.ClientBase,
  districtId: string,
  { emails, sourcedIds, metadata }: RulesAsk,
): Promise<readonly RoleShape[]> {
  const like = emails.map((pattern) => pattern.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%'))
  const { rows } = await client.query<ShapeRow>(sql('list_role_shapes'), [districtId, like, sourcedIds, metadata])
  return rows.map((row) => ({
    sourceId: row.source_id,
    person: toRecord(row),
    personIds: row.person_ids,
    sourcedIds: row.sourced_ids,
  }))
}

function toRecord({ named_id: sourcedId, enabled, email, feed_roles: feedRoles, metadata }: ShapeRow): PersonRecord {
  return {
    table: 'people',
    sourcedId,
    status: 'active',
    enabled,
    givenName: '',
    familyName: '',
    middleName: null,
    preferredGivenName: null,
    preferredFamilyName: null,
    username: null,
    email,
    identifier: null,
    userIds: [],
    grades: [],
    feedRoles,
    metadata,
  }
}
