/** Sign-in as one value for the web: launches, sessions, passwords, invitations, and the state LTI keeps. */

import type { Principal } from '../access/principal.ts'
import type { Deployment, LtiWorld, PlatformKey, Registration } from '../lti/world.ts'
import type { RoleChangeHook } from '../store/signin/account.ts'
import type { Database } from '../store/database.ts'
import { gather } from '../store/gather.ts'
import { findRegistration, findRegistrations, noteDeployment } from '../store/lti/lti.ts'
import type { DeploymentRecord, RegistrationRecord } from '../store/lti/lti.ts'
import { consumeLogins, findLogins, saveLogins } from '../store/lti/lti-login.ts'
import type { LoginRecord, LoginUse, StoredLoginRecord, UsedLogin } from '../store/lti/lti-login.ts'
import type { SecretBox } from '../store/secret.ts'
import { readContactsOfOnlyDistrict } from '../store/notices/contacts.ts'
import { listSsoOffers } from '../store/signin/sso.ts'
import type { SsoOffer } from '../store/signin/sso.ts'
import { findLaunch } from './launch-of-session.ts'
import type { LaunchOfSession } from './launch-of-session.ts'
import { createAdmission } from './admit-launch.ts'
import type { AdmitLaunch } from './admit-launch.ts'
import { acceptInvitation, lookInvitation } from './invitation.ts'
import type { Acceptance, InvitationView } from './invitation.ts'
import { listDistricts, switchDistrict } from './customer-district.ts'
import { DEFAULT_SIGN_IN_LIMITS } from './limits.ts'
import type { SignInLimits } from './limits.ts'
import { askReset, changeOwnPassword, hasPassword, useReset } from './password-change.ts'
import type { ChangeOutcome, ResetRequest } from './password-change.ts'
import type { PasswordRule } from './password-rule.ts'
import { signInWithPassword } from './password-sign-in.ts'
import type { PasswordAttempt, PasswordOutcome } from './password-sign-in.ts'
import { createExchange, endSession, findPrincipal, findSessionEnd } from './session.ts'
import type { IssuedSession } from './session.ts'
import { confirmOwnFactor, enrolFactor, removeOwnFactor, viewFactor } from './second-factor.ts'
import type { FactorRequest, FactorState } from './second-factor.ts'
import { finishSso, startSso } from './single-sign-on.ts'
import type { SsoFinish, SsoStart } from './single-sign-on.ts'
import { createSsoClient } from './sso-client.ts'
import type { Ask, SsoClient } from './sso-client.ts'
import { beginSupport } from './support.ts'
import { publishedKeys } from './signing-key.ts'
import { signInWithCard } from './start-card.ts'
import type { CardAttempt, CardOutcome } from './start-card.ts'
import type { KeySet } from './signing-key.ts'

export interface SignInOptions {
  /** Role `web`. */
  readonly db: Database
  /** Finds a platform's key (lti/platform-keys). */
  readonly findPlatformKey: (jwksUrl: string, kid: string) => Promise<PlatformKey>
  /** Runs in the transaction that gives somebody a role: the licence ledger squares itself. */
  readonly afterRoleChange: RoleChangeHook
  /** How long a retired signing key stays published. */
  readonly signingKeyRetiredDays: number
  /** Seals what is kept for a while and opens an account. */
  readonly box: SecretBox
  readonly passwordRule: PasswordRule
  /** How a provider of single sign-on is asked; `allowPrivateNetwork` is for trials. */
  readonly providers: { readonly ask: Ask; readonly allowPrivateNetwork: boolean }
  readonly limits?: SignInLimits
  readonly now?: () => Date
}

export interface SignIn {
  /** What lti's startLogin and verifyLaunch need. */
  readonly ltiWorld: LtiWorld
  /** The registration whose services are asked; null: there is none of that number. */
  readonly findRegistration: (id: string) => Promise<Registration | null>
  readonly publishedKeys: () => Promise<KeySet>
  readonly admitLaunch: AdmitLaunch
  readonly exchangeCode: (code: string) => Promise<IssuedSession | null>
  /** By the one-time link of a support access; null: unknown, used or over. */
  readonly beginSupport: (token: string) => Promise<IssuedSession | null>
  readonly signInWithPassword: (attempt: PasswordAttempt) => Promise<PasswordOutcome>
  /** A student, by their start card. */
  readonly signInWithCard: (attempt: CardAttempt) => Promise<CardOutcome>
  /** Who a token is at this moment; null: nobody (any more). */
  readonly findPrincipal: (token: string) => Promise<Principal | null>
  /** What the launch of a session said; null: the session is over. */
  readonly findLaunch: (token: string) => Promise<LaunchOfSession | null>
  /** When the session ends at the latest; null: it is over. */
  readonly findSessionEnd: (token: string) => Promise<Date | null>
  readonly endSession: (token: string) => Promise<void>
  /** Of a customer's administrator; none of anybody else. */
  readonly listDistricts: (principal: Principal) => ReturnType<typeof listDistricts>
  /** False: no district of theirs. */
  readonly switchDistrict: (
    session: { readonly token: string; readonly principal: Principal },
    districtId: string,
  ) => Promise<boolean>
  readonly lookInvitation: (token: string) => Promise<InvitationView | null>
  readonly acceptInvitation: (acceptance: Acceptance) => Promise<IssuedSession | null>
  /** Takes the same time and tells nothing, whoever asks. */
  readonly askReset: (request: ResetRequest) => Promise<void>
  readonly useReset: (given: Parameters<typeof useReset>[1]) => Promise<ChangeOutcome>
  readonly changeOwnPassword: (given: Parameters<typeof changeOwnPassword>[1]) => Promise<ChangeOutcome>
  readonly hasPassword: (token: string) => Promise<boolean>
  readonly viewFactor: (token: string) => Promise<FactorState>
  readonly enrolFactor: (request: FactorRequest) => ReturnType<typeof enrolFactor>
  readonly confirmFactor: (given: Parameters<typeof confirmOwnFactor>[1]) => ReturnType<typeof confirmOwnFactor>
  readonly removeFactor: (given: Parameters<typeof removeOwnFactor>[1]) => ReturnType<typeof removeOwnFactor>
  readonly startSso: (asked: Parameters<typeof startSso>[1]) => Promise<SsoStart>
  readonly finishSso: (came: Parameters<typeof finishSso>[1]) => Promise<SsoFinish>
  /** What the sign-in page offers to everybody. */
  readonly listSsoOffers: () => Promise<readonly SsoOffer[]>
  /** Whom somebody may write to who can't sign in, where it is known whose page this is: the installation has one district. */
  readonly listSupport: () => Promise<readonly string[]>
  /** Asks a provider whether it is there and speaks for its issuer; null: it does. */
  readonly checkSsoProvider: SsoClient['check']
}

/** Wires sign-in over a database. It holds nothing but what is asked of the database at this moment. */
export function createSignIn(options: SignInOptions): SignIn {
  const { db, limits = DEFAULT_SIGN_IN_LIMITS, now = () => new Date(), afterRoleChange, box, passwordRule } = options
  const world = { db, limits, now, afterRoleChange, box, passwordRule }
  const sso = createSsoClient({ ...options.providers, nowMs: () => now().getTime() })
  return {
    ltiWorld: createLtiWorld({ db, now, findPlatformKey: options.findPlatformKey }),
    findRegistration: (id) => findRegistration(db, id),
    publishedKeys: () => publishedKeys(db, now(), options),
    admitLaunch: createAdmission(world),
    exchangeCode: createExchange(world),
    beginSupport: (token) => beginSupport(world, token),
    signInWithPassword: (attempt) => signInWithPassword(world, attempt),
    signInWithCard: (attempt) => signInWithCard(world, attempt),
    findPrincipal: (token) => findPrincipal(world, token),
    findLaunch: (token) => findLaunch(world, token),
    findSessionEnd: (token) => findSessionEnd(world, token),
    endSession: (token) => endSession(world, token),
    listDistricts: (principal) => listDistricts(world, principal),
    switchDistrict: (session, districtId) => switchDistrict(world, session, districtId),
    lookInvitation: (token) => lookInvitation(world, token),
    acceptInvitation: (acceptance) => acceptInvitation(world, acceptance),
    askReset: (request) => askReset(world, request),
    useReset: (given) => useReset(world, given),
    changeOwnPassword: (given) => changeOwnPassword(world, given),
    hasPassword: (token) => hasPassword(world, token),
    viewFactor: (token) => viewFactor(world, token),
    enrolFactor: (request) => enrolFactor(world, request),
    confirmFactor: (given) => confirmOwnFactor(world, given),
    removeFactor: (given) => removeOwnFactor(world, given),
    startSso: (asked) => startSso({ ...world, sso }, asked),
    finishSso: (came) => finishSso({ ...world, sso }, came),
    listSsoOffers: () => listSsoOffers(db),
    listSupport: () => readContactsOfOnlyDistrict(db),
    checkSsoProvider: sso.check,
  }
}

function createLtiWorld({
  db,
  now,
  findPlatformKey,
}: Pick<Required<SignInOptions>, 'db' | 'now' | 'findPlatformKey'>): LtiWorld {
  const consumeLogin = gather<LoginUse, UsedLogin | null>((uses) => consumeLogins(db, uses))
  return {
    now,
    findPlatformKey,
    // Where requests come from, only the web knows: it puts its own limit here.
    waitSeconds: () => 0,
    findRegistrations: gather<string, readonly RegistrationRecord[]>((issuers) => findRegistrations(db, issuers)),
    saveLogin: gather<LoginRecord, undefined>((logins) => saveLogins(db, logins)),
    findLogin: gather<string, StoredLoginRecord | null>((stateHashes) => findLogins(db, stateHashes)),
    consumeLogin: async (use) => {
      const used = await consumeLogin(use)
      return used && { deployment: used.deployment && toDeployment(used.deployment) }
    },
    noteDeployment: (registrationId, deploymentId) => noteDeployment(db, registrationId, deploymentId),
  }
}

function toDeployment({ id, deploymentId, districtId, status, isConfirmed }: DeploymentRecord): Deployment {
  if (status !== 'active') return { id, deploymentId, districtId, status }
  // The table's check forbids it: an active deployment has a district.
  if (districtId === null) throw new Error('An active deployment has no district.')
  return { id, deploymentId, districtId, status, isConfirmed }
}
