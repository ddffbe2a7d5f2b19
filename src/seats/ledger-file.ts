/** Files of what happened to seats, and of what a change would do to them: what stands in them, in words. Pure. */

import type { LedgerReason, WaitReason } from './ledger.ts'
import { waitsBecause } from './seat-file.ts'
import type { SeatMove } from './seat.ts'

type Move = SeatMove | 'purchase' | 'allot' | 'book'

interface Named {
  /** Our id. */
  readonly id: string
  readonly givenName: string
  readonly familyName: string
}

interface ByWhom {
  /** `person:17`, `customer_admin:4`, `support:3`, `run:4`, `cli`, `system`. */
  readonly actor: string
  /** Null: nobody of that name is known, or it isn't for whoever reads. */
  readonly actorName: string | null
}

export interface LedgerFileLine extends ByWhom {
  readonly seq: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly move: Move
  /** Null: it happened to nobody, or they aren't named to whoever reads. */
  readonly person: Named | null
  readonly reason: LedgerReason
  readonly until: string | null
  readonly quantity: number | null
  readonly purchase: string | null
  readonly runId: string | null
}

export const LEDGER_FILE_HEAD = [
  'entry',
  'at',
  'family name',
  'given name',
  'person',
  'what happened',
  'number',
  'purchase',
  'reason',
  'until',
  'by',
] as const

const HAPPENED: Readonly<Record<Move, string>> = {
  purchase: 'total bought',
  assign: 'got a seat',
  wait: 'waited',
  withdraw: 'no longer waited',
  leave: 'left; the seat was kept for a while',
  return: 'was back on the kept seat',
  release: 'the kept seat was free again',
  over: 'kept the seat, beyond what was bought, with a deadline',
  keep: 'was covered again',
  yield: 'gave the seat back',
  allot: 'got credits',
  book: 'given out of what is bought',
}

const BECAUSE: Readonly<Record<LedgerReason, string>> = {
  set_by_hand: 'set by hand',
  term_changed: 'a term began or ended',
  seat_free: 'a seat was free',
  none_bought: 'none was bought',
  all_in_use: 'all were in use',
  held_in_grace: 'one was kept for somebody who left',
  over_bought: 'more were used than were bought',
  reserved_elsewhere: 'the free ones were reserved for other schools',
  role_lost: 'the role ended',
  person_retired: 'they left the roster',
  person_deactivated: 'they were deactivated',
  unassigned: 'it was taken back',
  rule_left: 'no rule named them any more',
  grade_left: 'it was not made for their grade',
  hand_ended: 'the day had passed until which it was given',
  licence_off: 'the licence was off',
  needed_again: 'back in time',
  grace_ended: 'the time it was kept was over',
  bought_fewer: 'fewer were bought',
  covered_again: 'covered by what was bought again',
  undone: 'a run was taken back',
  chosen: 'an administrator’s choice',
  allotted: 'given by an administrator',
  total_kept: 'entered, changed or removed; the total of that day stayed',
}

/** The cells under `LEDGER_FILE_HEAD`. */
export function ledgerFileCells(line: LedgerFileLine): readonly string[] {
  const { seq, at, person, move, quantity, purchase, reason, until } = line
  return [
    String(seq),
    at,
    ...personCells(person),
    HAPPENED[move],
    quantity === null ? '' : String(quantity),
    purchase ?? '',
    BECAUSE[reason],
    until ?? '',
    whoOf(line),
  ]
}

export interface AllotmentFileLine extends ByWhom {
  readonly at: string
  readonly person: Named
  readonly quantity: number
}

export const ALLOTMENT_FILE_HEAD = ['at', 'family name', 'given name', 'person', 'credits', 'by'] as const

/** The cells under `ALLOTMENT_FILE_HEAD`. */
export function allotmentFileCells(line: AllotmentFileLine): readonly string[] {
  return [line.at, ...personCells(line.person), String(line.quantity), whoOf(line)]
}

export interface LookMove {
  readonly person: Named | null
  readonly move: SeatMove | 'allot'
  readonly reason: LedgerReason
  /** A day in the district's zone, `YYYY-MM-DD`. */
  readonly untilOn: string | null
}

export interface LookWait {
  readonly person: Named
  /** From 1. */
  readonly position: number | null
  readonly reason: WaitReason | null
  /** The end of the grace that they wait for. */
  readonly untilOn: string | null
}

/** What a change would do: to whom, the last of it first, and who would wait then, in order. Somebody may stand in both. */
export interface LookPeople {
  readonly moves: readonly LookMove[]
  readonly waiting: readonly LookWait[]
}

const LOOK_FILE_HEAD = ['family name', 'given name', 'person', 'what happens', 'place in the queue', 'reason', 'until']

const WOULD: Readonly<Record<LookMove['move'], string>> = {
  assign: 'gets a seat',
  wait: 'waits',
  withdraw: 'no longer waits',
  leave: 'leaves; the seat is kept for a while',
  return: 'is back on the kept seat',
  release: 'the kept seat is free again',
  over: 'keeps the seat, beyond what is bought, with a deadline',
  keep: 'is covered again',
  yield: 'gives the seat back',
  allot: 'gets credits',
}

/** The whole file of a look, its head first. */
export function lookFileRows({ moves, waiting }: LookPeople): readonly (readonly string[])[] {
  return [
    LOOK_FILE_HEAD,
    ...moves.map(({ person, move, reason, untilOn }) => [
      ...personCells(person),
      WOULD[move],
      '',
      BECAUSE[reason],
      untilOn ?? '',
    ]),
    ...waiting.map(({ person, position, reason, untilOn }) => [
      ...personCells(person),
      'would wait then',
      position === null ? '' : String(position),
      waitsBecause(reason),
      untilOn ?? '',
    ]),
  ]
}

function personCells(person: Named | null): readonly string[] {
  return person === null ? ['', '', ''] : [person.familyName, person.givenName, `id:${person.id}`]
}

/** As the pages say it: never a person by their number. */
function whoOf({ actor, actorName }: ByWhom): string {
  const [kind, id = ''] = actor.split(':')
  if (actorName !== null) return actorName
  if (kind === 'person') return 'somebody of the district'
  if (kind === 'cli') return 'somebody at the command line'
  if (kind === 'system') return 'Staffroom itself'
  if (kind === 'support') return `support (access ${id})`
  if (kind === 'customer_admin' || kind === 'customer') return 'an administrator of the customer'
  return kind === 'run' ? `run ${id}` : actor
}
