/** Products as those see them who give them: the catalogue, a product's students and rules, a class, one student. */

import type { Grant } from '../../access/grant.ts'
import { spellGrades } from '../../seats/grade.ts'
import { handOn, mayBeGiven, mayRule } from '../../seats/product.ts'
import { PRODUCT_FILE_HEAD, PRODUCT_STATES, productFileCells, type ProductState } from '../../seats/product-file.ts'
import type { PageRequest, PersonRow } from '../../store/page.ts'
import { listProductFile } from '../../store/seats/product-file.ts'
import {
  findStudents,
  isInReach,
  listProductsOf,
  listProductStudents,
  type PersonProduct,
  type ProductStudent,
  readToday,
} from '../../store/seats/product-students.ts'
import {
  type CatalogueLine,
  listCatalogue,
  listProductRules,
  type ProductRuleLine,
} from '../../store/seats/products.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'
import { wordsOf } from './name-words.ts'

type Assign = Grant<'assign:product_access'>

type OfDistrict = 'bought' | 'used' | 'waiting' | 'grace'
type OfReach = 'usedHere' | 'waitingHere'
/** Who reaches the whole district sees its figures, anybody else those of their students and what is free. */
export type ProductLine = Omit<CatalogueLine, OfDistrict | OfReach> &
  Readonly<Record<OfDistrict | OfReach, number | null>>

export async function viewCatalogue(world: DomainWorld, grant: Assign): Promise<readonly ProductLine[]> {
  const lines = await inGrantDirect(world, grant, (client) => readCatalogue(client, world, grant))
  if (grant.scope.district) return lines.map((line) => ({ ...line, usedHere: null, waitingHere: null }))
  return lines.map((line) => ({ ...line, bought: null, used: null, waiting: null, grace: null }))
}

function readCatalogue(client: DistrictClient, world: DomainWorld, { principal, scope }: Assign) {
  const { licenceKinds: kinds } = world.settings
  return listCatalogue(client, { districtId: principal.districtId, reach: scope, kinds })
}

interface StudentsAsked {
  readonly product: string
  /** Null: in whatever state. */
  readonly state: ProductState | null
}

/** Null: there is no such product. `q`: words that a name must all contain. */
export async function viewProductStudents(
  world: DomainWorld,
  grant: Assign,
  { product, state, q, ...request }: PageRequest & StudentsAsked & { readonly q: string },
): Promise<PageView<ProductStudent> | null> {
  const states = state === null ? PRODUCT_STATES : [state]
  const place = { ...placeOf(world, grant), product }
  const found = await inGrantDirect(world, grant, (client) =>
    listProductStudents(client, { ...place, ...request, states, words: wordsOf(q) }),
  )
  const { page, pageSize } = request
  return found === null ? null : { ...found, page, pageSize }
}

/** All of them with their head, as cells of a file. Null: there is no such product. */
export async function viewProductFile(
  world: DomainWorld,
  grant: Assign,
  asked: StudentsAsked,
): Promise<readonly (readonly string[])[] | null> {
  const lines = await inGrantDirect(world, grant, (client) =>
    listProductFile(client, { ...placeOf(world, grant), ...asked }),
  )
  if (lines === null) return null
  const rows = lines.map((line) => [line.familyName, line.givenName, `id:${line.personId}`, ...productFileCells(line)])
  return [['family name', 'given name', 'person', ...PRODUCT_FILE_HEAD], ...rows]
}

function placeOf(world: DomainWorld, { principal, scope }: Assign) {
  const { licenceKinds: kinds } = world.settings
  return { districtId: principal.districtId, reach: scope, kinds, now: world.now() }
}

/** The rules of a product; `mine`: whoever asks may change it. */
export async function viewProductRules(
  world: DomainWorld,
  grant: Assign,
  product: string,
): Promise<readonly (ProductRuleLine & { readonly mine: boolean })[] | null> {
  return inGrantDirect(world, grant, async (client) => {
    const { districtId } = grant.principal
    const { licenceKinds: kinds } = world.settings
    const [known] = await listCatalogue(client, { districtId, reach: grant.scope, kinds, product })
    if (known === undefined) return null
    const rules = await listProductRules(client, { districtId, product })
    return rules.map((rule) => ({
      ...rule,
      mine: mayRule(
        grant.scope,
        rule.schools.map(({ id }) => id),
      ),
    }))
  })
}

type Had = Omit<PersonProduct, 'personId'>
type Offered = Pick<CatalogueLine, 'id' | 'name' | 'grades' | 'free'>

/** What each student of a class has; null: the class isn't in reach. */
export function viewClassProducts(
  world: DomainWorld,
  grant: Assign,
  classId: string,
): Promise<{
  readonly products: readonly Offered[]
  readonly students: readonly {
    readonly person: PersonRow
    readonly grades: readonly string[]
    readonly notFor: readonly string[]
    readonly products: readonly Had[]
  }[]
} | null> {
  return inGrantDirect(world, grant, async (client) => {
    if (!(await isInReach(client, { ...reachOf(grant), classId }))) return null
    const people = await findStudents(client, { ...reachOf(grant), to: { classId } })
    const { products, had } = await readHad(client, world, { grant, personIds: people.map(({ person }) => person.id) })
    const today = await readToday(client, placeOf(world, grant))
    return {
      products,
      students: people.map(({ person, grades }) => {
        const has = had.get(person.id) ?? []
        return { person, grades, notFor: notFor(products, { grades, has, today }), products: has }
      }),
    }
  })
}

/** What one student has; null: they aren't in reach. */
export function viewPersonProducts(
  world: DomainWorld,
  grant: Assign,
  personId: string,
): Promise<{
  readonly products: readonly Offered[]
  readonly notFor: readonly string[]
  readonly has: readonly Had[]
} | null> {
  return inGrantDirect(world, grant, async (client) => {
    if (!(await isInReach(client, { ...reachOf(grant), personId }))) return null
    const { products, had } = await readHad(client, world, { grant, personIds: [personId] })
    const students = await findStudents(client, { ...reachOf(grant), to: { personIds: [personId] } })
    const [has, grades] = [had.get(personId) ?? [], students[0]?.grades ?? []]
    const today = await readToday(client, placeOf(world, grant))
    // Of what there is nothing is offered to who is no student at work.
    return {
      products: students.length === 0 ? [] : products,
      notFor: notFor(products, { grades, has, today }),
      has,
    }
  })
}

async function readHad(
  client: DistrictClient,
  world: DomainWorld,
  { grant, personIds }: { readonly grant: Assign; readonly personIds: readonly string[] },
) {
  const catalogue = await readCatalogue(client, world, grant)
  const { licenceKinds: kinds } = world.settings
  const rows = await listProductsOf(client, { districtId: grant.principal.districtId, personIds, kinds })
  const had = new Map<string, Had[]>()
  for (const { personId, ...product } of rows) had.set(personId, [...(had.get(personId) ?? []), product])
  return { products: catalogue.map(({ id, name, grades, free }) => ({ id, name, grades, free })), had }
}

/** Which of them a student isn't given: they are made for other grades. */
function notFor(
  products: readonly Offered[],
  { grades, has, today }: { readonly grades: readonly string[]; readonly has: readonly Had[]; readonly today: string },
): readonly string[] {
  const unfit = products.filter((each) => {
    const hand = has.find(({ product, byHand }) => byHand && product === each.id)
    const byHand = hand === undefined ? null : handOn({ given: true, untilOn: hand.handUntil }, today)
    return !mayBeGiven({ grades, byHand }, { madeFor: spellGrades(each.grades) })
  })
  return unfit.map(({ id }) => id)
}

function reachOf({ principal, scope }: Assign) {
  return { districtId: principal.districtId, reach: scope }
}
