/** A district's single sign-on, for those who may set it. Nothing of the secret is in it. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { SsoSettings } from '../../roster/single-sign-on.ts'
import { inDistrict } from '../../store/database.ts'
import { findSsoProvider } from '../../store/signin/sso.ts'
import type { DomainWorld } from '../../store/world.ts'

export interface SingleSignOnView {
  readonly provider: (SsoSettings & { readonly version: string; readonly changedAt: string }) | null
}

/** Null: the district has none. */
export function viewSingleSignOn(world: DomainWorld, grant: Grant<'configure:sign_in'>): Promise<SingleSignOnView> {
  const { principal } = grant
  const { districtId } = principal
  return inDistrict(world.database, { districtId, actor: actorOf(principal) }, async (client) => {
    const found = await findSsoProvider(client, districtId)
    if (found === null) return { provider: null }
    const { clientSecretSealed: _sealed, changedAt, ...settings } = found
    return { provider: { ...settings, changedAt: changedAt.toISOString() } }
  })
}
