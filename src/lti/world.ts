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
}

/** One place of a registration (an account, a site), bound to the district it belongs to. */
export interface ActiveDeployment {
  readonly id: string
  readonly deploymentId: string
  readonly status: 'active'
  readonly districtId: string
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
  readonly expiresAt: Date
}

export interface StoredLogin extends Login {
  readonly consumed: boolean
}

/** `unknown`: the platform has no such key; `unreachable`: its key set could not be read. */
export type PlatformKey = JWK | 'unknown' | 'unreachable'

/** State-keeping, handed in; this room keeps nothing. */
export interface LtiWorld {
  /** All registrations of an issuer, in a stable order. */
  findRegistrations(issuer: string): Promise<readonly Registration[]>
  findRegistration(id: string): Promise<Registration | null>
  saveLogin(login: Login): Promise<void>
  findLogin(stateHash: string): Promise<StoredLogin | null>
  /** True for exactly one caller per login, however many ask at once. */
  consumeLogin(stateHash: string, now: Date): Promise<boolean>
  findDeployment(registrationId: string, deploymentId: string): Promise<Deployment | null>
  /** Remembers a deployment nobody announced, as pending. */
  noteDeployment(registrationId: string, deploymentId: string): Promise<void>
  findPlatformKey(jwksUrl: string, kid: string): Promise<PlatformKey>
  now(): Date
}
