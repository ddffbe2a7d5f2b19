/** Somebody puts a person under legal hold, or lifts it: until then nothing that is kept of them is destroyed. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { liftHold, setHold } from '../../store/people/legal-hold.ts'
import { findKeptPerson } from '../../store/people/person-record.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export type HoldOutcome = 'done' | 'person_unknown' | 'reason_needed' | 'already_so'

/** Puts somebody under hold, with the reason that is shown to administrators. Whoever they are: a feed's, a leaver, oneself. */
export function holdPerson(
  world: DomainWorld,
  grant: Grant<'set:legal_hold'>,
  o: { readonly personId: string; readonly reason: string },
): Promise<HoldOutcome> {
  const reason = o.reason.trim()
  if (reason === '') return Promise.resolve('reason_needed')
  return inGrantDirect(world, grant, async (client) => {
    const at = { districtId: grant.principal.districtId, personId: o.personId }
    if ((await findKeptPerson(client, at)) === null) return 'person_unknown'
    const by = actorOf(grant.principal)
    return (await setHold(client, at, { reason, by, now: world.now() })) ? 'done' : 'already_so'
  })
}

/** Lifts it: from then on they are kept and removed as everybody else. */
export function liftPersonHold(
  world: DomainWorld,
  grant: Grant<'set:legal_hold'>,
  personId: string,
): Promise<Exclude<HoldOutcome, 'reason_needed'>> {
  return inGrantDirect(world, grant, async (client) => {
    const at = { districtId: grant.principal.districtId, personId }
    if ((await findKeptPerson(client, at)) === null) return 'person_unknown'
    const by = actorOf(grant.principal)
    return (await liftHold(client, at, { by, now: world.now() })) ? 'done' : 'already_so'
  })
}
