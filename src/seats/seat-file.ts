/** The file of requested and assigned seats: who asks for one, who has one, and why. Pure. */

import type { Role } from '../roster/model.ts'
import type { WaitReason } from './ledger.ts'
import type { SeatState } from './seat.ts'

export interface SeatFileLine {
  /** Our id. */
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly schools: readonly string[]
  /** The roles that need the seat. */
  readonly roles: readonly Role[]
  readonly state: SeatState
  /** Of who waits: the place in the queue, from 1. */
  readonly position: number | null
  /** Of who waits: why. */
  readonly reason: WaitReason | null
  /** Days in the district's zone, `YYYY-MM-DD`. */
  readonly sinceOn: string
  /** The end of grace, or the deadline of a seat that is over. */
  readonly untilOn: string | null
}

/** What stands beside a person's name or number. */
export const SEAT_FILE_HEAD = [
  'schools',
  'roles',
  'requested',
  'assigned',
  'place in the queue',
  'reason',
  'since',
  'until',
] as const

const WAITS_BECAUSE: Readonly<Record<WaitReason, string>> = {
  none_bought: 'none was bought',
  all_in_use: 'all are in use',
  held_in_grace: 'one is still kept for somebody who left',
  over_bought: 'more are used than were bought',
  reserved_elsewhere: 'the free ones are reserved for other schools',
}

/** In a file's words; empty where there is no reason. */
export function waitsBecause(reason: WaitReason | null): string {
  return reason === null ? '' : WAITS_BECAUSE[reason]
}

/** The cells under `SEAT_FILE_HEAD`: who left keeps a seat and asks for none, who waits asks for one and has none. */
export function seatFileCells(line: Omit<SeatFileLine, 'givenName' | 'familyName'>): readonly string[] {
  const { schools, roles, state, position, sinceOn, untilOn } = line
  return [
    schools.join('; '),
    roles.join('; '),
    state === 'grace' ? 'no' : 'yes',
    state === 'waiting' ? 'no' : 'yes',
    position === null ? '' : String(position),
    whyOf(line),
    sinceOn,
    untilOn ?? '',
  ]
}

function whyOf({ state, reason, roles }: Pick<SeatFileLine, 'state' | 'reason' | 'roles'>): string {
  if (state === 'waiting') return waitsBecause(reason)
  if (state === 'over') return 'beyond what was bought'
  if (state === 'grace') return 'left; kept for a return'
  return roles.length === 0 ? 'needed' : `needed as ${roles.join(', ')}`
}
