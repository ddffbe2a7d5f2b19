/** What a change would do to a licence: it is done, looked at and taken back, in a transaction that keeps nothing of it. */

import type pg from 'pg'
import { countSeats } from '../../seats/counts.ts'
import { type LicenceKind, seatKinds } from '../../seats/kind.ts'
import { NO_SEATS } from '../../seats/seat.ts'
import type { PageRequest } from '../page.ts'
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
import { lockLicence, readLastSeq, readLicence } from './seat-rows.ts'
import type { LicenceLine } from './seats.ts'

export interface LicencePreview extends LicenceLine {
  /** Seats to buy so that nobody waits and none is over: "needs 14 more". */
  readonly short: number
  /** One page of what would happen to whom, the last of it first, and how much in all. */
  readonly moves: readonly LedgerLine[]
  readonly moveCount: number
  /** One page of who would wait, in order and with the reason; how many, the figures say. */
  readonly waitingPeople: readonly SeatPerson[]
}

/** Which page of the people; none: the first hundred. */
export type PreviewPage = Pick<PageRequest, 'page' | 'pageSize'>

export const FIRST_PEOPLE: PreviewPage = { page: 1, pageSize: 100 }

/** Does `change` and takes it back again. In the district's transaction. */
export async function previewLicence(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly kind: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
    readonly page?: PreviewPage
    /** Of whom it says what would happen, and who would wait; none: of the whole district. */
    readonly reach?: SeatReach
  },
  change: () => Promise<unknown>,
): Promise<LicencePreview> {
  const place = { districtId: o.districtId, kind: o.kind }
  return takenBack(client, async () => {
    // What somebody else is changing is waited for, and not counted among what this change does.
    await lockUpTo(client, o)
    const after = await readLastSeq(client, place)
    await change()
    const page = o.page ?? FIRST_PEOPLE
    const reach = o.reach ?? WHOLE_DISTRICT
    const line = await readLine(client, o)
    const moves = await listLedger(client, { ...place, ...page, after, ofPeople: true, reach })
    const kind = seatKinds(await districtKinds(client, o.districtId, o.kinds)).find(({ id }) => id === o.kind)
    const states = ['waiting'] as const
    const people =
      kind === undefined
        ? { items: [] }
        : await listSeatPeople(client, place, { ...page, kind, states, reach, now: o.now })
    return {
      ...line,
      short: kind === undefined ? 0 : await readShort(client, place, { kind, now: o.now, licence: line }),
      moves: moves.items,
      moveCount: moves.total,
      waitingPeople: people.items,
    }
  })
}

/** Locks the licence after those before it, as whoever squares them does: else each of two could wait for the other. */
async function lockUpTo(
  client: pg.ClientBase,
  {
    districtId,
    kind,
    kinds,
  }: { readonly districtId: string; readonly kind: string; readonly kinds: readonly LicenceKind[] },
): Promise<void> {
  const inOrder = seatKinds(await districtKinds(client, districtId, kinds)).map(({ id }) => id)
  const before = inOrder.slice(0, Math.max(0, inOrder.indexOf(kind)))
  for (const each of [...before, kind]) await lockLicence(client, { districtId, kind: each })
}

/** The figures as the change leaves them. Credits are given as far as they reach: nobody needs or awaits one. */
async function readLine(
  client: pg.ClientBase,
  {
    districtId,
    kind,
    kinds,
  }: { readonly districtId: string; readonly kind: string; readonly kinds: readonly LicenceKind[] },
): Promise<LicenceLine> {
  const licence = await readLicence(client, { districtId, kind })
  const { bought = 0, tallies = NO_SEATS } = licence ?? {}
  const { released: _, ...figures } = countSeats(bought, tallies, 0)
  const isCredits = kinds.some(({ id, counts }) => id === kind && counts === 'credits')
  return { kind, ...figures, ...(isCredits ? { over: 0, needed: 0, waiting: 0, grace: 0 } : {}) }
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
