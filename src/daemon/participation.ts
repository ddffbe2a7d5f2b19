/**
 * Tells the gradebooks of LMSs who has taken part in a survey, for classes whose lead asks for it: of each student that
 * they have, and nothing else. Once a day's answers are complete, all of that day bear the same time, so that no time of
 * an answer ever leaves (docs/decisions: participation in the gradebook).
 */

import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import {
  type DueColumn,
  failColumn,
  keepColumn,
  keepScore,
  listColumnsDue,
  listScoresDue,
  settleColumn,
} from '../store/community/survey-gradebook.ts'

/** What an LMS answered; `code` as docs/generated/services.md has it. */
type Told<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly retryAfterMs?: number }

/** The gradebooks of the platforms, handed in. */
export interface Gradebook {
  readonly ensure: (
    book: { readonly registrationId: string; readonly lineItemsUrl: string },
    item: { readonly label: string; readonly scoreMaximum: number; readonly resourceId: string; readonly tag: string },
  ) => Promise<Told<string>>
  readonly post: (
    place: { readonly registrationId: string; readonly lineItemUrl: string },
    score: {
      readonly userId: string
      readonly scoreGiven: number
      readonly scoreMaximum: number
      readonly timestamp: Date
    },
  ) => Promise<Told<'taken' | 'refused'>>
}

export interface ParticipationWorld {
  readonly db: Database
  readonly gradebook: Gradebook
  readonly now: () => Date
}

/** Of one turn of the job: others wait for the worker, too. */
const TURN_MS = 60_000
const COLUMNS_AT_ONCE = 50
/** After so many it is asked again whether it is still wanted. */
const SCORES_AT_ONCE = 20
const RETRY_FIRST_MS = 5 * 60_000
const RETRY_MAX_MS = 6 * 60 * 60_000

export interface Reported {
  /** Of so many an LMS was told. */
  readonly told: number
  /** Columns that something went wrong with. */
  readonly failed: number
  /** There is more to do. */
  readonly more: boolean
}

/** Does what is due in a district, as far as a turn goes. What fails is left alone for a while and tried again. */
export async function reportParticipation(
  world: ParticipationWorld,
  districtId: string,
  signal: AbortSignal,
): Promise<Reported> {
  const until = performance.now() + TURN_MS
  const due = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
    listColumnsDue(client, { districtId, now: world.now(), limit: COLUMNS_AT_ONCE }),
  )
  const isOver = () => signal.aborted || performance.now() > until
  let [told, failed] = [0, 0]
  for (const column of due) {
    if (isOver()) break
    const outcome = await fillColumn(world, { districtId, ...column }, isOver)
    told += outcome.told
    if (outcome.failed) failed += 1
  }
  return { told, failed, more: isOver() || due.length === COLUMNS_AT_ONCE }
}

type Column = DueColumn & { readonly districtId: string }

interface Filled {
  readonly told: number
  readonly failed: boolean
}

/** Sees that the column is there, and tells of those who are due. */
async function fillColumn(world: ParticipationWorld, column: Column, isOver: () => boolean): Promise<Filled> {
  const { districtId, registrationId, gradebookUrl: lineItemsUrl, url, failures } = column
  const context = { districtId, actor: 'system' }
  const made = await world.gradebook.ensure({ registrationId, lineItemsUrl }, itemOf(column))
  if (!made.ok) return fail(world, column, { told: 0, problem: made })
  const lineItemUrl = made.value
  if (lineItemUrl !== url) await inDistrict(world.db, context, (client) => keepColumn(client, column, lineItemUrl))
  let told = 0
  while (!isOver()) {
    const sent = await sendSome(world, { ...column, url: lineItemUrl })
    told += sent.told
    if (sent.problem !== null) return fail(world, column, { told, problem: sent.problem })
    if (!sent.more) break
  }
  if (failures > 0) await inDistrict(world.db, context, (client) => settleColumn(client, column))
  return { told, failed: false }
}

interface Sent {
  readonly told: number
  readonly more: boolean
  readonly problem: Problem | null
}

type Problem = Extract<Told<never>, { readonly ok: false }>

async function sendSome(world: ParticipationWorld, column: Column & { readonly url: string }): Promise<Sent> {
  const { districtId, registrationId, midnight: timestamp, url: lineItemUrl } = column
  const context = { districtId, actor: 'system' }
  const now = world.now()
  const due = await inDistrict(world.db, context, (client) =>
    listScoresDue(client, column, { now, limit: SCORES_AT_ONCE }),
  )
  let told = 0
  for (const { personId, sub: userId } of due) {
    const score = { userId, scoreGiven: 1, scoreMaximum: 1, timestamp }
    const posted = await world.gradebook.post({ registrationId, lineItemUrl }, score)
    if (!posted.ok) return { told, more: true, problem: posted }
    const taken = posted.value === 'taken'
    await inDistrict(world.db, context, (client) => keepScore(client, column, { personId, taken, now }))
    if (taken) told += 1
  }
  return { told, more: due.length === SCORES_AT_ONCE, problem: null }
}

/** Leaves the column alone: as long as the LMS asks for, else longer each time. */
async function fail(
  world: ParticipationWorld,
  column: Column,
  { told, problem }: { readonly told: number; readonly problem: Problem },
): Promise<Filled> {
  const { code, retryAfterMs = 0 } = problem
  const waitMs = Math.max(retryAfterMs, Math.min(RETRY_FIRST_MS * 2 ** Math.min(column.failures, 20), RETRY_MAX_MS))
  const nextTryAt = new Date(world.now().getTime() + waitMs)
  await inDistrict(world.db, { districtId: column.districtId, actor: 'system' }, (client) =>
    failColumn(client, column, { problem: code, nextTryAt }),
  )
  return { told, failed: true }
}

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

/** The same cycle is the same line item, whoever asks again. */
function itemOf({ cycleId, startsOn, endsOn }: Column) {
  const days = DAY.formatRange(new Date(`${startsOn}T00:00:00Z`), new Date(`${endsOn}T00:00:00Z`))
  return {
    // Without the thin spaces of a range, which gradebooks show as boxes.
    label: `Survey ${days.replaceAll('\u2009', ' ')}: took part`,
    scoreMaximum: 1,
    resourceId: `survey:${cycleId}`,
    tag: 'participation',
  }
}
