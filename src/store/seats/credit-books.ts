/** The books of export credits: what is bought of them, and how much of what was allotted lies with purchases that run. */

import type pg from 'pg'
import { type AllottedDay, bookCredits, type BookedCredits } from '../../seats/credits.ts'
import { listPurchases } from './licence-purchase.ts'
import {
  appendLedger,
  type LedgerCause,
  type LicencePlace,
  lockLicence,
  readLastSeq,
  readLicence,
} from './seat-rows.ts'
import { sql } from '../sql.ts'

/** The one kind that counts credits. */
export const CREDITS = 'export-credits'

/** What the purchases of today and all that was allotted make. */
export async function readCredits(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly now: Date },
): Promise<BookedCredits> {
  const purchases = await listPurchases(client, { ...o, kind: CREDITS })
  const { rows } = await client.query<AllottedDay>(sql('list_allotted_days'), [o.districtId, CREDITS])
  return bookCredits(
    purchases.map((purchase) => ({ ...purchase, isRunning: purchase.term === 'running' })),
    rows,
  )
}

/**
 * Lets the licence be what its books say today, with an entry for each figure that changes; under its lock. Null: the
 * district has no licence of credits.
 */
export async function squareCredits(
  client: pg.ClientBase,
  o: LedgerCause & {
    readonly districtId: string
    readonly now: Date
    readonly reason: 'set_by_hand' | 'term_changed'
    /** The name of the purchase that was entered, changed or taken out. */
    readonly purchase?: string | undefined
  },
): Promise<BookedCredits | null> {
  const place: LicencePlace = { districtId: o.districtId, kind: CREDITS }
  const licence = await lockLicence(client, place)
  if (licence === null) return null
  const books = await readCredits(client, o)
  const { purchase } = o
  const isKept = licence.bought === books.bought
  const total = { move: 'purchase', quantity: books.bought, reason: isKept ? 'total_kept' : o.reason } as const
  const moves = [
    ...(isKept && purchase === undefined ? [] : [purchase === undefined ? total : { ...total, purchase }]),
    ...(licence.tallies.used === books.used ? [] : [{ move: 'book', quantity: books.used, reason: o.reason } as const]),
  ]
  if (moves.length === 0) return books
  const seq = await readLastSeq(client, place)
  const entry = { at: o.now, personId: null, until: null } as const
  if (licence.bought !== books.bought) await client.query(sql('set_licence'), [o.districtId, CREDITS, books.bought])
  await appendLedger(
    client,
    { ...place, runId: o.runId, actor: o.actor },
    moves.map((move, index) => ({ ...entry, ...move, seq: seq + index + 1 })),
  )
  return books
}

/** Whether time alone has changed what lies with which purchase. */
export async function areCreditsDue(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly now: Date },
): Promise<boolean> {
  const licence = await readLicence(client, { districtId: o.districtId, kind: CREDITS })
  if (licence === null) return false
  const { bought, used } = await readCredits(client, o)
  return licence.bought !== bought || licence.tallies.used !== used
}
