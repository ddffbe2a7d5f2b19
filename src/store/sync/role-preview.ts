/** Roles as other rules would give them, inside a transaction that takes them back. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** One grant by one record of the feed. */
export interface PreviewedGrant {
  readonly personId: string
  readonly role: string
  /** The school's sourcedId; null: the district. */
  readonly school: string | null
  readonly sourceId: string
  readonly sourcedId: string
}

/** Gives and takes them. Only for previews: no run and no rule stands behind these. */
export async function pretendRoles(
  client: pg.ClientBase,
  districtId: string,
  { gained, lost }: { readonly gained: readonly PreviewedGrant[]; readonly lost: readonly PreviewedGrant[] },
): Promise<void> {
  if (lost.length > 0) await client.query(sql('preview_role_losses'), [districtId, ...columnsOf(lost)])
  if (gained.length > 0) await client.query(sql('preview_role_gains'), [districtId, ...columnsOf(gained)])
}

function columnsOf(grants: readonly PreviewedGrant[]): readonly unknown[] {
  return [
    grants.map(({ personId }) => personId),
    grants.map(({ role }) => role),
    grants.map(({ school }) => school ?? ''),
    grants.map(({ sourceId }) => sourceId),
    grants.map(({ sourcedId }) => sourcedId),
  ]
}
