/** Educators whom somebody adds by hand: who may be the same, and writing one down. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../audit/audit.ts'
import { rawOf } from '../database.ts'
import type { PersonRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

export interface NewEducator {
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly schoolId: string
}

export interface EducatorDouble extends PersonRow {
  /** The same address, or the same name at the school. */
  readonly because: 'email' | 'name'
  /** False: gone from the roster, or switched off. */
  readonly isActive: boolean
}

const SHOWN_MAX = 10

/** Who in scope may be the same. */
export async function findEducatorDoubles(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { givenName, familyName, email, schoolId }: NewEducator,
): Promise<readonly EducatorDouble[]> {
  const address = email === null ? null : email.toLowerCase()
  const values = [...reachSchools(grant), givenName, familyName, address, schoolId, SHOWN_MAX]
  const { rows } = await client.query<EducatorDouble>(sql('find_educator_doubles'), values)
  return rows
}

/** As what they belong to the school: of the staff, and in the educator database by that. */
const AS = 'teacher'

/** Writes somebody down without account, role or message to them. @returns their id */
export async function addEducatorByHand(
  client: pg.ClientBase,
  districtId: string,
  { givenName, familyName, email, schoolId }: NewEducator,
  now: Date,
): Promise<string> {
  const values = [districtId, givenName, familyName, email]
  const { rows } = await client.query<{ id: string }>(sql('create_educator_by_hand'), values)
  const personId = rows[0]?.id ?? ''
  await client.query(sql('add_affiliation_by_hand'), [districtId, schoolId, personId, AS])
  await client.query(sql('note_educator_by_hand'), [districtId, personId, now])
  await appendAudit(rawOf(client), districtId, {
    action: 'educator.add',
    object: `person:${personId}`,
    detail: { schoolId },
  })
  return personId
}
