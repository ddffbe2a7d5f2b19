/** What an import of people would do to their seats: it is done, looked at and taken back. */

import type pg from 'pg'
import { type LicenceKind, seatKinds } from '../../seats/kind.ts'
import type { WaitReason } from '../../seats/ledger.ts'
import type { SeatMove } from '../../seats/seat.ts'
import { takenBack } from './licence-preview.ts'
import { districtKinds } from './products.ts'
import { readShort } from './seat-people.ts'
import { lockLicence, readLastSeq, readLicence } from './seat-rows.ts'
import { sql } from '../sql.ts'

/** Of one licence, of the people of the import alone. */
export interface ImportSeats {
  readonly kind: string
  readonly name: string
  /** How many get one, wait, or keep theirs no longer. */
  readonly moveCounts: readonly { readonly move: SeatMove; readonly count: number }[]
  /** Seats to buy so that nobody waits, whoever waited before among them. */
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
  {
    districtId,
    kinds,
    now,
  }: { readonly districtId: string; readonly kinds: readonly LicenceKind[]; readonly now: Date },
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
    const looks: ImportSeats[] = []
    for (const kind of all) {
      const moves = byKind.get(kind.id) ?? []
      if (moves.length === 0) continue
      const licence = await readLicence(client, { districtId, kind: kind.id })
      const figures = { bought: 0, used: 0, waiting: 0, ...licence, ...licence?.tallies }
      // Also those count who waited before: a seat that is bought goes to them first.
      const short = await readShort(client, { districtId, kind: kind.id }, { kind, now, licence: figures })
      looks.push(sumUp({ kind: kind.id, name: kind.title, short }, moves))
    }
    return looks
  })
}

function sumUp(of: Pick<ImportSeats, 'kind' | 'name' | 'short'>, moves: readonly MoveRow[]): ImportSeats {
  const counted = [...Map.groupBy(moves, ({ move }) => move)]
  const waits = moves.filter(({ move }) => move === 'wait')
  return {
    ...of,
    moveCounts: counted.map(([move, rows]) => ({ move, count: rows.length })),
    waiting: waits.slice(0, NAMED_MAX).map(({ givenName, familyName, reason }) => ({
      name: `${givenName} ${familyName}`,
      // Whoever comes to wait is told why in the ledger.
      reason: reason as WaitReason,
    })),
  }
}
