/** What a session's launch said: why it is nobody, and the class it came from. */

import { findSession } from '../store/signin/session.ts'
import type { SessionWorld } from './session.ts'

export interface LaunchOfSession {
  /** Why nobody in the roster is who launched; null: somebody is, or there was no launch. */
  readonly unmatchedReason: string | null
  /** The class behind the course page, where that is known. */
  readonly classId: string | null
  /** coach, community:12, class-report:7, survey:3 or placement:7; null: the class or the first page. */
  readonly opens: string | null
}

/** Null: the session is over. */
export async function findLaunch(
  { db, now }: Pick<SessionWorld, 'db' | 'now'>,
  token: string,
): Promise<LaunchOfSession | null> {
  const session = await findSession(db, token, now())
  return session && { unmatchedReason: session.unmatchedReason, classId: session.classId, opens: session.opens }
}
