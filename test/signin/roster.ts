/** A few people in a district, put there as a feed would have. */

import { inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'

export interface PersonSeed {
  readonly sourcedId: string
  readonly givenName?: string
  readonly familyName?: string
  readonly email?: string
  readonly identifier?: string
  readonly userIds?: readonly { readonly type: string; readonly identifier: string }[]
  readonly roles?: readonly string[]
  /** Which source knows them; it is made where it is missing. */
  readonly source?: string
}

/** Adds the person (as the worker's role) and returns their id. */
export function addPerson(sync: Database, districtId: string, seed: PersonSeed): Promise<string> {
  const source = seed.source ?? 'sis'
  return inDistrict(sync, { districtId, actor: 'run:1' }, async (client) => {
    await client.query(`insert into source_schedule (district_id, source_id) values ($1, $2) on conflict do nothing`, [
      districtId,
      source,
    ])
    await client.query(
      `insert into source (district_id, id, connector, config) values ($1, $2, 'oneroster-csv', '{}') on conflict do nothing`,
      [districtId, source],
    )
    const { rows } = await client.query<{ id: string }>(
      `insert into person (district_id, given_name, family_name, email, identifier) values ($1, $2, $3, $4, $5) returning id`,
      [districtId, seed.givenName ?? 'Ada', seed.familyName ?? 'Byron', seed.email ?? null, seed.identifier ?? null],
    )
    const id = rows[0]?.id ?? ''
    await client.query(
      `insert into person_source (district_id, source_id, sourced_id, person_id, user_ids) values ($1, $2, $3, $4, $5)`,
      [districtId, source, seed.sourcedId, id, JSON.stringify(seed.userIds ?? [])],
    )
    for (const role of seed.roles ?? []) {
      await client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
         values ($1, $2, $3, 'district', 0, 'feed', $4)`,
        [districtId, id, role, source],
      )
    }
    return id
  })
}

/** Runs one statement in the district, as the worker. */
export async function change(
  sync: Database,
  districtId: string,
  statement: string,
  values: readonly unknown[],
): Promise<void> {
  await inDistrict(sync, { districtId, actor: 'run:2' }, (client) => client.query(statement, [...values]))
}
