/** Somebody changes what their district bought, or how its seats are handed out; seats are squared in the same transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { LicenceRules } from '../../seats/licence-rules.ts'
import { type CapacityRule, seatKinds } from '../../seats/kind.ts'
import type { DistrictClient } from '../../store/database.ts'
import { setCapacity } from '../../store/seats/educator-capacity.ts'
import { type LicencePreview, previewLicence } from '../../store/seats/licence-preview.ts'
import { listPurchases, type NewPurchase } from '../../store/seats/licence-purchase.ts'
import { saveLicenceRules, savePriority, saveReservation } from '../../store/seats/licence-rules.ts'
import { districtKinds } from '../../store/seats/products.ts'
import { enterPurchase, type LicenceLine, reconcileSeats, yieldSeat } from '../../store/seats/seats.ts'
import { sql } from '../../store/sql.ts'
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
}

/** Enters a purchase, or changes the one of that name. Null: done. */
export function changePurchase(world: DomainWorld, grant: Quantity, change: PurchaseChange) {
  return doing(world, grant, async (client) => {
    await enterPurchase(client, { ...causeOf(world, grant, change.kind), ...change })
    const { kind, name, quantity } = change
    await note(client, grant, { action: 'licence.purchase', kind, detail: { name, quantity } })
    return null
  })
}

/** Takes a purchase out, as if it had never been entered; the ledger keeps what it did. Null: done. */
export function removePurchase(
  world: DomainWorld,
  grant: Quantity,
  { kind, name }: { readonly kind: string; readonly name: string },
) {
  return doing(world, grant, async (client) => {
    const { districtId } = grant.principal
    const known = await listPurchases(client, { districtId, kind, now: world.now() })
    const purchase = known.find((one) => one.name === name)
    if (purchase === undefined) return { problem: 'purchase_unknown', says: 'There is no purchase of that name.' }
    await enterPurchase(client, { ...causeOf(world, grant, kind), ...purchase, isGone: true })
    await note(client, grant, { action: 'licence.purchase_removed', kind, detail: { name } })
    return null
  })
}

/** What entering it would do, and to whom. Nothing is changed. */
export async function previewPurchase(
  world: DomainWorld,
  grant: Quantity,
  change: PurchaseChange,
): Promise<LicencePreview | LicenceProblem> {
  const cause = causeOf(world, grant, change.kind)
  return doing(world, grant, (client) =>
    previewLicence(client, cause, (): Promise<LicenceLine> => enterPurchase(client, { ...cause, ...change })),
  )
}

/** Sets in which order seats are handed out, and how long grace and deadlines are. Null: done. */
export function changeLicenceRules(
  world: DomainWorld,
  grant: Grant<'set:seat_priority'>,
  { kind, rules }: { readonly kind: string; readonly rules: LicenceRules },
) {
  return doing(world, grant, async (client) => {
    if (!(await isGivenOut(client, world, { grant, kind }))) return UNKNOWN
    await saveLicenceRules(client, { districtId: grant.principal.districtId, kind }, rules)
    await square(client, world, grant)
    return null
  })
}

/** How many educators follow from the seats bought; empty: as the installation has it. Null: done. */
export function changeCapacity(world: DomainWorld, grant: Quantity, rule: CapacityRule) {
  return doing(world, grant, async (client) => {
    await setCapacity(client, { ...causeOf(world, grant, ''), rule })
    return null
  })
}

/** Keeps seats for the people of a school; 0: none. Null: done. */
export function reserveSeats(
  world: DomainWorld,
  grant: Grant<'set:school_reservation'>,
  { kind, schoolId, quantity }: { readonly kind: string; readonly schoolId: string; readonly quantity: number },
) {
  return doing(world, grant, async (client) => {
    if (!(await isGivenOut(client, world, { grant, kind }))) return UNKNOWN
    const place = { districtId: grant.principal.districtId, kind }
    if (!(await saveReservation(client, place, { schoolId, quantity })))
      return { problem: 'school_unknown', says: 'Choose a school of your district.' }
    await note(client, grant, { action: 'licence.reserve', kind, detail: { schoolId, quantity } })
    await square(client, world, grant)
    return null
  })
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
    await note(client, grant, { action: 'licence.priority', kind: o.kind, detail })
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
    await note(client, grant, { action: 'licence.yield', kind, detail: { personId } })
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

/** In the audit log: what was done to which licence. */
async function note(
  client: DistrictClient,
  { principal }: Grant<Capability>,
  entry: { readonly action: string; readonly kind: string; readonly detail: Readonly<Record<string, string | number>> },
): Promise<void> {
  const values = [principal.districtId, entry.action, `licence:${entry.kind}`, JSON.stringify(entry.detail)]
  await client.query(sql('append_audit_entry'), values)
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
