/** Single sign-on: from a district's address to its provider and back, to a session of the person that its claim names. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { inDistrict } from '../store/database.ts'
import { findPeopleByEmail, findPeopleById } from '../store/lti/identity.ts'
import type { SecretBox } from '../store/secret.ts'
import { findActiveRoles, hashToken } from '../store/signin/session.ts'
import {
  consumeSsoLogin,
  findSsoLink,
  findSsoProvider,
  saveSsoLink,
  saveSsoLogin,
  ssoSecretPlace,
} from '../store/signin/sso.ts'
import type { SsoProvider, SsoSubject } from '../store/signin/sso.ts'
import { newSecret } from './secret.ts'
import { openOwnSession } from './session.ts'
import type { IssuedSession, SessionWorld } from './session.ts'
import type { SsoBinding, SsoClaims, SsoClient, SsoClientIdentity } from './sso-client.ts'

export interface SsoWorld extends SessionWorld {
  readonly box: SecretBox
  readonly sso: SsoClient
}

/**
 * Why nobody came in. `none`: the district has no single sign-on (or there is no such district); `over`: the login is
 * unknown, used or too old; `browser`: another browser began it; `changed`: the settings have changed meanwhile;
 * `refused`, `unreachable`, `invalid`: the provider; `unverified`: it says nothing that proves who it is; `not_here`: it
 * demands what this account doesn't have; `unknown`, `ambiguous`: nobody or several of the roster; `another`: it names
 * somebody else than before; `inactive`: retired, disabled or suspended; `student`: students come from the LMS; `no_role`.
 */
export type SsoRefusal =
  | 'none'
  | 'over'
  | 'browser'
  | 'changed'
  | 'refused'
  | 'unreachable'
  | 'invalid'
  | 'unverified'
  | 'not_here'
  | 'unknown'
  | 'ambiguous'
  | 'another'
  | 'inactive'
  | 'student'
  | 'no_role'

export type SsoStart =
  | { readonly ok: true; readonly redirectTo: string; readonly browser: string }
  | { readonly ok: false; readonly reason: SsoRefusal }

/**
 * Begins a login at the district's provider.
 * @param browser the secret that this browser holds already, or null: a new one is made for its cookie
 */
export async function startSso(
  world: SsoWorld,
  asked: { readonly districtId: string; readonly browser: string | null; readonly redirectUri: string },
): Promise<SsoStart> {
  const { districtId, redirectUri } = asked
  const provider = await providerOf(world, districtId)
  if (provider === null || !provider.isOn) return { ok: false, reason: 'none' }
  const browser = asked.browser ?? newSecret()
  const state = newSecret()
  const binding = bindingOf(browser, state)
  const scope = provider.field === 'email' ? 'openid email' : 'openid email profile'
  const begun = await world.sso.begin(identityOf(world, districtId, provider), { ...binding, redirectUri, scope })
  if (!begun.ok) return { ok: false, reason: begun.fault }
  const now = world.now()
  const expiresAt = new Date(now.getTime() + world.limits.ssoLifetimeMs)
  await saveSsoLogin(world.db, { state, browser, districtId, version: provider.version, now, expiresAt })
  return { ok: true, redirectTo: begun.value, browser }
}

export type SsoFinish =
  | { readonly ok: true; readonly session: IssuedSession }
  | { readonly ok: false; readonly reason: SsoRefusal; readonly districtId: string | null }

/** Takes up what the provider has sent the browser back with. `current`: the whole address, as the provider was told it. */
export async function finishSso(
  world: SsoWorld,
  came: { readonly current: URL; readonly browser: string | null },
): Promise<SsoFinish> {
  const state = came.current.searchParams.get('state') ?? ''
  const login = await consumeSsoLogin(world.db, state, world.now())
  if (login === null) return { ok: false, reason: 'over', districtId: null }
  const { districtId } = login
  const refuse = (reason: SsoRefusal): SsoFinish => ({ ok: false, reason, districtId })
  if (came.browser === null || !isSame(hashToken(came.browser), login.browserHash)) return refuse('browser')
  const provider = await providerOf(world, districtId)
  if (provider === null || !provider.isOn || provider.version !== login.version) return refuse('changed')
  const redeemed = await world.sso.redeem(identityOf(world, districtId, provider), {
    ...bindingOf(came.browser, state),
    current: came.current,
  })
  if (!redeemed.ok) return refuse(redeemed.fault)
  const found = await findPerson(world, { districtId, provider, claims: redeemed.value })
  if (typeof found === 'string') return refuse(found)
  const { personId } = found
  const barred = await barOf(world, districtId, personId)
  if (barred !== null) return refuse(barred)
  const who = { districtId, personId, customerId: null, customerAdminId: null } as const
  return { ok: true, session: await openOwnSession(world, who, 'sso') }
}

function providerOf({ db }: SsoWorld, districtId: string): Promise<SsoProvider | null> {
  return inDistrict(db, { districtId, actor: 'system' }, (client) => findSsoProvider(client, districtId))
}

function identityOf({ box }: SsoWorld, districtId: string, provider: SsoProvider): SsoClientIdentity {
  const { issuer, clientId, clientSecretSealed } = provider
  return { issuer, clientId, clientSecret: box.open(clientSecretSealed, ssoSecretPlace(districtId)) }
}

/** Nonce and verifier are of the browser's secret and this login's state: nothing of them is kept. */
function bindingOf(browser: string, state: string): SsoBinding {
  const derive = (use: string): string => createHmac('sha256', browser).update(`${use} ${state}`).digest('base64url')
  return { state, nonce: derive('nonce'), verifier: derive('verifier') }
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

interface Named {
  readonly districtId: string
  readonly provider: SsoProvider
  readonly claims: SsoClaims
}

/** The one person of the district whom the claims name; linked to the provider's subject from the first time on. */
function findPerson(
  { db, now }: SsoWorld,
  { districtId, provider, claims }: Named,
): Promise<{ readonly personId: string } | SsoRefusal> {
  const { issuer, required } = provider
  if (required !== null && claims[required.claim] !== required.value) return Promise.resolve('not_here')
  const value = valueOf(provider, claims)
  if (value === null) return Promise.resolve('unverified')
  const subject: SsoSubject = { districtId, issuer, sub: claims.sub }
  return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    const candidates = await candidatesOf(client, districtId, { field: provider.field, value })
    const [only, second] = speaking(candidates)
    if (second !== undefined) return 'ambiguous'
    const linked = await findSsoLink(client, subject)
    if (only === undefined) return candidates.length > 0 || linked !== null ? 'inactive' : 'unknown'
    // A link that is there stays: the answer is whom it is of.
    const personId = await saveSsoLink(client, subject, { personId: only.id, now: now() })
    return personId === only.id ? { personId } : 'another'
  })
}

/** What the chosen claim says; null where it says nothing, or an address that nobody has verified. */
function valueOf({ claim, field }: SsoProvider, claims: SsoClaims): string | null {
  const value = claims[claim]
  if (claim === 'email' && claims['email_verified'] !== true) return null
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.trim() === '' || text.length > 255) return null
  return field === 'email' ? text.trim().toLowerCase() : text.trim()
}

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]

function candidatesOf(
  client: Client,
  districtId: string,
  { field, value }: { readonly field: SsoProvider['field']; readonly value: string },
): Promise<readonly SsoCandidate[]> {
  return field === 'email'
    ? findPeopleByEmail(client, districtId, value)
    : findPeopleById(client, { districtId, field, value })
}

interface SsoCandidate {
  readonly id: string
  readonly active: boolean
  /** False where only records say so that their source has withdrawn. */
  readonly current?: boolean
}

/** What a source has withdrawn still names a person, where nothing current does. */
function speaking(candidates: readonly SsoCandidate[]): readonly SsoCandidate[] {
  const active = candidates.filter((candidate) => candidate.active)
  const current = active.filter((candidate) => candidate.current !== false)
  return current.length > 0 ? current : active
}

/** Why the person may not come in this way; null: they may. */
async function barOf({ db }: SsoWorld, districtId: string, personId: string): Promise<SsoRefusal | null> {
  const roles = await findActiveRoles(db, districtId, personId)
  if (roles === null) return 'inactive'
  if (roles.some(({ role }) => role === 'student')) return 'student'
  return roles.length === 0 ? 'no_role' : null
}
