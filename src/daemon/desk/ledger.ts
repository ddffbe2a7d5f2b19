/** What an operator reads of seats and their ledger at the command line, and whose kept seat is freed there. */

import { Failure } from '../../roster/failure.ts'
import { type Database, type DistrictClient, inDistrict } from '../../store/database.ts'
import { endGrace } from '../../store/seats/end-grace.ts'
import { previewLicence } from '../../store/seats/licence-preview.ts'
import { listSeatsByNumber, type SeatsAsked } from '../../store/seats/seat-list.ts'
import { type LedgerLine, listLedger, listLedgerBefore, listLedgerKinds } from '../../store/seats/ledger-list.ts'
import { sql } from '../../store/sql.ts'
import type { SyncWorld } from '../../sync/world.ts'

interface LedgerAsked {
  readonly districtId: string
  /** Null: of every licence. */
  readonly kind: string | null
}

/** Bound to one installation. */
export function bindLedger(world: SyncWorld) {
  const { db, now } = world
  const kinds = world.settings.licenceKinds
  const inside = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(db, { districtId, actor: 'cli' }, work)
  return {
    seats: (o: SeatsAsked) => inside(o.districtId, (client) => listSeatsByNumber(client, o, { kinds, now: now() })),
    ledger: ({ districtId, kind, limit }: LedgerAsked & { readonly limit: number }) =>
      inside(districtId, async (client) => {
        const { items, total } = await listLedger(client, { districtId, kind, page: 1, pageSize: limit })
        return { entries: items, total }
      }),
    wholeLedger: (o: LedgerAsked) => wholeLedger(db, o),
    previewRelease: (o: SeatOf) =>
      inside(o.districtId, async (client) => {
        const wanted = await seatOf(client, world, o)
        return previewLicence(client, wanted, () => endGrace(client, wanted))
      }),
  }
}

export interface SeatOf {
  readonly districtId: string
  readonly kind: string
  /** A sourcedId, or our number as `id:17`. */
  readonly person: string
}

/** Whose seat is meant. @throws Failure LICENCE_SEAT_UNKNOWN (operator) */
export async function seatOf(
  client: DistrictClient,
  { settings, now }: SyncWorld,
  { districtId, kind, person }: SeatOf,
) {
  const values = [districtId, 'people', [person]]
  const { rows } = await client.query<{ id: string | null }>(sql('find_named_ids'), values)
  const personId = rows[0]?.id
  if (personId === null || personId === undefined)
    throw new Failure('LICENCE_SEAT_UNKNOWN', 'operator', 'They neither hold nor await a seat of this licence.')
  return { districtId, kind, personId, actor: 'cli', kinds: settings.licenceKinds, now: now() }
}

/** Entries that are read at a time: a district of long standing has a million. */
const PAGE = 10_000

/** The whole ledger, by licence, the newest entries first; people by their numbers. */
async function* wholeLedger(db: Database, { districtId, kind }: LedgerAsked): AsyncGenerator<readonly LedgerLine[]> {
  const context = { districtId, actor: 'cli' }
  const kinds = kind === null ? await inDistrict(db, context, (client) => listLedgerKinds(client, districtId)) : [kind]
  for (const one of kinds) {
    let before: number | null = null
    for (;;) {
      const asked: Parameters<typeof listLedgerBefore>[2] = {
        before,
        limit: PAGE,
        namesPeople: false,
        namesActors: false,
      }
      const lines: readonly LedgerLine[] = await inDistrict(db, context, (client) =>
        listLedgerBefore(client, { districtId, kind: one }, asked),
      )
      if (lines.length > 0) yield lines
      if (lines.length < PAGE) break
      before = lines.at(-1)?.seq ?? null
    }
  }
}
