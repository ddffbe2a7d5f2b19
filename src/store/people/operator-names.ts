/** People and schools as whoever runs the installation types them. In the district's transaction. */

import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { Database, DistrictClient } from '../database.ts'
import { inDistrict } from '../database.ts'
import { findPeopleByEmail, findPeopleById } from '../lti/identity.ts'
import { findSchools } from '../signin/account.ts'
import { findActiveRoles } from '../signin/session.ts'

/**
 * The number of the person: of `id:17`, of a sourcedId, or of an e-mail address.
 * @throws Failure PERSON_UNKNOWN where nobody or more than one is meant
 */
export async function findNamedPerson(client: DistrictClient, districtId: string, typed: string): Promise<string> {
  const [, number] = /^id:([1-9]\d{0,17})$/.exec(typed) ?? []
  if (number !== undefined) return number
  const [only, ...more] = typed.includes('@')
    ? await findPeopleByEmail(client, districtId, typed)
    : await findPeopleById(client, { districtId, field: 'sourcedId', value: typed })
  if (only !== undefined && more.length === 0) return only.id
  const says = more.length > 0 ? 'More than one person is meant by that.' : 'There is no such person.'
  throw new Failure('PERSON_UNKNOWN', 'operator', `${says} Give their number as id:17, as "staffroom why" shows it.`)
}

/** The number of the school of this sourcedId. @throws Failure SCHOOL_UNKNOWN */
export async function findNamedSchool(client: DistrictClient, districtId: string, school: string): Promise<string> {
  const [only, ...more] = await findSchools(client, districtId, school)
  if (only !== undefined && more.length === 0) return only
  throw new Failure(
    'SCHOOL_UNKNOWN',
    'operator',
    'There is no school of this sourcedId in the district, or more than one.',
  )
}

/**
 * The command line at work as somebody of the district: with the roles that they hold now and no other, and as `cli` on
 * the audit log, for it wasn't they.
 * @throws Failure PERSON_UNKNOWN also where they have left or are suspended
 */
export async function findOperatorAs(db: Database, districtId: string, typed: string): Promise<Principal> {
  const personId = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    findNamedPerson(client, districtId, typed),
  )
  const roles = await findActiveRoles(db, districtId, personId)
  if (roles === null)
    throw new Failure('PERSON_UNKNOWN', 'operator', 'Whoever is named there has left or is suspended.')
  return { districtId, personId, customerId: null, roles, operator: true }
}
