/** What the LTI protocol needs from outside: registrations, logins under way, keys of platforms, the time. */

import type { JWK } from 'jose'

/** Which field of the roster a platform's person id is. */
export type PersonIdField = 'sourcedId' | 'identifier' | 'userIds'

/** One tool installation in one platform: (issuer, client_id). */
export interface Registration {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly personIdField: PersonIdField
  /** How it came to be: by a command of the operator, at a page, or by dynamic registration. */
  readonly origin: 'command' | 'page' | 'dynamic'
  /** Origins that may frame the tool's pages. */
  readonly frameOrigins: readonly string[]
  /** Whom an assertion for a service token is for (`authorization_server`); null: the token endpoint. */
  readonly tokenAudience: string | null
}

/** One place of a registration (an account, a site), bound to the district it belongs to. */
export interface ActiveDeployment {
  readonly id: string
  readonly deploymentId: string
  readonly status: 'active'
  readonly districtId: string
  /** Whoever may speak for the whole district stands by what it says of people. */
  readonly isConfirmed: boolean
}

/** One that waits to be bound, or was switched off. */
export interface ClosedDeployment {
  readonly id: string
  readonly deploymentId: string
  readonly status: 'pending' | 'inactive'
  readonly districtId: string | null
}
export type Deployment = ActiveDeployment | ClosedDeployment

/** A login that was started; secrets as hashes. */
export interface Login {
  readonly stateHash: string
  readonly nonceHash: string
  readonly browserHash: string
  readonly registrationId: string
  readonly targetLinkUri: string
  readonly loginHint: string
  readonly messageHint: string | null
  readonly deploymentHint: string | null
  /** The platform's frame that keeps data for tools (`lti_storage_target`). */
  readonly storageTarget: string | null
  readonly expiresAt: Date
}

export interface StoredLogin extends Login {
  readonly consumed: boolean
  /** The registration that it was started with. */
  readonly registration: Registration
}

/** What using a login up needs, and which deployment is looked up with it. */
export interface LoginUse {
  readonly stateHash: string
  /** As the token has it; unchecked. */
  readonly deploymentId: string
  readonly now: Date
}

/** `unknown`: the platform has no such key; `unreachable`: its key set could not be read. */
export type PlatformKey = JWK | 'unknown' | 'unreachable'

/** State-keeping, handed in; this room keeps nothing. */
export interface LtiWorld {
  /** All registrations of an issuer, in a stable order. */
  findRegistrations(issuer: string): Promise<readonly Registration[]>
  saveLogin(login: Login): Promise<void>
  findLogin(stateHash: string): Promise<StoredLogin | null>
  /**
   * Uses the login up: for exactly one caller, however many ask at once; null for all others. The deployment of that
   * name in the login's registration comes with it, in the same round trip; null where there is none.
   */
  consumeLogin(use: LoginUse): Promise<{ readonly deployment: Deployment | null } | null>
  /** Remembers a deployment nobody announced, as pending. */
  noteDeployment(registrationId: string, deploymentId: string): Promise<void>
  findPlatformKey(jwksUrl: string, kid: string): Promise<PlatformKey>
  /** Seconds that whoever asks now has to wait with a login or launch of this registration; 0: none. */
  waitSeconds(registrationId: string): number
  now(): Date
}
