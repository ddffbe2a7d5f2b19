/** How long things of sign-in live and how often they may be tried. */

import type { AttemptLimit } from '../store/signin/sign-in-attempt.ts'

export interface SignInLimits {
  /** From a launch to the exchange of its code by the page. */
  readonly codeLifetimeMs: number
  /** A session that isn't used ends after this. */
  readonly sessionIdleMs: number
  /** A session ends after this, used or not. */
  readonly sessionLifetimeMs: number
  /** The same two of a session by a start card, on a device that others use next. */
  readonly cardIdleMs: number
  readonly cardLifetimeMs: number
  readonly invitationLifetimeMs: number
  /** Of one account from one network address. */
  readonly attemptsHere: AttemptLimit
  /** Of one account from all addresses together at which it isn't known. */
  readonly attemptsAnywhere: AttemptLimit
  /** How long an address is known after a sign-in. */
  readonly knownMs: number
  readonly resetLifetimeMs: number
  /** From the sign-in page to the provider of single sign-on and back. */
  readonly ssoLifetimeMs: number
  /** Mails with a link for a new password, to one address. */
  readonly resets: AttemptLimit
  /** Asking for a link takes so long, whoever asks: the time tells nothing. */
  readonly resetAnswerMs: number
}

const MINUTE_MS = 60_000

/**
 * A school day for a session, an hour without use; half a day and twenty minutes for one by a start card; two minutes for a
 * page to start. Ten guesses, then half a minute, then
 * twice as long each time up to a quarter of an hour; three mails, then one an hour at most.
 */
export const DEFAULT_SIGN_IN_LIMITS: SignInLimits = {
  codeLifetimeMs: 2 * MINUTE_MS,
  sessionIdleMs: 60 * MINUTE_MS,
  sessionLifetimeMs: 12 * 60 * MINUTE_MS,
  cardIdleMs: 20 * MINUTE_MS,
  cardLifetimeMs: 4 * 60 * MINUTE_MS,
  invitationLifetimeMs: 7 * 24 * 60 * MINUTE_MS,
  attemptsHere: { free: 10, firstWaitMs: 30_000, longestWaitMs: 15 * MINUTE_MS, forgetMs: 60 * MINUTE_MS },
  attemptsAnywhere: { free: 100, firstWaitMs: MINUTE_MS, longestWaitMs: 15 * MINUTE_MS, forgetMs: 60 * MINUTE_MS },
  knownMs: 90 * 24 * 60 * MINUTE_MS,
  resetLifetimeMs: 30 * MINUTE_MS,
  ssoLifetimeMs: 10 * MINUTE_MS,
  resets: { free: 3, firstWaitMs: 15 * MINUTE_MS, longestWaitMs: 60 * MINUTE_MS, forgetMs: 120 * MINUTE_MS },
  resetAnswerMs: 600,
}
