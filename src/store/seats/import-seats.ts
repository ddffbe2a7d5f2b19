/** What an import of people would do to their seats: it is done, looked at and taken back. */

import type pg from 'pg'
import { type LicenceKind, seatKinds } from '../../seats/kind.ts'
import type { WaitReason } from '../../seats/ledger.ts'
import type { SeatMove } from '../../seats/seat.ts'
import { takenBack } from './licence-preview.ts'
import { districtKinds } from './products.ts'
import { lockLicence, readLastSeq } from './seat-rows.ts'
import { sql } from '../sql.ts'

/** Of one licence, of the people of the import alone. */
export interface ImportSeats {
  readonly kind: string
  readonly name: string
  /** How many get one, wait, or keep theirs no longer. */
  readonly moveCounts: readonly { readonly move: SeatMove; readonly count: number }[]
  /** Seats to buy so that none of them waits. */
  readonly short: number
  /** Some of those who would wait, in the order of the queue, and why. */
  readonly waiting: readonly { readonly name: string; readonly reason: WaitReason }[]
}

const NAMED_MAX = 100

interface MoveRow {
  readonly kind: string
  readonly move: SeatMove
  readonly reason: string
  readonly givenName: string
  readonly familyName: string
}

/**
 * `write`: imports and squares the seats; the number of the import. Licences of which it changes nothing are left out. In the
 * district's transaction, under the roster's lock.
 */
export async function lookAtImport(
  client: pg.ClientBase,
  { districtId, kinds }: { readonly districtId: string; readonly kinds: readonly LicenceKind[] },
  write: () => Promise<string>,
): Promise<readonly ImportSeats[]> {
  return takenBack(client, async () => {
    const all = seatKinds(await districtKinds(client, districtId, kinds))
    const before: number[] = []
    for (const { id: kind } of all) {
      await lockLicence(client, { districtId, kind })
      before.push(await readLastSeq(client, { districtId, kind }))
    }
    const importId = await write()
    const values = [districtId, importId, all.map(({ id }) => id), before]
    const { rows } = await client.query<MoveRow>(sql('list_import_seats'), values)
    const byKind = Map.groupBy(rows, ({ kind }) => kind)
    return all.flatMap(({ id, title }) => {
      const moves = byKind.get(id) ?? []
      return moves.length === 0 ? [] : [sumUp({ kind: id, name: title }, moves)]
    })
  })
}

function sumUp(of: { readonly kind: string; readonly name: string }, moves: readonly MoveRow[]): ImportSeats {
  const counted = [...Map.groupBy(moves, ({ move }) => move)]
  const waits = moves.filter(({ move }) => move === 'wait')
  return {
    ...of,
    moveCounts: counted.map(([move, rows]) => ({ move, count: rows.length })),
    short: waits.length,
    waiting: waits.slice(0, NAMED_MAX).map(({ givenName, familyName, reason }) => ({
      name: `${givenName} ${familyName}`,
      // Whoever comes to wait is told why in the ledger.
      reason: reason as WaitReason,
    })),
  }
}
