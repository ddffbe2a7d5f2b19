/** What a change would do to a licence: it is done, looked at and taken back, in a transaction that keeps nothing of it. */

import type pg from 'pg'
import { countSeats } from '../../seats/counts.ts'
import { type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { NO_SEATS, type SeatMove } from '../../seats/seat.ts'
import type { PageRequest } from '../page.ts'
import type { LookPeople } from '../../seats/ledger-file.ts'
import { type LedgerLine, listLedger } from './ledger-list.ts'
import {
  listSeatFile,
  listSeatPeople,
  readShort,
  type SeatPerson,
  type SeatReach,
  WHOLE_DISTRICT,
} from './seat-people.ts'
import { districtKinds } from './products.ts'
import { lockLicence, readLastSeq, readLicence } from './seat-rows.ts'
import type { LicenceLine } from './seats.ts'
import { sql } from '../sql.ts'

export interface LicencePreview extends LicenceLine {
  /** Seats to buy so that nobody waits and none is over: "needs 14 more". */
  readonly short: number
  /** One page of what would happen to whom, the last of it first, and how much in all. */
  readonly moves: readonly LedgerLine[]
  readonly moveCount: number
  /** How many of each kind they are: who gets a seat, who comes to wait, whose is kept for a while. None: nobody. */
  readonly moveCounts: readonly { readonly move: SeatMove; readonly count: number }[]
  /** One page of who would wait, in order and with the reason; how many, the figures say. */
  readonly waitingPeople: readonly SeatPerson[]
}

/** Which page of the people; none: the first hundred. */
export type PreviewPage = Pick<PageRequest, 'page' | 'pageSize'>

export const FIRST_PEOPLE: PreviewPage = { page: 1, pageSize: 100 }

interface Looked {
  readonly districtId: string
  readonly kind: string
  readonly kinds: readonly LicenceKind[]
  readonly now: Date
  /** Of whom it says what would happen, and who would wait; none: of the whole district. */
  readonly reach?: SeatReach
}

/** What is read of a change that is done and will be taken back; `after`: the number of the last entry before it. */
export type Look<T> = (client: pg.ClientBase, o: Looked & { readonly after: number }) => Promise<T>

/** The figures, and one page of the people. */
export function lookAtPage(page: PreviewPage): Look<LicencePreview> {
  return (client, o) => readPreview(client, o, page)
}

/** Everybody, read in one go. */
export const lookAtAll: Look<LookPeople> = async (client, o) => {
  const place = { districtId: o.districtId, kind: o.kind }
  const reach = o.reach ?? WHOLE_DISTRICT
  const { rows } = await client.query<MoveRow>(sql('list_look_moves'), [
    place.districtId,
    place.kind,
    o.after,
    reach.district,
    reach.schoolIds,
  ])
  const kind = await findSeatKind(client, o)
  const waiting =
    kind === undefined ? [] : await listSeatFile(client, place, { kind, states: ['waiting'], reach, now: o.now })
  return {
    moves: rows.map(({ personId, givenName, familyName, ...row }) => ({
      ...row,
      person: personId === null ? null : { id: personId, givenName: givenName ?? '', familyName: familyName ?? '' },
    })),
    waiting: waiting.map(({ personId: id, givenName, familyName, position, reason, untilOn }) => ({
      person: { id, givenName, familyName },
      position,
      reason,
      untilOn,
    })),
  }
}

interface MoveRow extends Omit<LookPeople['moves'][number], 'person'> {
  readonly personId: string | null
  readonly givenName: string | null
  readonly familyName: string | null
}

/** Does `change`, says what it would do, to whom, and takes it back again. In the district's transaction. */
export async function previewLicence(
  client: pg.ClientBase,
  o: Looked & { readonly page?: PreviewPage },
  change: () => Promise<unknown>,
): Promise<LicencePreview> {
  return lookAtChange(client, { ...o, look: lookAtPage(o.page ?? FIRST_PEOPLE) }, change)
}

/** The same, with what is read of it. */
export async function lookAtChange<T>(
  client: pg.ClientBase,
  { look, ...o }: Looked & { readonly look: Look<T> },
  change: () => Promise<unknown>,
): Promise<T> {
  return takenBack(client, async () => {
    // What somebody else is changing is waited for, and not counted among what this change does.
    await lockUpTo(client, o)
    const after = await readLastSeq(client, { districtId: o.districtId, kind: o.kind })
    await change()
    return look(client, { ...o, after })
  })
}

async function readPreview(
  client: pg.ClientBase,
  o: Looked & { readonly after: number },
  page: PreviewPage,
): Promise<LicencePreview> {
  const place = { districtId: o.districtId, kind: o.kind }
  const reach = o.reach ?? WHOLE_DISTRICT
  const line = await readLine(client, o)
  const moves = await listLedger(client, { ...place, ...page, after: o.after, ofPeople: true, reach })
  const kind = await findSeatKind(client, o)
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
    moveCounts: moves.total === 0 ? [] : await countMoves(client, { ...place, reach, after: o.after }),
    waitingPeople: people.items,
  }
}

async function countMoves(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kind: string; readonly after: number; readonly reach: SeatReach },
): Promise<LicencePreview['moveCounts']> {
  const values = [o.districtId, o.kind, o.after, o.reach.district, o.reach.schoolIds]
  return (await client.query<LicencePreview['moveCounts'][number]>(sql('count_look_moves'), values)).rows
}

async function findSeatKind(client: pg.ClientBase, o: Looked): Promise<SeatKind | undefined> {
  return seatKinds(await districtKinds(client, o.districtId, o.kinds)).find(({ id }) => id === o.kind)
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
