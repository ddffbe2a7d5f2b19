/** Educators from the command line: added by hand, deactivated and activated, with the reach of an administrator of the district. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { setStaffActive } from '../people/change-staff-state.ts'
import { addEducator, type AddEducatorOutcome } from './add-educator.ts'

interface TypedEducator {
  readonly districtId: string
  /** Its sourcedId. */
  readonly school: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  /** Somebody of that name is at the school and is somebody else. */
  readonly despite: boolean
}

type Problem = Extract<AddEducatorOutcome, { readonly problem: string }>['problem']

/**
 * Binds changes of the educator database to an installation; each answers the educator's number.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, EDUCATOR_REFUSED
 */
export function openEducatorDesk(world: DomainWorld) {
  const inOwn = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(world.database, { districtId, actor: 'cli' }, work)
  return {
    async add(o: TypedEducator): Promise<{ readonly personId: string; readonly isWaiting: boolean }> {
      const { districtId, school, ...given } = o
      const schoolId = await inOwn(districtId, (client) => findNamedSchool(client, districtId, school))
      const place = { districtId, schoolIds: [schoolId] }
      const grant = authorise(operatorOf(districtId), 'add:educator', place)
      return done(await addEducator(world, grant, { ...given, schoolId }))
    },
    async setActive(districtId: string, typed: string, active: boolean): Promise<string> {
      const personId = await inOwn(districtId, (client) => findNamedPerson(client, districtId, typed))
      done(await setStaffActive(world, operatorOf(districtId), { personId, active }))
      return personId
    },
  }
}

function done<T>(outcome: { readonly done: T } | { readonly problem: Problem }): T {
  if ('done' in outcome) return outcome.done
  const says = SAYS[outcome.problem] ?? 'That can’t be done with this person. Look at them under People.'
  throw new Failure('EDUCATOR_REFUSED', 'operator', says)
}

const SAYS: Readonly<Partial<Record<Problem, string>>> = {
  name_needed: 'A given name and a family name are needed.',
  name_too_long: 'A name has up to 120 letters.',
  email_wrong: 'This is not one e-mail address. Give one, such as name@school.org.',
  school_unknown: 'The school is none of the district, or it is closed.',
  address_taken: 'Somebody in the district has this address already.',
  double_there:
    'Somebody of that name is at the school already. Where it is somebody else, say so with --somebody-else.',
  person_unknown: 'There is no such person.',
  not_staff: 'This is a student or a guardian, and no educator.',
  is_removed: 'They have left the district. The roster, or an administrator under People, brings them back.',
  already_so: 'It is so already.',
  last_district_admin: 'A district keeps at least one district administrator. Make somebody else one first.',
  roster_busy: 'A sync is writing the roster just now. Try again in a minute.',
}
