/** The catalogue of a district: which products its students may have. In the district's transaction. */

import type pg from 'pg'
import { type LicenceKind, productsKind, seatKinds, withProductKinds } from '../../seats/kind.ts'
import { type ProductRule, unfitGrades } from '../../seats/product.ts'
import { noteProduct } from './seat-audit.ts'
import { lockLicence } from './seat-rows.ts'
import { shownGrades, spellGrades } from '../../seats/grade.ts'
import { sql } from '../sql.ts'

/** The installation's kinds with the district's own: one for each product of its catalogue. */
export async function districtKinds(
  client: pg.ClientBase,
  districtId: string,
  kinds: readonly LicenceKind[],
): Promise<readonly LicenceKind[]> {
  if (productsKind(kinds) === undefined || kinds.some(({ counts }) => counts === 'product')) return kinds
  const { rows } = await client.query<{ id: string; name: string }>(sql('list_products'), [districtId])
  return withProductKinds(kinds, rows)
}

/** The kinds whose seats people hold; `isOrdered`: they are given out in an order that the district sets. */
export async function listSeatKinds(
  client: pg.ClientBase,
  districtId: string,
  kinds: readonly LicenceKind[],
): Promise<readonly { readonly id: string; readonly isOrdered: boolean }[]> {
  const all = seatKinds(await districtKinds(client, districtId, kinds))
  return all.map(({ id, capacity }) => ({ id, isOrdered: capacity === undefined }))
}

/** What a district's licences are called, by kind, its products among them. */
export async function readLicenceNames(
  client: pg.ClientBase,
  districtId: string,
  kinds: readonly LicenceKind[],
): Promise<Readonly<Record<string, string>>> {
  const all = await districtKinds(client, districtId, kinds)
  return Object.fromEntries(all.map(({ id, title }) => [id, title]))
}

/** The kind of the seats of a product, in the catalogue or not. */
export function licenceOfProduct(kinds: readonly LicenceKind[], product: string): string {
  return `${productsKind(kinds)?.id ?? 'product-seats'}:${product}`
}

/** Whose products somebody may see and give: of the whole district, of schools, of classes. */
export interface ProductReach {
  readonly district: boolean
  readonly schoolIds: readonly string[]
  readonly classIds: readonly string[]
}

export interface Product {
  readonly id: string
  readonly name: string
  /** Students of which alone have it; none: of all. */
  readonly grades: readonly string[]
  /** What the district files it under. */
  readonly category: string
}

export interface CatalogueLine extends Product {
  /** The kind of its licence. */
  readonly kind: string
  readonly bought: number
  readonly used: number
  readonly waiting: number
  readonly grace: number
  readonly free: number
  /** Of students in reach, where that isn't the whole district. */
  readonly usedHere: number
  readonly waitingHere: number
  /** How many rules give it. */
  readonly rules: number
}

/** The grades that a product is made for, in every spelling that a feed may have of them; none: all, or there is no such product. */
export async function readMadeFor(
  client: pg.ClientBase,
  { districtId, product }: { readonly districtId: string; readonly product: string },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ grades: readonly string[] }>(sql('read_made_for'), [districtId, product])
  return rows[0]?.grades ?? []
}

/** Those of these grades that the product isn't made for, and which it is made for, as pages show them. */
export async function findUnfitGrades(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly product: string; readonly grades: readonly string[] },
): Promise<{ readonly unfit: readonly string[]; readonly madeFor: readonly string[] }> {
  const madeFor = await readMadeFor(client, o)
  return { unfit: unfitGrades({ madeFor }, o.grades), madeFor: shownGrades(madeFor) }
}

/** The catalogue, or one product of it. */
export async function listCatalogue(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly reach: ProductReach
    readonly kinds: readonly LicenceKind[]
    readonly product?: string
  },
): Promise<readonly CatalogueLine[]> {
  const { district, schoolIds, classIds } = o.reach
  const shared = productsKind(o.kinds)?.id
  if (shared === undefined) return []
  const values = [o.districtId, district, schoolIds, classIds, shared, o.product ?? null]
  const { rows } = await client.query<CatalogueLine>(sql('list_catalogue'), values)
  return rows.map((line) => ({ ...line, grades: shownGrades(line.grades) }))
}

interface By {
  readonly districtId: string
  readonly actor: string
  readonly now: Date
}

/**
 * Enters a product or changes the one of that id; one that was withdrawn is back. Its grades are kept in every spelling that a
 * feed may have of them. With an entry in the audit log, as all below.
 */
export async function saveProduct(client: pg.ClientBase, by: By, product: Product): Promise<void> {
  const { districtId, now, actor } = by
  const { id, name, grades, category } = product
  await client.query(sql('save_product'), [districtId, id, name, spellGrades(grades), category, now, actor])
  await noteProduct(client, { districtId, product: id, action: 'product.change', detail: { name, grades } })
}

/** Locks a product and its licence, also of one that the catalogue is only about to have; writes nothing. */
export async function lockProductLicence(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly kind: string },
): Promise<void> {
  await client.query(sql('lock_product'), [place.districtId, place.kind])
  await lockLicence(client, place)
}

/** False: there is no such product, or somebody has it, waits for it, or a rule gives it. */
export async function withdrawProduct(
  client: pg.ClientBase,
  by: By,
  { id, kind }: { readonly id: string; readonly kind: string },
): Promise<boolean> {
  const { districtId, now, actor } = by
  // Who is giving it just now has given it before anybody asks whether somebody has it.
  await lockProductLicence(client, { districtId, kind })
  if ((await client.query(sql('withdraw_product'), [districtId, id, kind, now, actor])).rowCount !== 1) return false
  await noteProduct(client, { districtId, product: id, action: 'product.withdraw', detail: {} })
  return true
}

export interface ProductRuleLine {
  readonly name: string
  readonly position: number
  readonly grades: readonly string[]
  readonly schools: readonly { readonly id: string; readonly name: string }[]
}

/** The rules of a product, in the order in which their students get seats. */
export async function listProductRules(
  client: pg.ClientBase,
  { districtId, product }: { readonly districtId: string; readonly product: string },
): Promise<readonly ProductRuleLine[]> {
  const { rows } = await client.query<ProductRuleLine>(sql('list_product_rules'), [districtId, product])
  return rows.map((rule) => ({ ...rule, grades: shownGrades(rule.grades) }))
}

/**
 * Enters a rule or changes the one of that name; its grades are kept in every spelling that a feed may have of them. False: one of
 * its schools is none of the district's.
 */
export async function saveProductRule(
  client: pg.ClientBase,
  by: By & { readonly product: string },
  { name, position, grades, schoolIds }: ProductRule,
): Promise<boolean> {
  const { districtId, product, now, actor } = by
  const values = [districtId, product, name, position, spellGrades(grades), schoolIds, now, actor]
  if ((await client.query(sql('save_product_rule'), values)).rowCount !== 1) return false
  const detail = { rule: name, position, grades, schoolIds }
  await noteProduct(client, { districtId, product, action: 'product.rule', detail })
  return true
}

/** False: the product has no such rule. */
export async function deleteProductRule(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly product: string; readonly name: string },
): Promise<boolean> {
  const { districtId, product, name } = o
  if ((await client.query(sql('delete_product_rule'), [districtId, product, name])).rowCount !== 1) return false
  await noteProduct(client, { districtId, product, action: 'product.rule_removed', detail: { rule: name } })
  return true
}
