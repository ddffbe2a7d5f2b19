/**
 * Licences in the database: reconciliation inside the caller's transaction, purchases, the figures, the forecast.
 *
 * Transactions must be READ COMMITTED (as inDistrict opens them): whoever waited for the licence's lock then sees
 * what the one before has written. Change roles first and reconcile last in the same transaction.
 */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import type { BookedCredits } from '../../seats/credits.ts'
import { countSeats, type SeatCounts } from '../../seats/counts.ts'
import { type LicenceKind, type RoleLicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import type { SeatEntry } from '../../seats/ledger.ts'
import {
  type Arrival,
  balanceSeats,
  type Candidates,
  giveBack,
  handOut,
  isOff,
  settle,
  type Situation,
} from '../../seats/reconcile.ts'
import { isPlain } from '../../seats/rules.ts'
import { NO_SEATS, retallyMoves, type Seat } from '../../seats/seat.ts'
import {
  checkPurchase,
  listPurchases,
  type NewPurchase,
  type PurchaseStep,
  STANDING,
  takeStep,
} from './licence-purchase.ts'
import { CREDITS, squareCredits } from './credit-books.ts'
import { districtKinds } from './products.ts'
import { countUnseated, findDifference, readUndone, seatsOf } from './seat-difference.ts'
import {
  appendLedger,
  type LedgerCause,
  type LicencePlace,
  type LicenceRow,
  listLicences,
  listSeats,
  lockLicence,
  moveSeats,
  readLastSeq,
  readLicence,
  readSeats,
} from './seat-rows.ts'
import { type LicenceTerms, ownKind, readFacts, readTerms } from './seat-rules.ts'
import { sql } from '../sql.ts'

export interface LicenceLine extends Omit<SeatCounts, 'released'> {
  readonly kind: string
}

/**
 * Squares every role-counted licence of the district with the roles as they are in this transaction, and returns its
 * figures by kind (product.md §3.5). Kinds that are off and unused are left out. Given unchanged roles, writes nothing.
 * Needs the district's context on the client; locks the licences in the order of their kinds.
 */
export async function reconcileSeats(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly runId: string | null
    readonly actor: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
    /** The runs whose doing is taken back: their seats are given back at once, and what they took returns where it is free. */
    readonly undoneRuns?: readonly string[]
    /** Of a product: only these people have changed since its seats were squared last. */
    readonly among?: readonly string[]
  },
): Promise<Record<string, SeatCounts>> {
  const counts: Record<string, SeatCounts> = {}
  for (const kind of seatKinds(await districtKinds(client, o.districtId, o.kinds))) {
    const place = { districtId: o.districtId, kind: kind.id }
    const licence = await openLicence(client, place, kind)
    if (licence === null) continue
    const terms = await readTerms(client, place, { now: o.now, kind })
    const own = ownKind(kind, terms, licence.tallies)
    if (isIdle(own, licence) && terms.bought === 0) continue
    counts[kind.id] = await reconcileLicence(
      client,
      { ...place, runId: o.runId, actor: o.actor },
      { kind: own, licence, terms, now: o.now, among: o.among, ...(await readUndone(client, place, o.undoneRuns)) },
    )
  }
  if (o.kinds.some(({ id }) => id === CREDITS)) await squareCredits(client, { ...o, reason: 'term_changed' })
  return counts
}

interface PurchaseCause {
  readonly districtId: string
  readonly kind: string
  readonly actor: string
  readonly kinds: readonly LicenceKind[]
  readonly now: Date
}

/**
 * Sets the total bought of a kind and hands out or marks seats accordingly, in the caller's transaction: the standing
 * purchase becomes what the running terms leave of it. Buying fewer than are used throws nobody out: the latest assigned
 * are marked over, with a deadline.
 * @throws Failure LICENCE_KIND_UNKNOWN, LICENCE_KIND_DERIVED, LICENCE_QUANTITY or LICENCE_TERMS (operator)
 */
export async function setLicence(
  client: pg.ClientBase,
  o: PurchaseCause & { readonly quantity: number },
): Promise<LicenceLine> {
  checkPurchase({ ...o, kinds: await districtKinds(client, o.districtId, o.kinds) })
  await client.query(sql('open_licence'), [o.districtId, o.kind])
  await lockLicence(client, o)
  const running = (await listPurchases(client, o)).filter(({ term }) => term === 'running')
  const byTerms = running.filter(({ name }) => name !== STANDING).reduce((sum, { quantity }) => sum + quantity, 0)
  if (o.quantity < byTerms)
    throw new Failure(
      'LICENCE_TERMS',
      'operator',
      `Purchases with a term make up ${byTerms} of this licence today. Set it to that or more, or end one of them first.`,
    )
  const standing = { name: STANDING, quantity: o.quantity - byTerms, startsOn: null, endsOn: null }
  return enterPurchase(client, { ...o, ...standing, step: 'set' })
}

/**
 * Enters a purchase and hands out or marks seats accordingly; in the ledger and the audit log also where it leaves the total of
 * today as it is. `step`: what is asked, of a name that is new by default.
 * @throws Failure LICENCE_KIND_UNKNOWN, LICENCE_KIND_DERIVED, LICENCE_QUANTITY, LICENCE_PURCHASE, LICENCE_PURCHASE_KNOWN or
 * LICENCE_PURCHASE_UNKNOWN (operator)
 */
export async function enterPurchase(
  client: pg.ClientBase,
  o: PurchaseCause & NewPurchase & { readonly step?: PurchaseStep },
): Promise<LicenceLine> {
  const kinds = await districtKinds(client, o.districtId, o.kinds)
  const kind = checkPurchase({ ...o, kinds })
  await client.query(sql('open_licence'), [o.districtId, o.kind])
  const licence = await lockLicence(client, o)
  const purchase = (await takeStep(client, o)) ? o.name : undefined
  if (o.kind === CREDITS) return squareLine(client, { ...o, purchase })
  const terms = await readTerms(client, o, { now: o.now })
  if (licence !== null)
    await followTerms(client, { ...o, runId: null }, { licence, terms, now: o.now, reason: 'set_by_hand', purchase })
  const following = o.kinds.filter((other) => other.counts === 'derived' && other.from === kind.id)
  const counts = await reconcileSeats(client, { ...o, kinds: [kind, ...following], runId: null })
  const { released: _, ...figures } = counts[o.kind] ?? countSeats(terms.bought, licence?.tallies ?? NO_SEATS, 0)
  return { kind: o.kind, ...figures }
}

async function squareLine(
  client: pg.ClientBase,
  o: PurchaseCause & { readonly purchase: string | undefined },
): Promise<LicenceLine> {
  const books = await squareCredits(client, { ...o, runId: null, reason: 'set_by_hand' })
  return { kind: o.kind, ...creditFigures(books ?? { bought: 0, used: 0 }) }
}

/** Nobody needs credits, waits for them or keeps any: they are given as far as they reach. */
function creditFigures({ bought, used }: Pick<BookedCredits, 'bought' | 'used'>): Omit<SeatCounts, 'released'> {
  return { bought, used, over: 0, needed: 0, waiting: 0, grace: 0 }
}

/**
 * An administrator's choice of a licence that is over: this holder gives the seat back and waits behind all others, and
 * whoever is covered again keeps theirs. Null: done.
 */
export async function yieldSeat(
  client: pg.ClientBase,
  o: PurchaseCause & { readonly personId: string },
): Promise<'not_over' | 'no_holder' | null> {
  const kinds = await districtKinds(client, o.districtId, o.kinds)
  const kind = kinds.find(({ id }) => id === o.kind)
  const licence = kind === undefined ? null : await lockLicence(client, o)
  const seated = seatKinds(kind === undefined ? [] : [kind])[0]
  if (kind === undefined || seated === undefined || licence === null) return 'no_holder'
  if (licence.tallies.used <= licence.bought) return 'not_over'
  const [seat] = await readSeats(client, o, [o.personId])
  if (seat === undefined || (seat.state !== 'assigned' && seat.state !== 'over')) return 'no_holder'
  const place = { districtId: o.districtId, kind: o.kind, runId: null, actor: o.actor }
  const lastSeq = await readLastSeq(client, place)
  const entry = giveBack({ kind: seated, now: o.now, licence: { ...licence, lastSeq } }, o.personId)
  await writeEntries(client, place, { entries: [entry], before: seatsOf([seat]) })
  await reconcileSeats(client, { ...o, kinds: [kind], runId: null })
  return null
}

/**
 * The figures of the district's licences, in the order of the kinds: every kind of which something is bought or
 * used, and every role-counted kind that isn't off unless bought.
 */
export async function showLicences(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kinds: readonly LicenceKind[] },
): Promise<{ readonly licences: readonly LicenceLine[] }> {
  const rows = await listLicences(client, o.districtId)
  const licences: LicenceLine[] = []
  for (const kind of await districtKinds(client, o.districtId, o.kinds)) {
    const row = rows.get(kind.id)
    const isShown =
      kind.counts === 'product' ||
      (kind.counts === 'roles' && !kind.offUnlessBought) ||
      (row !== undefined && row.bought + row.tallies.used + row.tallies.waiting > 0)
    if (!isShown) continue
    if (kind.counts === 'credits') {
      licences.push({ kind: kind.id, ...creditFigures({ bought: row?.bought ?? 0, used: row?.tallies.used ?? 0 }) })
      continue
    }
    const { released: _, ...figures } = countSeats(row?.bought ?? 0, row?.tallies ?? NO_SEATS, 0)
    licences.push({ kind: kind.id, ...figures })
  }
  return { licences }
}

async function openLicence(client: pg.ClientBase, place: LicencePlace, kind: SeatKind): Promise<LicenceRow | null> {
  const licence = await lockLicence(client, place)
  const isAwaited = !kind.offUnlessBought || Object.keys(kind.capacity?.rule ?? {}).length > 0
  if (licence !== null || !isAwaited) return licence
  await client.query(sql('open_licence'), [place.districtId, place.kind])
  return lockLicence(client, place)
}

function isIdle(kind: RoleLicenceKind, { bought, tallies }: LicenceRow): boolean {
  return isOff(kind, bought) && tallies.used === 0 && tallies.waiting === 0
}

async function reconcileLicence(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  o: Omit<Situation, 'licence'> & {
    readonly licence: LicenceRow
    readonly terms: LicenceTerms
    readonly among: readonly string[] | undefined
  },
): Promise<SeatCounts> {
  const { kind, now, undone } = o
  const { licence, terms } = await admitPresent(client, place, o)
  const lastSeq = await followTerms(client, place, { licence, terms, now, reason: 'term_changed' })
  const { bought } = terms
  const about = { kind, now, ...(undone === undefined ? {} : { undone }) }
  const start: Situation = { ...about, licence: { bought, tallies: licence.tallies, lastSeq } }
  const difference = await findDifference(client, place, { ...start, isLimited: terms.isLimited, among: o.among })
  const settled = settle(start, difference)
  const before = seatsOf([...difference.leavers.map(({ seat }) => seat), ...difference.returners, ...difference.lapsed])
  await moveSeats(client, place, { entries: settled, before })
  if (kind.product !== undefined) await dropHands(client, place.districtId, { ...o, product: kind.product, settled })
  const tallies = retallyMoves(licence.tallies, settled, before)
  const between: Situation = { ...about, licence: { bought, tallies, lastSeq: lastSeq + settled.length } }
  const candidates = await readCandidates(client, place, { situation: between, terms, arrivals: difference.arrivals })
  const handed = handOut(between, candidates, difference.arrivals)
  const held = seatsOf([...candidates.over, ...candidates.assigned, ...candidates.waiting])
  await moveSeats(client, place, { entries: handed, before: held })
  await appendLedger(client, place, [...settled, ...handed])
  const released = settled.filter(({ move }) => move === 'release').length
  return countSeats(bought, retallyMoves(tallies, handed, held), released)
}

/**
 * What somebody was given by hand ends with the day until which it was given, and with the grace after they left: years later
 * they don't have it again.
 */
async function dropHands(
  client: pg.ClientBase,
  districtId: string,
  o: {
    readonly product: string
    readonly settled: readonly SeatEntry[]
    readonly now: Date
    readonly among: readonly string[] | undefined
  },
): Promise<void> {
  const { product, settled } = o
  await client.query(sql('end_product_hands'), [districtId, product, o.now, o.among ?? null])
  const personIds = settled.filter((entry) => isForgotten(entry)).map(({ personId }) => personId)
  if (personIds.length > 0) await client.query(sql('drop_products_of_leavers'), [districtId, product, personIds])
}

function isForgotten({ reason, move }: SeatEntry): boolean {
  return reason === 'grace_ended' || (reason === 'grade_left' && move !== 'leave')
}

/**
 * Where a rule of capacity begins to hold (it was set, or the first seats ever were bought) nobody who is there already is
 * dropped: all come in before the number is what follows from the rule, which makes the surplus over. It has begun where somebody
 * has a place or awaits one: a licence that is bought again after it ended lets in those who waited, no others before them.
 * Returns what is so then.
 */
async function admitPresent(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  o: Parameters<typeof reconcileLicence>[2],
): Promise<{ readonly licence: LicenceRow; readonly terms: LicenceTerms }> {
  const { kind, licence, terms, now } = o
  const isNew = licence.bought === 0 && licence.tallies.used + licence.tallies.waiting === 0
  const begins = kind.capacity !== undefined && terms.isLimited && isNew && (terms.bought > 0 || terms.hasBegun)
  const present = begins ? await countUnseated(client, place, { kind, now }) : 0
  if (present <= terms.bought) return { licence, terms }
  await reconcileLicence(client, place, { ...o, terms: { ...terms, bought: present } })
  const after = (await readLicence(client, place)) ?? licence
  return { licence: after, terms: { ...terms, seq: await readLastSeq(client, place) } }
}

/** Lets what is bought be what the purchases of today make. Returns the number of the last ledger entry then. */
async function followTerms(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  o: {
    readonly licence: LicenceRow
    readonly terms: LicenceTerms
    readonly now: Date
    readonly reason: 'set_by_hand' | 'term_changed'
    /** The name of the purchase that was entered, changed or taken out. */
    readonly purchase?: string | undefined
  },
): Promise<number> {
  const { terms, now, purchase } = o
  const isKept = o.licence.bought === terms.bought
  if (isKept && purchase === undefined) return terms.seq
  if (!isKept) await client.query(sql('set_licence'), [place.districtId, place.kind, terms.bought])
  const seq = terms.seq + 1
  const reason = isKept ? 'total_kept' : o.reason
  const entry = { seq, at: now, move: 'purchase', personId: null, until: null, quantity: terms.bought, reason } as const
  await appendLedger(client, place, [purchase === undefined ? entry : { ...entry, purchase }])
  return seq
}

/** Who comes into question for what is free, covered again or not covered any more; of people who aren't there yet nothing. */
export async function readCandidates(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly situation: Situation
    readonly terms: LicenceTerms
    readonly arrivals: readonly Arrival[]
    /** Of what is reserved is asked, too, where no seat is free. */
    readonly isForecast?: true
  },
): Promise<Candidates> {
  const { bought, tallies } = o.situation.licence
  const { keep, over, free } = balanceSeats(bought, tallies)
  const marked = {
    over: await listSeats(client, place, { state: 'over', order: 'first', limit: keep }),
    assigned: await listSeats(client, place, { state: 'assigned', order: 'last', limit: over }),
  }
  // Where none is free nobody gets one, by whatever rules; but whoever comes is told why: of those whose grace ends, too.
  const isTold = o.isForecast === true || (o.arrivals.length > 0 && tallies.grace > 0)
  const plain = isPlain(o.terms.seatRules) || (free === 0 && !isTold)
  const limit = plain ? Math.min(free, tallies.waiting) : tallies.waiting
  const waiting = await listSeats(client, place, { state: 'waiting', order: 'first', limit })
  if (plain) return { ...marked, waiting }
  const personIds = [...waiting, ...o.arrivals].map(({ personId }) => personId).filter((id) => /^\d+$/.test(id))
  const { kind, now } = o.situation
  return {
    ...marked,
    waiting,
    facts: await readFacts(client, place, { kind, now, rules: o.terms.seatRules, personIds }),
  }
}

async function writeEntries(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  change: { readonly entries: readonly SeatEntry[]; readonly before: ReadonlyMap<string, Seat> },
): Promise<void> {
  await appendLedger(client, place, change.entries)
  await moveSeats(client, place, change)
}
