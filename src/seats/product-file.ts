/** The file of a product: which students ask for it, who has it, and by whose hand or which rule. Pure. */

import type { WaitReason } from './ledger.ts'
import { waitsBecause } from './seat-file.ts'
import type { SeatState } from './seat.ts'

/** A seat, or none, because somebody took the product back though a rule gives it. */
export type ProductState = SeatState | 'taken_back'

export const PRODUCT_STATES = [
  'waiting',
  'over',
  'assigned',
  'grace',
  'taken_back',
] as const satisfies readonly ProductState[]

export interface ProductFileLine {
  /** Our id. */
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly schools: readonly string[]
  /** As the roster has them. */
  readonly grades: readonly string[]
  readonly state: ProductState
  /** Of who waits: the place in the queue, from 1. */
  readonly position: number | null
  /** Of who waits: why. */
  readonly reason: WaitReason | null
  /** Somebody gave it to them. */
  readonly byHand: boolean
  /** Until which day, `YYYY-MM-DD`, where that was said. */
  readonly handUntil: string | null
  /** The rules that name them, the first first. */
  readonly rules: readonly string[]
  /** Days in the district's zone, `YYYY-MM-DD`. */
  readonly sinceOn: string
  /** The end of grace, or the deadline of a seat that is over. */
  readonly untilOn: string | null
}

/** What stands beside a student's name or number. */
export const PRODUCT_FILE_HEAD = [
  'schools',
  'grades',
  'requested',
  'assigned',
  'place in the queue',
  'reason',
  'given by',
  'since',
  'until',
] as const

const STANDS: Readonly<Record<Exclude<ProductState, 'waiting'>, string>> = {
  assigned: 'has it',
  over: 'has it beyond what was bought',
  grace: 'needs it no more; kept for a return',
  taken_back: 'taken back by hand',
}

/** Whether somebody who has it by no hand and no rule keeps it, as the roster names no grade of them any more. */
function isKeptWithoutGrade({ state, grades }: Pick<ProductFileLine, 'state' | 'grades'>): boolean {
  return grades.length === 0 && (state === 'assigned' || state === 'over')
}

/** The cells under `PRODUCT_FILE_HEAD`: who left keeps a seat and asks for none, who waits asks for one and has none. */
export function productFileCells(line: Omit<ProductFileLine, 'givenName' | 'familyName'>): readonly string[] {
  const { schools, grades, state, position, reason, byHand, handUntil, rules, sinceOn, untilOn } = line
  const given = [
    ...(byHand ? [handUntil === null ? 'hand' : `hand until ${handUntil}`] : []),
    ...rules.map((name) => `rule ${name}`),
  ]
  return [
    schools.join('; '),
    grades.join('; '),
    state === 'grace' || state === 'taken_back' ? 'no' : 'yes',
    state === 'waiting' || state === 'taken_back' ? 'no' : 'yes',
    position === null ? '' : String(position),
    state === 'waiting' ? waitsBecause(reason) : STANDS[state],
    given.length === 0 && isKeptWithoutGrade(line) ? 'kept: no grade on record' : given.join('; '),
    sinceOn,
    untilOn ?? '',
  ]
}
