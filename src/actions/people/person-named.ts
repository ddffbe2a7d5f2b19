/** The one person whom somebody means at the command line. */

import type { DistrictClient } from '../../store/database.ts'
import { findNamedPerson } from '../../store/people/operator-names.ts'

/**
 * Our number of a person, from a sourcedId, an e-mail address or `id:17`.
 * @throws Failure PERSON_UNKNOWN where nobody is meant by it, or several are
 */
export function personNamed(
  unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>,
  districtId: string,
  typed: string,
): Promise<string> {
  return unit((client) => findNamedPerson(client, districtId, typed))
}
