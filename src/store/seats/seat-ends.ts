/** Which seats come free by themselves, and when: those in grace, and those of a product that a hand gave until a day. */

import type pg from 'pg'
import type { SeatKind } from '../../seats/kind.ts'
import type { SeatEnd } from '../../seats/wait.ts'
import { type LicencePlace, listSeats } from './seat-rows.ts'
import { sql } from '../sql.ts'

interface DatedEnd {
  readonly end: SeatEnd
  readonly at: Date
}

/** The first first, if nobody comes back, nobody is given it for longer and no rule comes to name them. `kind` with the district's own rules. */
export async function listSeatEnds(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly kind: SeatKind; readonly grace: number; readonly now: Date },
): Promise<readonly DatedEnd[]> {
  const seats = await listSeats(client, place, { state: 'grace', order: 'first', limit: o.grace })
  const kept = seats.flatMap(({ until }) => (until === null ? [] : [{ end: 'grace' as const, at: until }]))
  const given = o.kind.product === undefined ? [] : await listHandEnds(client, place, { ...o, product: o.kind.product })
  return [...kept, ...given].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** After the last day the seat is kept as a leaver's is. */
async function listHandEnds(
  client: pg.ClientBase,
  { districtId, kind: id }: LicencePlace,
  o: { readonly kind: SeatKind; readonly product: string; readonly now: Date },
): Promise<readonly DatedEnd[]> {
  const values = [districtId, id, o.product, o.now, o.kind.graceDays]
  const { rows } = await client.query<{ at: Date }>(sql('list_hand_ends'), values)
  return rows.map(({ at }) => ({ end: 'hand', at }))
}
