/** The one person whom somebody means at the command line. */

import { Failure } from '../../roster/failure.ts'
import type { DistrictClient } from '../../store/database.ts'
import { findPeopleByEmail, findPeopleById } from '../../store/lti/identity.ts'

/**
 * Our number of a person, from a sourcedId, an e-mail address or `id:17`.
 * @throws Failure PERSON_UNKNOWN where nobody is meant by it, or several are
 */
export async function personNamed(
  unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>,
  districtId: string,
  typed: string,
): Promise<string> {
  const [, number] = /^id:([1-9]\d{0,17})$/.exec(typed) ?? []
  if (number !== undefined) return number
  const [only, ...more] = await unit((client) =>
    typed.includes('@')
      ? findPeopleByEmail(client, districtId, typed)
      : findPeopleById(client, { districtId, field: 'sourcedId', value: typed }),
  )
  if (only !== undefined && more.length === 0) return only.id
  const says = more.length > 0 ? 'More than one person is meant by that.' : 'There is no such person.'
  throw new Failure('PERSON_UNKNOWN', 'operator', `${says} Give their number as id:17, as "staffroom why" shows it.`)
}
