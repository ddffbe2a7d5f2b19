/** The district as Clever sees it, read first: whether what Clever has of it may be taken for what the SIS has now. */

import { Failure } from '../../src/roster/failure.ts'
import { failureOfStatus, notShared, unexpected } from './failures.ts'
import { listOf, fieldOf, textOf } from './json.ts'
import type { Asked } from './pages.ts'

export interface CleverDistrict {
  readonly id: string
  /** The object, for its fields. */
  readonly object: unknown
  readonly state: string | null
  /** When Clever last took in the district's data; null: it doesn't say, or not in a way that can be read. */
  readonly lastSync: Date | null
  readonly pauseEnd: string | null
}

const HOUR_MS = 3_600_000
/** `running`: shared and kept up. `success`: taken in without a fault. */
const GOOD_STATES: ReadonlySet<string | null> = new Set(['running', 'success'])

/**
 * The one district of the token.
 * @throws Failure those of the client; DISTRICT_AMBIGUOUS where there are several
 */
export async function readDistrict({ client }: Asked): Promise<CleverDistrict> {
  const answer = await client.get('/districts', {}, (body) => listOf(body, 'data'))
  if ('refused' in answer) {
    if (answer.refused === 404) throw noApi()
    throw answer.refused === 403 ? notShared('the district', answer.refused) : failureOfStatus(answer.refused)
  }
  const [entry, ...others] = answer.value
  const object = fieldOf(entry, 'data')
  const id = textOf(object, 'id')
  if (others.length > 0) throw several()
  if (id === null) throw unexpected()
  const lastSync = Date.parse(textOf(object, 'last_sync') ?? '')
  return {
    id,
    object,
    state: textOf(object, 'state'),
    lastSync: Number.isNaN(lastSync) ? null : new Date(lastSync),
    pauseEnd: textOf(object, 'pause_end'),
  }
}

/** Why the district's data is not to be taken now; null: it is. */
export function refusalOf(
  district: CleverDistrict,
  at: { readonly now: Date; readonly hoursMax: number },
): Failure | null {
  if (!GOOD_STATES.has(district.state)) return notReady(district)
  const age = district.lastSync === null ? null : at.now.getTime() - district.lastSync.getTime()
  if (age !== null && age <= at.hoursMax * HOUR_MS) return null
  return stale(age, at.hoursMax)
}

/** Whether Clever took in something new of the district, or stopped, between two looks. */
export function hasMoved(before: CleverDistrict, after: CleverDistrict): boolean {
  return (
    before.id !== after.id || before.lastSync?.getTime() !== after.lastSync?.getTime() || !GOOD_STATES.has(after.state)
  )
}

const STATES: Readonly<Record<string, string>> = {
  paused: 'its sync is paused, as for the summer',
  pending: 'its sharing is not finished yet',
  error: 'its last sync ended with an error',
}

function notReady({ state, pauseEnd }: CleverDistrict): Failure {
  const says = STATES[state ?? ''] ?? 'Clever says nothing of its state that is known'
  const until = state === 'paused' && pauseEnd !== null ? ` until ${pauseEnd.slice(0, 10)}` : ''
  return new Failure(
    'DISTRICT_NOT_READY',
    'operator',
    `Clever does not keep this district up to date now: ${says}${until}. Nothing was read and nothing was changed, so that nobody is retired by half of a district. Look at the district's sync in Clever; the next run takes it up again.`,
  )
}

function stale(ageMs: number | null, hoursMax: number): Failure {
  const since = ageMs === null ? 'at a time that it doesn’t say' : `${Math.floor(ageMs / HOUR_MS)} hours ago`
  return new Failure(
    'DISTRICT_STALE',
    'retry',
    `Clever took in the data of this district ${since}, and at most ${hoursMax} hours are expected. Nothing was read and nothing was changed. Look at the district's sync in Clever; if it is meant to be that rare, raise lastSyncHoursMax of the source.`,
  )
}

function noApi(): Failure {
  return new Failure(
    'FETCH_NOT_FOUND',
    'operator',
    'There is no district at the base address of this source (404): Clever has no such version there, or the token is of another kind. Nothing was changed. Check that baseUrl ends in /v3.1 or /v3.0 and that the token is a district-app token.',
  )
}

function several(): Failure {
  return new Failure(
    'DISTRICT_AMBIGUOUS',
    'operator',
    'The token of this source opens several districts at Clever, and a source is for one. Nothing was changed. Use the district-app token of one district.',
  )
}
