/** What a change would do to a licence: it is done, looked at and taken back, in a transaction that keeps nothing of it. */

import type pg from 'pg'
import type { LicenceKind } from '../../seats/kind.ts'
import { seatKinds } from '../../seats/kind.ts'
import {
  type LedgerLine,
  listLedger,
  listSeatPeople,
  readShort,
  type SeatPerson,
  type SeatReach,
  WHOLE_DISTRICT,
} from './seat-people.ts'
import { districtKinds } from './products.ts'
import { readLastSeq } from './seat-rows.ts'
import type { LicenceLine } from './seats.ts'

export interface LicencePreview extends LicenceLine {
  /** Seats to buy so that nobody waits and none is over: "needs 14 more". */
  readonly short: number
  /** What would happen to whom, the last of it first, and how much in all. */
  readonly moves: readonly LedgerLine[]
  readonly moveCount: number
  /** Who would wait, in order and with the reason. */
  readonly waitingPeople: readonly SeatPerson[]
}

const PEOPLE_MAX = 100

/** Does `change`, which says the figures after it, and takes it back again. In the district's transaction. */
export async function previewLicence(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly kind: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
    /** Whose people are named among those who would wait; none: the whole district's. */
    readonly reach?: SeatReach
  },
  change: () => Promise<LicenceLine>,
): Promise<LicencePreview> {
  const place = { districtId: o.districtId, kind: o.kind }
  const after = await readLastSeq(client, place)
  return takenBack(client, async () => {
    const line = await change()
    const page = { page: 1, pageSize: PEOPLE_MAX }
    const moves = await listLedger(client, { ...place, ...page, after })
    const kind = seatKinds(await districtKinds(client, o.districtId, o.kinds)).find(({ id }) => id === o.kind)
    const states = ['waiting'] as const
    const people =
      kind === undefined
        ? { items: [] }
        : await listSeatPeople(client, place, { ...page, kind, states, reach: o.reach ?? WHOLE_DISTRICT, now: o.now })
    return {
      ...line,
      short: kind === undefined ? 0 : await readShort(client, place, { kind, now: o.now, licence: line }),
      moves: moves.items.filter((entry) => !isTotal(entry)),
      moveCount: moves.total - moves.items.filter((entry) => isTotal(entry)).length,
      waitingPeople: people.items,
    }
  })
}

/** Of the licence, and of nobody's seat. */
function isTotal({ move }: LedgerLine): boolean {
  return move === 'purchase' || move === 'book'
}

/** Does something, looks at what came of it, and takes it back: whatever it wrote is as if it had not been. */
export async function takenBack<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('savepoint preview')
  try {
    return await work()
  } finally {
    await client.query('rollback to savepoint preview')
    // Another one of that name may stand around this one.
    await client.query('release savepoint preview')
  }
}
