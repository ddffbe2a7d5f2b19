/** Somebody adds an educator by hand: looked for first, without account or message, and within the size of the database. */

import type { Grant } from '../../access/grant.ts'
import { isMailAddress } from '../../roster/mail-address.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { addEducatorByHand, findEducatorDoubles, type NewEducator } from '../../store/coaching/educator-by-hand.ts'
import { findTakenAddresses } from '../../store/people/staff.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import { readSeats } from '../../store/seats/seat-rows.ts'
import { hastenPairs } from '../../store/sync/match-proposals.ts'
import { rawOf } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { atStaffDesk, type StaffProblem, StaffStop } from '../people/staff-desk.ts'

type Adding = Grant<'add:educator'>

const NAME_LENGTH_MAX = 120

/**
 * `double_there`: somebody of that name is at the school, and whoever adds has not said that it is somebody else;
 * `email_wrong`: no address, or more than one.
 */
export type AddEducatorOutcome =
  | { readonly done: { readonly personId: string; readonly isWaiting: boolean } }
  | { readonly problem: StaffProblem | 'double_there' | 'name_too_long' | 'email_wrong' }

/**
 * Adds them. An address that somebody in the district has is refused; a name that somebody at the school has as well,
 * unless `despite` says that it is somebody else. Where the database is full they wait, and the answer says so.
 */
export async function addEducator(
  world: DomainWorld,
  grant: Adding,
  given: NewEducator & { readonly despite: boolean },
): Promise<AddEducatorOutcome> {
  const educator = tidy(given)
  const { givenName, familyName, email } = educator
  if (Math.max(givenName.length, familyName.length) > NAME_LENGTH_MAX) return { problem: 'name_too_long' }
  if (email !== null && !isMailAddress(email)) return { problem: 'email_wrong' }
  const { districtId } = grant.principal
  const doubles: string[] = []
  const outcome = await atStaffDesk(world, grant.principal, async ({ client, now }) => {
    if (givenName === '' || familyName === '') throw new StaffStop('name_needed')
    if ((await findSchoolInScope(client, grant, educator.schoolId)) === null) throw new StaffStop('school_unknown')
    if (email !== null && (await findTakenAddresses(client, districtId, [email.toLowerCase()])).size > 0)
      throw new StaffStop('address_taken')
    if (!given.despite) doubles.push(...(await findEducatorDoubles(client, grant, educator)).map(({ id }) => id))
    if (doubles.length > 0) throw new StaffStop('address_taken')
    const personId = await addEducatorByHand(client, districtId, educator, now)
    await hastenPairs(rawOf(client), districtId, now)
    return personId
  })
  if (doubles.length > 0) return { problem: 'double_there' }
  if ('problem' in outcome) return outcome
  const personId = outcome.done
  const place = { districtId, kind: 'educator-capacity' }
  const [seat] = await inGrantDirect(world, grant, (client) => readSeats(client, place, [personId]))
  return { done: { personId, isWaiting: seat?.state === 'waiting' } }
}

function tidy({ givenName, familyName, email, schoolId }: NewEducator): NewEducator {
  const address = email === null ? '' : tidyText(email)
  return {
    givenName: tidyText(givenName),
    familyName: tidyText(familyName),
    email: address === '' ? null : address,
    schoolId,
  }
}
