/** A seat, the states it can be in, and the moves between them: one table that reconciliation and replay both obey. */

/**
 * `assigned`: held by a person who needs it. `waiting`: needed, none free. `grace`: the person left, the seat is kept
 * for them until a date. `over`: held, but more are used than bought. All but `waiting` use one seat of the licence.
 */
export const SEAT_STATES = ['assigned', 'waiting', 'grace', 'over'] as const
export type SeatState = (typeof SEAT_STATES)[number]

export interface Seat {
  readonly personId: string
  readonly state: SeatState
  /** Since when in this state. */
  readonly since: Date
  /** The end of grace, or the deadline of a seat that is over; null otherwise. */
  readonly until: Date | null
  /** The number of the ledger entry with which the person came: the place in the queue, and among holders. */
  readonly place: number
}

/** Who of them has a seat and needs it: waits for none, and has left none. By our id. */
export function holdersOf(seats: readonly Pick<Seat, 'personId' | 'state'>[]): ReadonlySet<string> {
  const held = seats.filter(({ state }) => state === 'assigned' || state === 'over')
  return new Set(held.map(({ personId }) => personId))
}

/** How many seats of one licence are in which state. */
export interface Tallies {
  /** Assigned, in grace and over together. */
  readonly used: number
  readonly waiting: number
  readonly grace: number
  /** Held seats that have a deadline because more are used than bought. */
  readonly markedOver: number
}

export const NO_SEATS: Tallies = { used: 0, waiting: 0, grace: 0, markedOver: 0 }

/**
 * What can happen to one person's seat.
 * - assign: a seat was free; wait: none was; withdraw: a waiting person no longer needs one
 * - leave: a holder no longer needs it, grace begins; return: back within grace; release: the seat is free again
 * - over: bought no longer covers this seat; keep: it does again
 * - yield: more are used than bought, and an administrator chose this one to be given back; its holder waits, last of all
 */
export const SEAT_MOVES = ['assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep', 'yield'] as const
export type SeatMove = (typeof SEAT_MOVES)[number]

const MOVES: Readonly<
  Record<SeatMove, { readonly from: readonly (SeatState | null)[]; readonly to: SeatState | null }>
> = {
  assign: { from: [null, 'waiting'], to: 'assigned' },
  wait: { from: [null], to: 'waiting' },
  withdraw: { from: ['waiting'], to: null },
  leave: { from: ['assigned', 'over'], to: 'grace' },
  return: { from: ['grace'], to: 'assigned' },
  // Straight from a holder where the kind knows no grace.
  release: { from: ['grace', 'assigned', 'over'], to: null },
  over: { from: ['assigned'], to: 'over' },
  keep: { from: ['over'], to: 'assigned' },
  yield: { from: ['assigned', 'over'], to: 'waiting' },
}

/** One move, numbered: what {@link moveSeat} needs to know of a ledger entry. */
export interface NumberedMove {
  readonly seq: number
  readonly at: Date
  readonly move: SeatMove
  readonly personId: string
  readonly until: Date | null
}

/** True where the table allows the move to a person whose seat is this (undefined: none). */
export function canMove(seat: Seat | undefined, move: SeatMove): boolean {
  return MOVES[move].from.includes(seat?.state ?? null)
}

/**
 * The seat after the move, or null where there is none any more. The place stays from the first entry on, whoever is
 * given a seat first; but who yields one comes anew.
 */
export function moveSeat(seat: Seat | undefined, entry: NumberedMove): Seat | null {
  const state = MOVES[entry.move].to
  if (state === null) return null
  const place = seat === undefined || entry.move === 'yield' ? entry.seq : seat.place
  return { personId: entry.personId, state, since: entry.at, until: entry.until, place }
}

/** The tallies after one seat went from one state to another (null: none). */
export function retally(tallies: Tallies, from: SeatState | null, to: SeatState | null): Tallies {
  const change = (counts: (state: SeatState | null) => boolean): number => Number(counts(to)) - Number(counts(from))
  return {
    used: tallies.used + change(usesSeat),
    waiting: tallies.waiting + change((state) => state === 'waiting'),
    grace: tallies.grace + change((state) => state === 'grace'),
    markedOver: tallies.markedOver + change((state) => state === 'over'),
  }
}

/** The tallies after so many credits were allotted. */
export function addUsed(tallies: Tallies, quantity: number): Tallies {
  return { ...tallies, used: tallies.used + quantity }
}

function usesSeat(state: SeatState | null): boolean {
  return state !== null && state !== 'waiting'
}

/** The tallies after these moves; `before` has the seat of everybody named who had one. */
export function retallyMoves(
  tallies: Tallies,
  moves: readonly { readonly move: SeatMove; readonly personId: string }[],
  before: ReadonlyMap<string, Seat>,
): Tallies {
  return moves.reduce(
    (sum, { move, personId }) => retally(sum, before.get(personId)?.state ?? null, MOVES[move].to),
    tallies,
  )
}
