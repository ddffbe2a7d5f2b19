/** Somebody sets their district's single sign-on, or removes it. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { CheckProvider, SsoChange, SsoOutcome } from '../../store/signin/sso-setting.ts'
import { removeSso, setSso } from '../../store/signin/sso-setting.ts'
import type { DomainWorld } from '../../store/world.ts'

export type { CheckProvider, SsoOutcome }

export function setSingleSignOn(
  world: DomainWorld,
  { principal }: Grant<'configure:sign_in'>,
  set: { readonly change: SsoChange; readonly check: CheckProvider },
): Promise<SsoOutcome> {
  return setSso(world, { districtId: principal.districtId, actor: actorOf(principal) }, set)
}

/** Whatever it opened is over. False: there is none. */
export function removeSingleSignOn(world: DomainWorld, { principal }: Grant<'configure:sign_in'>): Promise<boolean> {
  return removeSso(world, { districtId: principal.districtId, actor: actorOf(principal) })
}
