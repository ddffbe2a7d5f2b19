/** How long things of sign-in live and how often they may be tried. */

export interface SignInLimits {
  /** From a launch to the exchange of its code by the page. */
  readonly codeLifetimeMs: number
  /** A session that isn't used ends after this. */
  readonly sessionIdleMs: number
  /** A session ends after this, used or not. */
  readonly sessionLifetimeMs: number
  readonly invitationLifetimeMs: number
  /** Failed sign-ins of one account from one network address, and of one account from anywhere, per window. */
  readonly failuresPerAddressMax: number
  readonly failuresPerAccountMax: number
  readonly failureWindowMs: number
}

const MINUTE_MS = 60_000

/** A school day for a session, an hour without use, two minutes for a page to start. */
export const DEFAULT_SIGN_IN_LIMITS: SignInLimits = {
  codeLifetimeMs: 2 * MINUTE_MS,
  sessionIdleMs: 60 * MINUTE_MS,
  sessionLifetimeMs: 12 * 60 * MINUTE_MS,
  invitationLifetimeMs: 7 * 24 * 60 * MINUTE_MS,
  failuresPerAddressMax: 10,
  failuresPerAccountMax: 100,
  failureWindowMs: 15 * MINUTE_MS,
}
