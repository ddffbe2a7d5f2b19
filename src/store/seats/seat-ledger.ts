/** Proof of the ledger: replays it and compares the sum with the tables, licence by licence. */

import type pg from 'pg'
import {
  EMPTY_LICENCE,
  type LedgerEntry,
  type LedgerFault,
  type LedgerReason,
  type LicenceState,
  replay,
} from '../../seats/ledger.ts'
import type { Seat, SeatMove } from '../../seats/seat.ts'
import { type LicencePlace, type LicenceRow, listLicences, readSeats } from './seat-rows.ts'
import { sql } from '../sql.ts'

/** What the replay of one licence's ledger found. */
export interface LedgerProof {
  readonly kind: string
  readonly entries: number
  /** True where the tables hold exactly what the ledger adds up to and no entry is impossible. */
  readonly agrees: boolean
  readonly faults: readonly LedgerFault[]
  /** People whose seat in the table is another than the ledger's, at most 100. */
  readonly differingPeople: readonly string[]
  /** The licence's own figures are those of the ledger. */
  readonly figuresAgree: boolean
}

const PAGE_ROWS = 10_000
const DIFFERING_MAX = 100

/** Replays the ledger of every licence of the district, in pages, and compares it with the tables. Reads only. */
export async function replayLedger(client: pg.ClientBase, districtId: string): Promise<readonly LedgerProof[]> {
  const proofs: LedgerProof[] = []
  for (const [kind, licence] of await listLicences(client, districtId))
    proofs.push(await proveLicence(client, { districtId, kind }, licence))
  return proofs
}

async function proveLicence(client: pg.ClientBase, place: LicencePlace, licence: LicenceRow): Promise<LedgerProof> {
  let state: LicenceState = EMPTY_LICENCE
  const faults: LedgerFault[] = []
  let entries = 0
  for (;;) {
    const page = await readPage(client, place, state.lastSeq)
    const step = replay(page, state)
    state = step.state
    faults.push(...step.faults)
    entries += page.length
    if (page.length < PAGE_ROWS) break
  }
  const differingPeople = compareSeats(state.seats, await readSeats(client, place))
  const figuresAgree = sameFigures(state, licence)
  const agrees = faults.length === 0 && differingPeople.length === 0 && figuresAgree
  return { kind: place.kind, entries, agrees, faults, differingPeople, figuresAgree }
}

interface LedgerRow {
  readonly seq: string
  readonly at: Date
  readonly move: SeatMove | 'purchase' | 'allot' | 'book'
  readonly person_id: string | null
  readonly reason: LedgerReason
  readonly until: Date | null
  readonly quantity: number | null
}

/** Up to 10,000 entries of the licence after number `after`, in order. */
export async function readPage(
  client: pg.ClientBase,
  place: LicencePlace,
  after: number,
): Promise<readonly LedgerEntry[]> {
  const { rows } = await client.query<LedgerRow>(sql('read_ledger_page'), [
    place.districtId,
    place.kind,
    after,
    PAGE_ROWS,
  ])
  return rows.map(entryOf)
}

// The table's checks say which columns go with which move.
function entryOf(row: LedgerRow): LedgerEntry {
  const numbered = { seq: Number(row.seq), at: row.at, reason: row.reason }
  if (row.move === 'purchase' || row.move === 'book')
    return { ...numbered, move: row.move, personId: null, until: null, quantity: row.quantity ?? 0 }
  if (row.move === 'allot')
    return { ...numbered, move: row.move, personId: row.person_id ?? '', until: null, quantity: row.quantity ?? 0 }
  return { ...numbered, move: row.move, personId: row.person_id ?? '', until: row.until, quantity: null }
}

function compareSeats(ledger: ReadonlyMap<string, Seat>, table: readonly Seat[]): readonly string[] {
  const inTable = new Map(table.map((seat) => [seat.personId, seat]))
  const people = new Set([...ledger.keys(), ...inTable.keys()])
  const differing: string[] = []
  for (const personId of people) {
    if (differing.length === DIFFERING_MAX) break
    if (!sameSeat(ledger.get(personId), inTable.get(personId))) differing.push(personId)
  }
  return differing
}

function sameSeat(a: Seat | undefined, b: Seat | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    a.state === b.state &&
    a.place === b.place &&
    a.since.getTime() === b.since.getTime() &&
    a.until?.getTime() === b.until?.getTime()
  )
}

function sameFigures(state: LicenceState, row: LicenceRow): boolean {
  const { used, waiting, grace, markedOver } = state.tallies
  return (
    state.bought === row.bought &&
    state.ceiling === row.ceiling &&
    used === row.tallies.used &&
    waiting === row.tallies.waiting &&
    grace === row.tallies.grace &&
    markedOver === row.tallies.markedOver
  )
}
