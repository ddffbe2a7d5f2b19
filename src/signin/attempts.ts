/**
 * Limits of guessing that nobody can turn against the account's owner. Every attempt is counted before it is made, by
 * account and network address together (a whole school shares one address) and by the account alone. Failures make the
 * next one wait, longer each time and never for long; where an account was signed in to before, only the failures
 * there count.
 */

import {
  forgetAttempts,
  isKnown,
  noteKnown,
  readWait,
  returnAttempt,
  takeAttempt,
} from '../store/signin/sign-in-attempt.ts'
import type { SessionWorld } from './session.ts'

type AttemptWorld = Pick<SessionWorld, 'db' | 'limits' | 'now'>

/** Of whom an attempt is. Whether there is such an account makes no difference. */
export interface AttemptOf {
  /** E-mail address, or another name of an account. */
  readonly account: string
  /** Network address of the browser, as the proxy settings have it. */
  readonly address: string
}

/** An attempt that may be made; whoever makes it says when it has succeeded. */
export interface Attempt {
  readonly allowed: true
  /** It was the owner: what failed there is forgotten, and the place is known from now on. */
  readonly succeed: () => Promise<void>
  /** It was neither: it doesn't count, and what failed before still does. */
  readonly undo: () => Promise<void>
}

export interface Wait {
  readonly allowed: false
  /** How long until the next one may be made. */
  readonly waitMs: number
}

/** Counts an attempt, or says how long to wait. */
export async function beginAttempt(world: AttemptWorld, of: AttemptOf): Promise<Attempt | Wait> {
  const { db, limits, now } = world
  const account = of.account.trim().toLowerCase()
  const here = `${account} from ${of.address}`
  if (!(await takeAttempt(db, here, { ...limits.attemptsHere, now: now() }))) return waitFor(world, here)
  const known = await isKnown(db, here, new Date(now().getTime() - limits.knownMs))
  if (!known && !(await takeAttempt(db, account, { ...limits.attemptsAnywhere, now: now() })))
    return waitFor(world, account)
  return {
    allowed: true,
    succeed: async () => {
      await forgetAttempts(db, here)
      if (!known) await returnAttempt(db, account)
      await noteKnown(db, here, now())
    },
    undo: async () => {
      await returnAttempt(db, here)
      if (!known) await returnAttempt(db, account)
    },
  }
}

async function waitFor({ db, now }: AttemptWorld, key: string): Promise<Wait> {
  const until = await readWait(db, key)
  return { allowed: false, waitMs: Math.max(0, (until?.getTime() ?? 0) - now().getTime()) }
}
