/** Somebody changes what their district bought, or how its seats are handed out; seats are squared in the same transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { LicenceRules } from '../../seats/licence-rules.ts'
import { type CapacityRule, seatKinds } from '../../seats/kind.ts'
import type { DistrictClient } from '../../store/database.ts'
import { previewCapacity, setCapacity } from '../../store/seats/educator-capacity.ts'
import { endGrace } from '../../store/seats/end-grace.ts'
import { type LicencePreview, previewLicence, type PreviewPage } from '../../store/seats/licence-preview.ts'
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

/** Which page of the people of a preview. */
interface Looked {
  readonly page: PreviewPage
}

/** Enters a purchase of a new name, or changes the one that is there, as was asked. Null: done. */
export function changePurchase(world: DomainWorld, grant: Quantity, change: PurchaseChange) {
  return doing(world, grant, enterWork(world, grant, change))
}

/** What entering it would do, and to whom. Nothing is changed. */
export function previewPurchase(world: DomainWorld, grant: Quantity, { page, ...change }: PurchaseChange & Looked) {
  return looking(world, grant, { kind: change.kind, page }, enterWork(world, grant, change))
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
export function previewRemoval(world: DomainWorld, grant: Quantity, { page, ...purchase }: NamedPurchase & Looked) {
  return looking(world, grant, { kind: purchase.kind, page }, removeWork(world, grant, purchase))
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
export function previewLicenceRules(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  { page, ...change }: RulesChange & Looked,
) {
  return looking(world, grant, { kind: change.kind, page }, rulesWork(world, grant, change))
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
export function previewCapacityRule(
  world: DomainWorld,
  grant: Quantity,
  { rule, page }: { readonly rule: CapacityRule } & Looked,
): Promise<LicencePreview | LicenceProblem> {
  return doing(world, grant, (client) => previewCapacity(client, { ...causeOf(world, grant, ''), rule, page }))
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
export function previewReservation(
  world: DomainWorld,
  grant: Grant<'set:school_reservation'>,
  { page, ...change }: Reservation & Looked,
) {
  return looking(world, grant, { kind: change.kind, page }, reserveWork(world, grant, change))
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
    await noteLicence(client, {
      districtId: grant.principal.districtId,
      kind,
      action: 'licence.reserve',
      detail: { schoolId, quantity },
    })
    await square(client, world, grant)
    return null
  }
}

/** Gives somebody a number in the order by hand, or takes it back. Null: done. */
export function prioritise(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  o: { readonly kind: string; readonly personId: string; readonly priority: number | null },
) {
  return doing(world, grant, async (client) => {
    const place = { districtId: grant.principal.districtId, kind: o.kind }
    if (!(await savePriority(client, place, o)) && o.priority !== null)
      return { problem: 'seat_unknown', says: 'They neither hold nor await a seat of this licence.' }
    const detail = { personId: o.personId, priority: o.priority ?? 0 }
    await noteLicence(client, {
      districtId: grant.principal.districtId,
      kind: o.kind,
      action: 'licence.priority',
      detail,
    })
    await square(client, world, grant)
    return null
  })
}

/** Of a licence that is over: this holder gives the seat back and waits. Null: done. */
export function chooseWhoYields(
  world: DomainWorld,
  grant: Quantity,
  { kind, personId }: { readonly kind: string; readonly personId: string },
) {
  return doing(world, grant, async (client) => {
    const problem = await yieldSeat(client, { ...causeOf(world, grant, kind), personId })
    if (problem === 'not_over')
      return { problem, says: 'No more seats are used than were bought. Nobody has to give one back.' }
    if (problem === 'no_holder') return { problem: 'seat_unknown', says: 'They hold no seat of this licence.' }
    await noteLicence(client, {
      districtId: grant.principal.districtId,
      kind,
      action: 'licence.yield',
      detail: { personId },
    })
    return null
  })
}

interface KeptSeat {
  readonly kind: string
  readonly personId: string
}

/** Ends the grace of one seat: whoever waits gets it at once. Null: done. */
export function endGraceOf(world: DomainWorld, grant: Quantity, { kind, personId }: KeptSeat) {
  return doing(world, grant, async (client) => {
    await endGrace(client, { ...causeOf(world, grant, kind), personId })
    return null
  })
}

/** Who would get the seat. Nothing is changed. */
export async function previewEndOfGrace(
  world: DomainWorld,
  grant: Quantity,
  { kind, personId }: KeptSeat,
): Promise<LicencePreview | LicenceProblem> {
  const cause = causeOf(world, grant, kind)
  return doing(world, grant, (client) => previewLicence(client, cause, () => endGrace(client, { ...cause, personId })))
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

/** The same change, done and taken back: what it would make of the licence, and of whom. */
function looking(
  world: DomainWorld,
  grant: Grant<Capability>,
  { kind, page }: { readonly kind: string } & Looked,
  work: Work,
): Promise<LicencePreview | LicenceProblem> {
  return doing(world, grant, async (client) => {
    const found: { problem: LicenceProblem | null } = { problem: null }
    const preview = await previewLicence(client, { ...causeOf(world, grant, kind), page }, async () => {
      found.problem = await work(client)
    })
    return found.problem ?? preview
  })
}
