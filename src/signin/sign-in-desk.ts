/** The operator's desk for signing in: a district's single sign-on, undoing a link, and second factors whose phone is lost. */

import { Failure } from '../roster/failure.ts'
import { findAccount, findCustomerAccounts } from '../store/signin/account.ts'
import type { Database } from '../store/database.ts'
import { inDistrict } from '../store/database.ts'
import { resetFactor } from '../store/signin/factor-reset.ts'
import { unlinkSso } from '../store/signin/person-sign-in.ts'
import { findTracedPeople, unmistakable } from '../store/people/person-trace.ts'
import type { SecretBox } from '../store/secret.ts'
import { findSsoProvider, ssoSecretPlace } from '../store/signin/sso.ts'
import { removeSso, setSso } from '../store/signin/sso-setting.ts'
import type { SsoChange, SsoOutcome } from '../store/signin/sso-setting.ts'
import type { SsoClient } from './sso-client.ts'

export interface SignInDeskWorld {
  readonly db: Database
  readonly box: SecretBox
  readonly now: () => Date
  readonly sso: Pick<SsoClient, 'check'>
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

type SsoSettings = SsoChange['settings']

export interface ProviderLine extends SsoSettings {
  readonly changedAt: Date
}

type SsoProblemName = Exclude<Extract<SsoOutcome, { ok: false }>['problem'], 'fields'>

const SAYS = {
  version_stale: 'Somebody has changed it at the same moment. Look at it with "signin show" and set it again.',
  secret_missing: 'Another issuer or client id needs its own "clientSecret" in the file.',
  provider_unreachable: 'The provider did not answer at its issuer. Look at the address again; nothing was changed.',
  provider_invalid:
    'What answers there is no OpenID Connect provider of this issuer. Copy the issuer from its /.well-known/openid-configuration; nothing was changed.',
} as const satisfies Record<SsoProblemName, string>

/** Everything by name, bound to one installation. Holds no state. */
export function openSignInDesk(world: SignInDeskWorld) {
  return {
    show: (districtId: string) => showProvider(world, districtId),
    set: (districtId: string, given: ProviderChange) => setProvider(world, districtId, given),
    test: (districtId: string) => testProvider(world, districtId),
    remove: (districtId: string) => removeProvider(world, districtId),
    unlink: (wanted: { readonly districtId: string; readonly person: string }) => unlink(world, wanted),
    resetFactor: (whose: AccountOf) => resetFactorOf(world, whose),
  }
}

/** Null: the district has none. */
async function showProvider({ db }: SignInDeskWorld, districtId: string): Promise<ProviderLine | null> {
  const found = await providerOf(db, districtId)
  if (found === null) return null
  const { clientSecretSealed: _sealed, version: _version, ...shown } = found
  return shown
}

interface ProviderChange {
  readonly settings: SsoSettings
  /** Null: the one that is there stays. */
  readonly clientSecret: string | null
}

/** @throws Failure SSO_REFUSED with everything that is wrong */
async function setProvider(world: SignInDeskWorld, districtId: string, given: ProviderChange): Promise<ProviderLine> {
  const { db: database, box: secrets, now, sso } = world
  const version = (await providerOf(database, districtId))?.version ?? null
  const set = { change: { ...given, version }, check: sso.check }
  const outcome = await setSso({ database, secrets, now }, { districtId, actor: 'cli' }, set)
  if (!outcome.ok) {
    const says =
      outcome.problem === 'fields'
        ? outcome.fields.map(({ field, message }) => `${field}: ${message}`).join(' ')
        : SAYS[outcome.problem]
    throw refused('SSO_REFUSED', says)
  }
  const kept = await showProvider(world, districtId)
  if (kept === null) throw none(districtId)
  return kept
}

/** Asks the provider that is set; null: it is there and speaks for its issuer. @throws Failure SSO_NONE */
async function testProvider(
  { db, box, sso }: SignInDeskWorld,
  districtId: string,
): Promise<Awaited<ReturnType<SsoClient['check']>>> {
  const found = await providerOf(db, districtId)
  if (found === null) throw none(districtId)
  const { issuer, clientId, clientSecretSealed } = found
  return sso.check({ issuer, clientId, clientSecret: box.open(clientSecretSealed, ssoSecretPlace(districtId)) })
}

/** @throws Failure SSO_NONE */
async function removeProvider({ db, now }: SignInDeskWorld, districtId: string): Promise<void> {
  if (!(await removeSso({ database: db, now }, { districtId, actor: 'cli' }))) throw none(districtId)
}

/**
 * Forgets whom the provider calls this person. Returns how many links there were.
 * @throws Failure PERSON_UNKNOWN, PERSON_AMBIGUOUS
 */
function unlink(
  { db, now }: SignInDeskWorld,
  { districtId, person }: { readonly districtId: string; readonly person: string },
): Promise<number> {
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const [personId, ...others] = await findTracedPeople(client, { districtId, person })
    if (personId === undefined) throw refused('PERSON_UNKNOWN', `Nobody of ${districtId} is known by that.`)
    if (others.length > 0) {
      const choices = [personId, ...others].slice(0, 10).map(unmistakable).join(', ')
      throw refused('PERSON_AMBIGUOUS', `More than one person is known by that. Say which: ${choices}.`)
    }
    return unlinkSso(client, { districtId, personId }, now())
  })
}

/** An account by its address: of a district, or of an administrator of a customer. */
type AccountOf =
  | { readonly districtId: string; readonly customerId?: never; readonly email: string }
  | { readonly customerId: string; readonly districtId?: never; readonly email: string }

/** Takes a second factor off whose phone and codes are lost. @throws Failure ACCOUNT_UNKNOWN, FACTOR_NONE */
async function resetFactorOf(world: SignInDeskWorld, whose: AccountOf): Promise<void> {
  const { db, box, now, publicUrl } = world
  const holder =
    whose.districtId === undefined
      ? (await findCustomerAccounts(db, whose.email)).find(({ customerId }) => customerId === whose.customerId)
      : await inDistrict(db, { districtId: whose.districtId, actor: 'cli' }, (client) =>
          findAccount(client, whose.districtId, whose.email),
        )
  if (holder === undefined || holder === null)
    throw refused('ACCOUNT_UNKNOWN', 'There is no account of that address with a password there.')
  const isReset = await inDistrict(db, { districtId: holder.districtId, actor: 'cli' }, (client) =>
    resetFactor(client, box, { holder, publicUrl, now: now() }),
  )
  if (!isReset) throw refused('FACTOR_NONE', 'This account has no second factor.')
}

function providerOf(db: Database, districtId: string) {
  return inDistrict(db, { districtId, actor: 'cli' }, (client) => findSsoProvider(client, districtId))
}

function none(districtId: string): Failure {
  return refused('SSO_NONE', `The district ${districtId} has no single sign-on. Set it with "signin set".`)
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
