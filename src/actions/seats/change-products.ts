/** Somebody changes the catalogue, gives students products or takes them back, or sets a rule that does; seats follow at once. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { productsKind } from '../../seats/kind.ts'
import { mayRule, type ProductRule } from '../../seats/product.ts'
import type { DistrictClient } from '../../store/database.ts'
import { type Look, lookAtChange, takenBack } from '../../store/seats/licence-preview.ts'
import {
  changeProductStudents,
  findProductKind,
  lockProduct,
  type ProductOutcome,
  type ProductProblem,
  type ProductStop,
  type ProductTarget,
} from '../../store/seats/product-students.ts'
import {
  deleteProductRule,
  findUnfitGrades,
  licenceOfProduct,
  listProductRules,
  lockProductLicence,
  type Product,
  saveProduct,
  saveProductRule,
  withdrawProduct,
} from '../../store/seats/products.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Catalogue = Grant<'set:licence_quantity'>
type Assign = Grant<'assign:product_access'>

export type ProductRefusal =
  | ProductProblem
  | 'product_in_use'
  | 'products_off'
  | 'rule_unknown'
  | 'rule_out_of_reach'
  | 'rule_of_other_grades'
  | 'school_unknown'

/** Enters a product or changes the one of that id. Null: done. */
export function changeProduct(world: DomainWorld, grant: Catalogue, product: Product): Promise<ProductRefusal | null> {
  return inGrantDirect(world, grant, async (client) => {
    const { licenceKinds: kinds } = world.settings
    if (productsKind(kinds) === undefined) return 'products_off'
    const { districtId } = grant.principal
    await lockProductLicence(client, { districtId, kind: licenceOfProduct(kinds, product.id) })
    await saveProduct(client, byOf(world, grant), product)
    // Its licence is there from now on, though nothing is bought of it yet.
    await square(client, world, { grant, product: product.id })
    return null
  })
}

/** What it would do to who has it, waits for it or would come to it, by other grades or another name. Nothing is changed. */
export function previewProduct<T>(
  world: DomainWorld,
  grant: Catalogue,
  { product, look }: { readonly product: Product; readonly look: Look<T> },
): Promise<T | { readonly problem: ProductRefusal }> {
  return inGrantDirect(world, grant, async (client) => {
    const { licenceKinds: kinds } = world.settings
    if (productsKind(kinds) === undefined) return { problem: 'products_off' }
    const { districtId } = grant.principal
    const about = { districtId, kind: licenceOfProduct(kinds, product.id), kinds, now: world.now(), look }
    return lookAtChange(client, about, async () => {
      await saveProduct(client, byOf(world, grant), product)
      await square(client, world, { grant, product: product.id })
    })
  })
}

/** Takes a product out of the catalogue; not while somebody has it, waits for it, or a rule gives it. Null: done. */
export function removeProduct(world: DomainWorld, grant: Catalogue, id: string): Promise<ProductRefusal | null> {
  return inGrantDirect(world, grant, async (client) => {
    const kind = await lockProduct(client, placeOf(world, grant, id))
    if (kind === null) return 'product_unknown'
    return (await withdrawProduct(client, byOf(world, grant), { id, kind: kind.id })) ? null : 'product_in_use'
  })
}

export interface StudentsChange {
  readonly product: string
  readonly to: ProductTarget
  readonly give: boolean
  /** The last day on which they have what is given; null: until it is taken back. */
  readonly until: string | null
}

export type { ProductStop }

type Assigned = ProductOutcome | ProductStop

/** Gives students a product, or takes it back: all of them, or none. Who finds no seat free waits for one. */
export function assignProduct(world: DomainWorld, grant: Assign, change: StudentsChange): Promise<Assigned> {
  return inGrantDirect(world, grant, (client) =>
    changeProductStudents(client, { ...placeOf(world, grant, change.product), ...change }),
  )
}

/** What it would do, student by student. Nothing is changed. */
export function previewAssign(world: DomainWorld, grant: Assign, change: StudentsChange): Promise<Assigned> {
  return inGrantDirect(world, grant, (client) =>
    takenBack(client, () => changeProductStudents(client, { ...placeOf(world, grant, change.product), ...change })),
  )
}

/** A rule as it is to be; `becomes` null: it goes, and its students' seats go into grace. */
export interface RuleChange {
  readonly product: string
  readonly name: string
  readonly becomes: Omit<ProductRule, 'name'> | null
}

/** Null: done. Whoever looks after schools sets rules for these schools, and no others. */
export function changeProductRule(
  world: DomainWorld,
  grant: Assign,
  change: RuleChange,
): Promise<ProductRefusal | null> {
  return inGrantDirect(world, grant, async (client) => {
    const refusal = await writeRule(client, world, { grant, change })
    if (refusal !== null) return refusal
    await square(client, world, { grant, product: change.product })
    return null
  })
}

/** What the rule would do, and to whom of those in reach. Nothing is changed. */
export function previewProductRule<T>(
  world: DomainWorld,
  grant: Assign,
  { change, look }: { readonly change: RuleChange; readonly look: Look<T> },
): Promise<T | { readonly problem: ProductRefusal }> {
  return inGrantDirect(world, grant, async (client) => {
    const kind = await findProductKind(client, placeOf(world, grant, change.product))
    if (kind === null) return { problem: 'product_unknown' }
    const place = { districtId: grant.principal.districtId, kind: kind.id }
    const about = { ...place, kinds: [kind], now: world.now(), reach: grant.scope, look }
    const found: { problem: ProductRefusal | null } = { problem: null }
    const seen = await lookAtChange(client, about, async () => {
      found.problem = await writeRule(client, world, { grant, change })
      if (found.problem === null) await square(client, world, { grant, product: change.product })
    })
    return found.problem === null ? seen : { problem: found.problem }
  })
}

async function writeRule(
  client: DistrictClient,
  world: DomainWorld,
  { grant, change }: { readonly grant: Assign; readonly change: RuleChange },
): Promise<ProductRefusal | null> {
  const { product, name, becomes } = change
  const place = placeOf(world, grant, product)
  if ((await lockProduct(client, place)) === null) return 'product_unknown'
  const before = (await listProductRules(client, place)).find((rule) => rule.name === name)
  if (before === undefined && becomes === null) return 'rule_unknown'
  const schools = [before?.schools.map(({ id }) => id), becomes?.schoolIds]
  if (schools.some((ids) => ids !== undefined && !mayRule(grant.scope, ids))) return 'rule_out_of_reach'
  if (becomes === null) return (await deleteProductRule(client, { ...place, name })) ? null : 'rule_unknown'
  const { unfit } = await findUnfitGrades(client, { ...place, grades: becomes.grades })
  if (unfit.length > 0) return 'rule_of_other_grades'
  const saved = await saveProductRule(client, { ...byOf(world, grant), product }, { name, ...becomes })
  return saved ? null : 'school_unknown'
}

async function square(
  client: DistrictClient,
  world: DomainWorld,
  { grant, product }: { readonly grant: Grant<Capability>; readonly product: string },
) {
  const kind = await findProductKind(client, { ...placeOf(world, grant, product) })
  const kinds = kind === null ? [] : [kind]
  return reconcileSeats(client, { ...byOf(world, grant), kinds, runId: null })
}

function byOf(world: DomainWorld, { principal }: Grant<Capability>) {
  return { districtId: principal.districtId, actor: actorOf(principal), now: world.now() }
}

function placeOf(world: DomainWorld, grant: Grant<Capability>, product: string) {
  const { licenceKinds: kinds } = world.settings
  return { ...byOf(world, grant), product, reach: grant.scope, kinds }
}
