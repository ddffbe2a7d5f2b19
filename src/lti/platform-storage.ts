/**
 * The second rung of binding a launch to its browser: the platform keeps the login's secret in a frame of its own,
 * asked by postMessage (1EdTech lti-cs-oidc 0.1 and lti-pm-s 0.1). Pages do the talking; this says with whom.
 */

import type { Login, Registration } from './world.ts'

export interface PlatformStorage {
  /** Name of the platform's frame beside ours, or `_parent`. */
  readonly target: string
  /** The one origin that may be told the secret and may give it back: that of the authorisation URL. */
  readonly origin: string
  /** What it is kept under: says nothing about state or secret. */
  readonly key: string
}

/** The form field in which the page of a launch brings back what the platform kept; empty: nothing came. */
export const STORED_FIELD = 'staffroom_stored'

/** Null where the login named no frame. */
export function storageOf(
  login: Pick<Login, 'storageTarget' | 'stateHash'>,
  registration: Pick<Registration, 'authUrl'>,
): PlatformStorage | null {
  const origin = URL.parse(registration.authUrl)?.origin
  if (login.storageTarget === null || origin === undefined || origin === 'null') return null
  return { target: login.storageTarget, origin, key: `staffroom-login-${login.stateHash.slice(0, 16)}` }
}
