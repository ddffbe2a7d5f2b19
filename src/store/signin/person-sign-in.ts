/** How one person signs in, and undoing what single sign-on has linked to them. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'
import { appendSignInAudit } from './sign-in-audit.ts'

export interface PersonSignIn {
  readonly hasPassword: boolean
  readonly hasFactor: boolean
  /** Accounts at the provider of single sign-on that are this person's. */
  readonly links: readonly { readonly since: string; readonly seenAt: string }[]
}

interface PersonOf {
  readonly districtId: string
  readonly personId: string
}

/** Null: there is no such person. */
export async function findPersonSignIn(
  client: pg.ClientBase,
  { districtId, personId }: PersonOf,
): Promise<PersonSignIn | null> {
  const { rows } = await client.query<PersonSignIn>(sql('find_person_sign_in'), [districtId, personId])
  return rows[0] ?? null
}

/** Forgets whom the provider calls this person, and ends what they have opened by it. Returns how many links there were. */
export async function unlinkSso(client: pg.ClientBase, { districtId, personId }: PersonOf, now: Date): Promise<number> {
  const { rowCount } = await client.query(sql('forget_sso_links_of_person'), [districtId, personId])
  const links = rowCount ?? 0
  if (links === 0) return 0
  await client.query(sql('end_sso_sessions_of_person'), [districtId, personId, now])
  await appendSignInAudit(client, districtId, { action: 'sso.unlink', object: `person:${personId}`, detail: { links } })
  return links
}
