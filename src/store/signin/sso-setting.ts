/** Setting a district's single sign-on: the provider is asked before anything is kept. Pages and commands alike. */

import { findSsoProblems } from '../../roster/single-sign-on.ts'
import type { SsoProblem, SsoSettings } from '../../roster/single-sign-on.ts'
import type { Database, DistrictContext } from '../database.ts'
import { inDistrict } from '../database.ts'
import type { SecretBox } from '../secret.ts'
import { appendSignInAudit } from './sign-in-audit.ts'
import { findSsoProvider, removeSsoProvider, saveSsoProvider, ssoSecretPlace } from './sso.ts'
import type { SsoProvider } from './sso.ts'

export interface SsoSettingWorld {
  readonly database: Database
  readonly secrets: SecretBox
  readonly now: () => Date
}

/** Asks the provider whether it is there and speaks for the issuer; null: it does. */
export type CheckProvider = (identity: {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}) => Promise<'unreachable' | 'refused' | 'invalid' | null>

export type SsoOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: 'version_stale' | 'secret_missing' | 'provider_unreachable' | 'provider_invalid'
    }
  | { readonly ok: false; readonly problem: 'fields'; readonly fields: readonly SsoProblem[] }

export interface SsoChange {
  readonly settings: SsoSettings
  /** Null: the one that is there stays. */
  readonly clientSecret: string | null
  /** Of what is changed; null: there was none. */
  readonly version: string | null
}

/** Sets it. Another issuer, claim or field is another meaning: who was known by the old one is nobody until they come again. */
export async function setSso(
  world: SsoSettingWorld,
  context: DistrictContext,
  { change, check }: { readonly change: SsoChange; readonly check: CheckProvider },
): Promise<SsoOutcome> {
  const { settings, version } = change
  const fields = findSsoProblems(settings)
  if (fields.length > 0) return { ok: false, problem: 'fields', fields }
  const { districtId } = context
  const before = await inDistrict(world.database, context, (client) => findSsoProvider(client, districtId))
  if ((before?.version ?? null) !== version) return { ok: false, problem: 'version_stale' }
  const clientSecret = change.clientSecret ?? secretOf(world, districtId, { before, settings })
  if (clientSecret === null) return { ok: false, problem: 'secret_missing' }
  const { issuer, clientId } = settings
  const fault = settings.isOn ? await check({ issuer, clientId, clientSecret }) : null
  if (fault !== null)
    return { ok: false, problem: fault === 'unreachable' ? 'provider_unreachable' : 'provider_invalid' }
  return keep(world, context, { settings, clientSecret, version })
}

/** A secret goes to no other issuer than the one that it was entered for. */
function secretOf(
  { secrets }: SsoSettingWorld,
  districtId: string,
  { before, settings }: { readonly before: SsoProvider | null; readonly settings: SsoSettings },
): string | null {
  if (before === null || before.issuer !== settings.issuer || before.clientId !== settings.clientId) return null
  return secrets.open(before.clientSecretSealed, ssoSecretPlace(districtId))
}

function keep(
  world: SsoSettingWorld,
  context: DistrictContext,
  given: { readonly settings: SsoSettings; readonly clientSecret: string; readonly version: string | null },
): Promise<SsoOutcome> {
  const { settings, clientSecret, version } = given
  const { districtId } = context
  return inDistrict(world.database, context, async (client): Promise<SsoOutcome> => {
    const before = await findSsoProvider(client, districtId)
    // The provider was asked meanwhile: somebody else may have been quicker.
    if ((before?.version ?? null) !== version) return { ok: false, problem: 'version_stale' }
    const sealed = world.secrets.seal(clientSecret, ssoSecretPlace(districtId))
    const isAnother = before !== null && meaningOf(before) !== meaningOf(settings)
    await saveSsoProvider(client, districtId, { settings, sealed, isAnother, now: world.now() })
    const { isOn, isListed, field } = settings
    const detail = { isOn, isListed, field, forgotten: isAnother }
    await appendSignInAudit(client, districtId, { action: 'sso.set', object: `district:${districtId}`, detail })
    return { ok: true }
  })
}

function meaningOf({ issuer, claim, field }: SsoSettings): string {
  return JSON.stringify([issuer, claim, field])
}

/** Removes it; whatever it opened is over. False: there is none. */
export function removeSso(world: Omit<SsoSettingWorld, 'secrets'>, context: DistrictContext): Promise<boolean> {
  const { districtId } = context
  return inDistrict(world.database, context, async (client) => {
    if (!(await removeSsoProvider(client, districtId, world.now()))) return false
    await appendSignInAudit(client, districtId, { action: 'sso.remove', object: `district:${districtId}` })
    return true
  })
}
