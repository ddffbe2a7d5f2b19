/** Who asks for a seat and who has one, by our ids, as the command line lists them. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import { type LicenceKind, seatKinds } from '../../seats/kind.ts'
import { SEAT_FILE_HEAD, seatFileCells, type SeatFileLine } from '../../seats/seat-file.ts'
import type { SeatState } from '../../seats/seat.ts'
import { districtKinds } from './products.ts'
import { listSeatFile, WHOLE_DISTRICT } from './seat-people.ts'

export interface SeatsAsked {
  readonly districtId: string
  readonly kind: string
  /** Null: in whatever state. */
  readonly state: SeatState | null
}

/**
 * All of them, each in words, too, under `head`. In the district's transaction.
 * @throws Failure LICENCE_KIND_UNKNOWN (operator)
 */
export async function listSeatsByNumber(
  client: pg.ClientBase,
  { districtId, kind: id, state }: SeatsAsked,
  o: { readonly kinds: readonly LicenceKind[]; readonly now: Date },
): Promise<{
  readonly head: readonly string[]
  readonly seats: readonly {
    readonly seat: Omit<SeatFileLine, 'givenName' | 'familyName'>
    readonly cells: readonly string[]
  }[]
}> {
  const kind = seatKinds(await districtKinds(client, districtId, o.kinds)).find((each) => each.id === id)
  if (kind === undefined)
    throw new Failure(
      'LICENCE_KIND_UNKNOWN',
      'operator',
      `District ${districtId} has no licence ${id} whose seats people hold.`,
    )
  const states = state === null ? (['waiting', 'assigned', 'over', 'grace'] as const) : [state]
  const place = { districtId, kind: id }
  const lines = await listSeatFile(client, place, { kind, states, reach: WHOLE_DISTRICT, now: o.now })
  return {
    head: SEAT_FILE_HEAD,
    seats: lines.map(({ personId, schools, roles, state: now, position, reason, sinceOn, untilOn }) => {
      const seat = { personId, schools, roles, state: now, position, reason, sinceOn, untilOn }
      return { seat, cells: seatFileCells(seat) }
    }),
  }
}
