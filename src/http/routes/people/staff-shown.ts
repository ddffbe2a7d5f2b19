/** One person of the staff as a page shows them. */

import type { Principal } from '../../../access/principal.ts'
import { viewStaffPerson } from '../../../views/people/staff.ts'
import { orNotFound } from '../../errors.ts'
import type { DomainWorld } from '../../world.ts'

/** The person as a page shows them. @throws HttpError 404 */
export async function showStaff(world: DomainWorld, principal: Principal, personId: string) {
  const { person, history, ...rest } = orNotFound(await viewStaffPerson(world, principal, personId))
  const { isStudent: _, stateSince, sources, ltiLinks, accountEmail, invitedUntil, ...known } = person
  return {
    ...known,
    ...rest,
    stateSince: stateSince?.toISOString() ?? null,
    roles: person.roles.map(({ scopeId: _scope, since, ...role }) => ({ ...role, since: isoOf(since) })),
    seats: person.seats.map((seat) => ({ ...seat, until: seat.until === null ? null : isoOf(seat.until) })),
    identities: { sources, ltiLinks, accountEmail, invitedUntil: invitedUntil?.toISOString() ?? null },
    history:
      history?.map(({ id, at, action, detail, byName }) => ({
        id,
        action,
        by: byName,
        at: at.toISOString(),
        role: typeof detail['role'] === 'string' ? detail['role'] : null,
      })) ?? null,
  }
}

function isoOf(at: string): string {
  return new Date(at).toISOString()
}
