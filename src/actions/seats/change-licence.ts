/** Somebody changes what their district bought, or how its seats are handed out; seats are squared in the same transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { LicenceRules } from '../../seats/licence-rules.ts'
import { type CapacityRule, seatKinds } from '../../seats/kind.ts'
import { lookFileRows } from '../../seats/ledger-file.ts'
import type { DistrictClient } from '../../store/database.ts'
import { previewCapacity, setCapacity } from '../../store/seats/educator-capacity.ts'
import { endGrace } from '../../store/seats/end-grace.ts'
import {
  type LicencePreview,
  type Look,
  lookAtAll,
  lookAtChange,
  lookAtPage,
  type PreviewPage,
} from '../../store/seats/licence-preview.ts'
import { listPurchases, type NewPurchase } from '../../store/seats/licence-purchase.ts'
import { saveLicenceRules, savePriority, saveReservation } from '../../store/seats/licence-rules.ts'
import { districtKinds } from '../../store/seats/products.ts'
import { enterPurchase, reconcileSeats, yieldSeat } from '../../store/seats/seats.ts'
import { noteLicence } from '../../store/seats/seat-audit.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Quantity = Grant<'set:licence_quantity'>

/** What can't be done, with a sentence that says what would do. */
export interface LicenceProblem {
  readonly problem: string
  readonly says: string
}

interface PurchaseChange extends NewPurchase {
  readonly kind: string
  /** Whether one of that name is to be changed; otherwise it is to be a new one. */
  readonly replaces: boolean
}

/** A change as it is carried out; null: done. */
type Work = (client: DistrictClient) => Promise<LicenceProblem | null>

/** What is wanted of a look: `pageOf` the figures and a page of the people, `EVERYBODY` all of these for a file. */
interface Looked<T> {
  readonly look: Look<T>
}

export type LicenceEffect = LicencePreview

/** As cells of a file, its head first. */
export const EVERYBODY: Look<readonly (readonly string[])[]> = async (client, about) =>
  lookFileRows(await lookAtAll(client, about))

export function pageOf(page: PreviewPage): Look<LicenceEffect> {
  return lookAtPage(page)
}

/** Enters a purchase of a new name, or changes the one that is there, as was asked. Null: done. */
export function changePurchase(world: DomainWorld, grant: Quantity, change: PurchaseChange) {
  return doing(world, grant, enterWork(world, grant, change))
}

/** What entering it would do, and to whom. Nothing is changed. */
export function previewPurchase<T>(
  world: DomainWorld,
  grant: Quantity,
  { look, ...change }: PurchaseChange & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: change.kind, look }, enterWork(world, grant, change))
}

function enterWork(world: DomainWorld, grant: Quantity, change: PurchaseChange): Work {
  return async (client) => {
    await enterPurchase(client, stepOf(world, grant, change))
    return null
  }
}

function stepOf(world: DomainWorld, grant: Quantity, { replaces, ...change }: PurchaseChange) {
  return { ...causeOf(world, grant, change.kind), ...change, step: replaces ? 'change' : 'enter' } as const
}

type NamedPurchase = Pick<PurchaseChange, 'kind' | 'name'>

/** Takes a purchase out, as if it had never been entered; the ledger keeps what it did. Null: done. */
export function removePurchase(world: DomainWorld, grant: Quantity, purchase: NamedPurchase) {
  return doing(world, grant, removeWork(world, grant, purchase))
}

/** What taking it out would do, and to whom. Nothing is changed. */
export function previewRemoval<T>(
  world: DomainWorld,
  grant: Quantity,
  { look, ...purchase }: NamedPurchase & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: purchase.kind, look }, removeWork(world, grant, purchase))
}

function removeWork(world: DomainWorld, grant: Quantity, { kind, name }: NamedPurchase): Work {
  return async (client) => {
    const { districtId } = grant.principal
    const known = await listPurchases(client, { districtId, kind, now: world.now() })
    const purchase = known.find((one) => one.name === name)
    if (purchase === undefined) return { problem: 'purchase_unknown', says: 'There is no purchase of that name.' }
    await enterPurchase(client, { ...causeOf(world, grant, kind), ...purchase, step: 'remove' })
    return null
  }
}

interface RulesChange {
  readonly kind: string
  readonly rules: LicenceRules
}

/** Sets in which order seats are handed out, and how long grace and deadlines are. Null: done. */
export function changeLicenceRules(world: DomainWorld, grant: Grant<'set:seat_priority'>, change: RulesChange) {
  return doing(world, grant, rulesWork(world, grant, change))
}

/** Who would be next by them, and what else they would do. Nothing is changed. */
export function previewLicenceRules<T>(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  { look, ...change }: RulesChange & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: change.kind, look }, rulesWork(world, grant, change))
}

function rulesWork(world: DomainWorld, grant: Grant<'set:seat_priority'>, { kind, rules }: RulesChange): Work {
  return async (client) => {
    if (!(await isGivenOut(client, world, { grant, kind }))) return UNKNOWN
    await saveLicenceRules(client, { districtId: grant.principal.districtId, kind }, rules)
    await square(client, world, grant)
    return null
  }
}

/** How many educators follow from the seats bought; empty: as the installation has it. Null: done. */
export function changeCapacity(world: DomainWorld, grant: Quantity, rule: CapacityRule) {
  return doing(world, grant, async (client) => {
    await setCapacity(client, { ...causeOf(world, grant, ''), rule })
    return null
  })
}

/** What the rule would do, and to whom. Nothing is changed. */
export function previewCapacityRule<T>(
  world: DomainWorld,
  grant: Quantity,
  { rule, look }: { readonly rule: CapacityRule } & Looked<T>,
): Promise<T | LicenceProblem> {
  return doing(world, grant, (client) => previewCapacity(client, { ...causeOf(world, grant, ''), rule, look }))
}

interface Reservation {
  readonly kind: string
  readonly schoolId: string
  readonly quantity: number
}

/** Keeps seats for the people of a school; 0: none. Null: done. */
export function reserveSeats(world: DomainWorld, grant: Grant<'set:school_reservation'>, change: Reservation) {
  return doing(world, grant, reserveWork(world, grant, change))
}

/** What keeping them would do, and to whom. Nothing is changed. */
export function previewReservation<T>(
  world: DomainWorld,
  grant: Grant<'set:school_reservation'>,
  { look, ...change }: Reservation & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: change.kind, look }, reserveWork(world, grant, change))
}

function reserveWork(
  world: DomainWorld,
  grant: Grant<'set:school_reservation'>,
  { kind, schoolId, quantity }: Reservation,
): Work {
  return async (client) => {
    if (!(await isGivenOut(client, world, { grant, kind }))) return UNKNOWN
    const place = { districtId: grant.principal.districtId, kind }
    if (!(await saveReservation(client, place, { schoolId, quantity })))
      return { problem: 'school_unknown', says: 'Choose a school of your district.' }
    await noteLicence(client, { ...place, action: 'licence.reserve', detail: { schoolId, quantity } })
    await square(client, world, grant)
    return null
  }
}

interface Priority {
  readonly kind: string
  readonly personId: string
  /** Null: none any more. */
  readonly priority: number | null
}

/** Gives somebody a number in the order by hand, or takes it back. Null: done. */
export function prioritise(world: DomainWorld, grant: Grant<'set:seat_priority'>, change: Priority) {
  return doing(world, grant, priorityWork(world, grant, change))
}

/** Who would be next by it, and who would wait. Nothing is changed. */
export function previewPriority<T>(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  { look, ...change }: Priority & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: change.kind, look }, priorityWork(world, grant, change))
}

function priorityWork(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  { kind, personId, priority }: Priority,
): Work {
  return async (client) => {
    const place = { districtId: grant.principal.districtId, kind }
    if (!(await savePriority(client, place, { personId, priority })) && priority !== null)
      return { problem: 'seat_unknown', says: 'They neither hold nor await a seat of this licence.' }
    await noteLicence(client, { ...place, action: 'licence.priority', detail: { personId, priority: priority ?? 0 } })
    await square(client, world, grant)
    return null
  }
}

interface Holder {
  readonly kind: string
  readonly personId: string
}

/** Of a licence that is over: this holder gives the seat back and waits. Null: done. */
export function chooseWhoYields(world: DomainWorld, grant: Quantity, holder: Holder) {
  return doing(world, grant, yieldWork(world, grant, holder))
}

/** Who would be covered again, and who would wait. Nothing is changed. */
export function previewYield<T>(
  world: DomainWorld,
  grant: Quantity,
  { look, ...holder }: Holder & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind: holder.kind, look }, yieldWork(world, grant, holder))
}

function yieldWork(world: DomainWorld, grant: Quantity, { kind, personId }: Holder): Work {
  return async (client) => {
    const problem = await yieldSeat(client, { ...causeOf(world, grant, kind), personId })
    if (problem === 'not_over')
      return { problem, says: 'No more seats are used than were bought. Nobody has to give one back.' }
    if (problem === 'no_holder') return { problem: 'seat_unknown', says: 'They hold no seat of this licence.' }
    const place = { districtId: grant.principal.districtId, kind }
    await noteLicence(client, { ...place, action: 'licence.yield', detail: { personId } })
    return null
  }
}

/** Ends the grace of one seat: whoever waits gets it at once. Null: done. */
export function endGraceOf(world: DomainWorld, grant: Quantity, { kind, personId }: Holder) {
  return doing(world, grant, async (client) => {
    await endGrace(client, { ...causeOf(world, grant, kind), personId })
    return null
  })
}

/** Who would get the seat. Nothing is changed. */
export function previewEndOfGrace<T>(
  world: DomainWorld,
  grant: Quantity,
  { kind, personId, look }: Holder & Looked<T>,
): Promise<T | LicenceProblem> {
  return looking(world, grant, { kind, look }, async (client) => {
    await endGrace(client, { ...causeOf(world, grant, kind), personId })
    return null
  })
}

const UNKNOWN: LicenceProblem = { problem: 'licence_unknown', says: 'There is no such kind of licence.' }

/** Whether seats of the kind are given out in an order: by roles, or of a product. */
async function isGivenOut(
  client: DistrictClient,
  { settings }: DomainWorld,
  o: { readonly grant: Grant<Capability>; readonly kind: string },
): Promise<boolean> {
  const kinds = seatKinds(await districtKinds(client, o.grant.principal.districtId, settings.licenceKinds))
  return kinds.some(({ id, capacity }) => id === o.kind && capacity === undefined)
}

function causeOf(world: DomainWorld, { principal }: Grant<Capability>, kind: string) {
  const { licenceKinds: kinds } = world.settings
  return { districtId: principal.districtId, kind, actor: actorOf(principal), kinds, now: world.now() }
}

async function square(client: DistrictClient, world: DomainWorld, grant: Grant<Capability>): Promise<void> {
  await reconcileSeats(client, { ...causeOf(world, grant, ''), runId: null })
}

/** One transaction; what the rules of purchases refuse is a problem that a person can mend, and nothing is changed. */
async function doing<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  work: (client: DistrictClient) => Promise<T>,
): Promise<T | LicenceProblem> {
  try {
    return await inGrantDirect(world, grant, work)
  } catch (error) {
    if (!(error instanceof Failure) || !error.code.startsWith('LICENCE_')) throw error
    return { problem: error.code.toLowerCase(), says: error.message }
  }
}

/** The same change, done, looked at and taken back. */
function looking<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  { kind, look }: { readonly kind: string } & Looked<T>,
  work: Work,
): Promise<T | LicenceProblem> {
  return doing(world, grant, async (client) => {
    const found: { problem: LicenceProblem | null } = { problem: null }
    const seen = await lookAtChange(client, { ...causeOf(world, grant, kind), look }, async () => {
      found.problem = await work(client)
    })
    return found.problem ?? seen
  })
}
