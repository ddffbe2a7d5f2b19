/** What a district's surveys need done by themselves: mixing answers, closing cycles, reports, forgetting who took part. */

import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import {
  CLOSED_AT_ONCE,
  closeCycles,
  type ClosingWorld,
  reportCommunities,
  REPORTS_AT_ONCE,
} from '../store/community/survey-closing.ts'
import { mixAnswers } from '../store/community/survey-mixing.ts'
import { keepClassMondays, keepCommunityMondays, MONDAYS_AT_ONCE } from '../store/community/survey-monday.ts'
import { forgetParticipants } from '../store/community/survey-names.ts'

export interface SurveysWorld extends ClosingWorld {
  readonly db: Database
  readonly now: () => Date
}

export interface Tended {
  /** Cycles that were closed. */
  readonly closed: number
  /** Reports of communities that were made of closed cycles. */
  readonly reports: number
  /** Classes and communities whose Monday was kept. */
  readonly mondays: number
  /** There is more to do at once. */
  readonly more: boolean
}

/** One round; each step in a transaction of its own. What two do at the same time is done once. */
export async function tendSurveys(world: SurveysWorld, districtId: string): Promise<Tended> {
  const at = { districtId, now: world.now() }
  const done = { closed: 0, reports: 0, mondays: 0 }
  const inTurn = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
    inDistrict(world.db, { districtId, actor: 'system' }, work)
  await inTurn((client) => mixAnswers(client, world.box, at))
  done.closed = await inTurn((client) => closeCycles(client, world, at))
  if (done.closed === CLOSED_AT_ONCE) return { ...done, more: true }
  done.reports = await inTurn((client) => reportCommunities(client, at))
  if (done.reports === REPORTS_AT_ONCE) return { ...done, more: true }
  done.mondays = await inTurn((client) => keepClassMondays(client, at))
  if (done.mondays === MONDAYS_AT_ONCE) return { ...done, more: true }
  done.mondays += await inTurn((client) => keepCommunityMondays(client, at))
  return { ...done, more: await inTurn((client) => forgetParticipants(client, districtId, at.now)) }
}
