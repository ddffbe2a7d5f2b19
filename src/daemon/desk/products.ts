/** What an operator does with products at the command line. */

import { Failure } from '../../roster/failure.ts'
import type { DistrictClient } from '../../store/database.ts'
import { inDistrict } from '../../store/database.ts'
import { needNamedIds } from '../../store/people/named-ids.ts'
import { previewLicence, takenBack } from '../../store/seats/licence-preview.ts'
import { listProductsByNumber } from '../../store/seats/product-file.ts'
import {
  changeProductStudents,
  findProductKind,
  lockProduct,
  type ProductProblem,
  type ProductStop,
} from '../../store/seats/product-students.ts'
import {
  deleteProductRule,
  findUnfitGrades,
  licenceOfProduct,
  listCatalogue,
  listProductRules,
  lockProductLicence,
  type Product,
  saveProduct,
  saveProductRule,
  withdrawProduct,
} from '../../store/seats/products.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import type { SyncWorld } from '../../sync/world.ts'

interface Assignment {
  readonly districtId: string
  readonly product: string
  /** SourcedIds, or our numbers as `id:17`; one of the two is given. */
  readonly people: readonly string[]
  readonly class: string | null
  readonly give: boolean
  /** The last day on which they have what is given; null: until it is taken back. */
  readonly until: string | null
  readonly dryRun: boolean
}
interface RuleChange {
  readonly districtId: string
  readonly product: string
  readonly name: string
  /** Null: it goes. Schools by sourcedId, or as `id:17`. */
  readonly becomes:
    | (Pick<Parameters<typeof saveProductRule>[2], 'position' | 'grades'> & { readonly schools: readonly string[] })
    | null
  readonly dryRun: boolean
}

type StudentsAsked = Pick<Parameters<typeof listProductsByNumber>[1], 'districtId' | 'product' | 'state'>

const REACH = { district: true, schoolIds: [], classIds: [] }
const ACTOR = 'cli'

/** Bound to one installation. */
export function bindProducts(world: SyncWorld) {
  const inside = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(world.db, { districtId, actor: ACTOR }, work)
  const list = (districtId: string) =>
    inside(districtId, (client) =>
      listCatalogue(client, { districtId, reach: REACH, kinds: world.settings.licenceKinds }),
    )
  return {
    list,
    add: (o: Entered) => inside(o.districtId, (client) => enter(client, world, o)).then(() => list(o.districtId)),
    /** What it would do to who has it: one that is for other grades from then on. */
    previewAdd: (o: Entered) =>
      inside(o.districtId, async (client) => {
        const { licenceKinds: kinds } = world.settings
        const about = { districtId: o.districtId, kind: licenceOfProduct(kinds, o.id), kinds, now: world.now() }
        return previewLicence(client, about, () => enter(client, world, o))
      }),
    remove: ({ districtId, product }: { readonly districtId: string; readonly product: string }) =>
      inside(districtId, async (client) => {
        const kind = await lockedKindOf(client, world, { districtId, product })
        if (!(await withdrawProduct(client, byOf(world, districtId), { id: product, kind: kind.id })))
          throw refused('Students have this product or a rule gives it. Take it back and remove the rules first.')
      }).then(() => list(districtId)),
    students: ({ districtId, product, state }: StudentsAsked) =>
      inside(districtId, async (client) => {
        const { licenceKinds: kinds } = world.settings
        const asked = { districtId, product, state, reach: REACH, kinds, now: world.now() }
        const found = await listProductsByNumber(client, asked)
        if (found === null) throw refused(PROBLEMS.product_unknown)
        return found
      }),
    assign: (o: Assignment) =>
      inside(o.districtId, (client) => {
        const work = () => assign(client, world, o)
        return o.dryRun ? takenBack(client, work) : work()
      }),
    rules: ({ districtId, product }: { readonly districtId: string; readonly product: string }) =>
      inside(districtId, async (client) => {
        await kindOf(client, world, { districtId, product })
        return listProductRules(client, { districtId, product })
      }),
    rule: (o: RuleChange) => inside(o.districtId, (client) => setRule(client, world, o)),
  }
}

type Entered = Product & { readonly districtId: string }

async function enter(client: DistrictClient, world: SyncWorld, { districtId, ...product }: Entered): Promise<void> {
  const kind = licenceOfProduct(world.settings.licenceKinds, product.id)
  await lockProductLicence(client, { districtId, kind })
  await saveProduct(client, byOf(world, districtId), product)
  await square(client, world, { districtId, product: product.id })
}

async function assign(client: DistrictClient, world: SyncWorld, o: Assignment) {
  const { districtId, product, give, until } = o
  const to =
    o.class === null
      ? { personIds: await needNamedIds(client, districtId, { refused, table: 'people', names: o.people }) }
      : { classId: (await needNamedIds(client, districtId, { refused, table: 'classes', names: [o.class] }))[0] ?? '' }
  const { licenceKinds: kinds } = world.settings
  const outcome = await changeProductStudents(client, {
    ...byOf(world, districtId),
    product,
    reach: REACH,
    kinds,
    to,
    give,
    until,
  })
  if ('problem' in outcome) throw refused(wordsOf(outcome))
  const { students, leftOut, ...figures } = outcome
  return {
    ...figures,
    students: students.map(({ person, ...moved }) => ({ personId: person.id, ...moved })),
    leftOut: leftOut.map(({ person, grades }) => ({ personId: person.id, grades })),
  }
}

function wordsOf({ problem, madeFor = [], count = 0 }: ProductStop): string {
  if (problem !== 'other_grade') return PROBLEMS[problem]
  return `The product is for grades ${madeFor.join(', ')}, and ${count} of them have another grade, or none on record. Nothing was changed.`
}

const PROBLEMS: Readonly<Record<Exclude<ProductProblem, 'other_grade'>, string>> = {
  product_unknown: 'The catalogue has no such product. "staffroom product list" shows what it has.',
  student_unknown: 'One of them is no student at work. Nothing was changed.',
  nobody_there: 'The class has no student at work. Nothing was changed.',
  until_past: 'That day is over. Name today or a later day. Nothing was changed.',
  until_of_nothing: 'Only what is given ends on a day. Nothing was changed.',
}

async function setRule(client: DistrictClient, world: SyncWorld, o: RuleChange) {
  const { districtId, product, name, becomes, dryRun } = o
  const kind = await lockedKindOf(client, world, o)
  const schoolIds = await needNamedIds(client, districtId, { refused, table: 'orgs', names: becomes?.schools ?? [] })
  await checkGrades(client, o)
  const change = async () => {
    const done =
      becomes === null
        ? await deleteProductRule(client, { districtId, product, name })
        : await saveProductRule(client, { ...byOf(world, districtId), product }, { ...becomes, name, schoolIds })
    if (!done) throw refused('The product has no such rule.')
    await square(client, world, o)
  }
  const preview = { districtId, kind: kind.id, kinds: [kind], now: world.now() }
  if (dryRun) return { preview: await previewLicence(client, preview, change), rules: null }
  await change()
  return { preview: null, rules: await listProductRules(client, { districtId, product }) }
}

async function checkGrades(client: DistrictClient, { districtId, product, becomes }: RuleChange): Promise<void> {
  const { unfit, madeFor } = await findUnfitGrades(client, { districtId, product, grades: becomes?.grades ?? [] })
  if (unfit.length > 0)
    throw refused(`The product isn't made for ${unfit.join(', ')}: it is for grades ${madeFor.join(', ')}.`)
}

async function square(
  client: DistrictClient,
  world: SyncWorld,
  place: { readonly districtId: string; readonly product: string },
) {
  const kinds = [await kindOf(client, world, place)]
  return reconcileSeats(client, { ...byOf(world, place.districtId), kinds, runId: null })
}

async function kindOf(
  client: DistrictClient,
  world: SyncWorld,
  { districtId, product }: { readonly districtId: string; readonly product: string },
) {
  const kind = await findProductKind(client, { districtId, product, kinds: world.settings.licenceKinds })
  if (kind === null) throw refused(PROBLEMS.product_unknown)
  return kind
}

/** The same, with its licence locked. */
async function lockedKindOf(client: DistrictClient, world: SyncWorld, place: Parameters<typeof kindOf>[2]) {
  const kind = await lockProduct(client, { ...place, kinds: world.settings.licenceKinds })
  if (kind === null) throw refused(PROBLEMS.product_unknown)
  return kind
}

function byOf({ now }: SyncWorld, districtId: string) {
  return { districtId, actor: ACTOR, now: now() }
}

function refused(message: string): Failure {
  return new Failure('PRODUCT_REFUSED', 'operator', message)
}
