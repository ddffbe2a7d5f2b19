/** A change by the command line, with the roles that somebody of the district holds now; the audit log says `cli`. */

import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool, findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'

export interface AsSomebody {
  readonly districtId: string
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

/**
 * What is closed to them is said as what it is: a refusal, and no fault of the program.
 * @throws Failure PERSON_UNKNOWN, COMMUNITY_CLOSED
 */
export async function asSomebody<T>(
  world: DomainWorld,
  { districtId, as }: AsSomebody,
  work: (principal: Principal) => Promise<T>,
): Promise<T> {
  const principal = await findOperatorAs(world.database, districtId, as)
  try {
    return await work(principal)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const says =
      error.code === 'not_found'
        ? 'There is none of that number that whoever is named with --as may change so.'
        : 'This is closed to whoever is named with --as.'
    throw new Failure('COMMUNITY_CLOSED', 'operator', says)
  }
}

/** @throws Failure PERSON_UNKNOWN */
export function numberOfPerson(world: DomainWorld, districtId: string, typed: string): Promise<string> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
    findNamedPerson(client, districtId, typed),
  )
}

/** @throws Failure SCHOOL_UNKNOWN */
export function numberOfSchool(world: DomainWorld, districtId: string, typed: string): Promise<string> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
    findNamedSchool(client, districtId, typed),
  )
}
