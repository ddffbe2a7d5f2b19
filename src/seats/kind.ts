/** Licence kinds are data: what can be bought, which roles count against it, and how long a leaver's seat is kept. */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv, type ValidateFunction } from 'ajv'
import { type Role, ROLES } from '../roster/model.ts'

const KindId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: 'The name that the CLI, the API and the ledger use.',
})
const Title = Type.String({ minLength: 1, description: 'What people read.' })
/**
 * Roles that may need a seat: those that somebody holds in the district by its roster or by hand, whose every change squares
 * the seats at once. Leading a class and belonging to a community come and go with these.
 */
export const SEAT_ROLES = ROLES.filter(
  (role) => !['customer_admin', 'class_lead', 'community_member', 'community_lead'].includes(role),
)

const Days = (description: string) => Type.Integer({ minimum: 0, maximum: 3650, description })

const RoleKindSchema = Type.Object(
  {
    id: KindId,
    title: Title,
    counts: Type.Literal('roles', {
      description: 'Each person with one of the roles needs one seat, however many grants.',
    }),
    roles: Type.Array(Type.Union(SEAT_ROLES.map((role) => Type.Literal(role))), {
      minItems: 1,
      uniqueItems: true,
      description:
        'The roles that need a seat. Of people who come at the same moment, the role named first goes first.',
    }),
    offUnlessBought: Type.Boolean({
      description: 'true: while nothing is bought nobody needs a seat and nobody waits.',
    }),
    graceDays: Days('How many days the seat of a person who left is kept for their return.'),
    overDays: Days('How many days a district has to choose when it bought fewer seats than are used.'),
  },
  { additionalProperties: false },
)

/** Of how many seats bought how many follow: so many for each, or by the last tier that is reached; neither: no limit. */
export const CapacityRuleSchema = {
  perSeat: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'So many for each seat bought.' })),
  tiers: Type.Optional(
    Type.Array(
      Type.Object(
        { seats: Type.Integer({ minimum: 0 }), educators: Type.Integer({ minimum: 0, maximum: 10_000_000 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100, description: 'From so many seats on so many; goes before perSeat.' },
    ),
  ),
}

const DerivedKindSchema = Type.Object(
  {
    id: KindId,
    title: Title,
    counts: Type.Literal('derived', {
      description: 'Follows from the seats bought of another kind; never bought itself.',
    }),
    from: KindId,
    overDays: Days('How many days a district has to choose when there are more than follow.'),
    ...CapacityRuleSchema,
  },
  { additionalProperties: false },
)

const ProductsKindSchema = Type.Object(
  {
    id: KindId,
    title: Title,
    counts: Type.Literal('products', {
      description: 'Each product of a district has seats of its own; students get them by hand or by a rule.',
    }),
    graceDays: Days('How many days the seat of a student who left is kept for their return.'),
    overDays: Days('How many days a district has to choose when it bought fewer seats than are used.'),
  },
  { additionalProperties: false },
)

const CreditsKindSchema = Type.Object(
  { id: KindId, title: Title, counts: Type.Literal('credits', { description: 'Allotted by hand, never returned.' }) },
  { additionalProperties: false },
)

export const LicenceKindsSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    kinds: Type.Array(Type.Union([RoleKindSchema, DerivedKindSchema, ProductsKindSchema, CreditsKindSchema]), {
      minItems: 1,
    }),
  },
  { additionalProperties: false, title: 'Licence kinds' },
)

/** A kind whose seats follow from role grants: these are reconciled after every sync. */
export type RoleLicenceKind = Readonly<Static<typeof RoleKindSchema>>
export type ProductsKind = Readonly<Static<typeof ProductsKindSchema>>
/** The seats of one product of a district: no kind of the file, but made of the one for products. */
export interface ProductKind {
  /** Of the kind for products and the product: `product-seats:reading`. */
  readonly id: string
  readonly title: string
  readonly counts: 'product'
  readonly product: string
  readonly graceDays: number
  readonly overDays: number
}
export type LicenceKind =
  | RoleLicenceKind
  | Readonly<Static<typeof DerivedKindSchema>>
  | ProductsKind
  | Readonly<Static<typeof CreditsKindSchema>>
  | ProductKind

const ajv = new Ajv({ allErrors: true, strict: false })
const validateFile = ajv.compile(
  Type.Object({ $schema: Type.Optional(Type.String()), kinds: Type.Array(Type.Object({}), { minItems: 1 }) }),
)
// One by one, so that a fault is told of the kind that is meant and not of the others that it isn't.
const validateKind: Readonly<Record<Exclude<LicenceKind['counts'], 'product'>, ValidateFunction>> = {
  roles: ajv.compile(RoleKindSchema),
  derived: ajv.compile(DerivedKindSchema),
  products: ajv.compile(ProductsKindSchema),
  credits: ajv.compile(CreditsKindSchema),
}

/** The kinds in the order of the file, or every fault with the place where it stands ("kinds/1/graceDays: …"). */
export function readLicenceKinds(
  value: unknown,
): { readonly kinds: readonly LicenceKind[] } | { readonly faults: readonly string[] } {
  if (!validateFile(value)) return { faults: describeErrors(validateFile.errors, '') }
  const { kinds: entries } = value as { readonly kinds: readonly Readonly<Record<string, unknown>>[] }
  const faults = entries.flatMap((entry, index) => findFaults(entry, `kinds/${index}`))
  if (faults.length > 0) return { faults }
  const { kinds } = value as Static<typeof LicenceKindsSchema>
  const contradictions = findContradictions(kinds)
  return contradictions.length > 0 ? { faults: contradictions } : { kinds }
}

/** The kinds that are reconciled from roles, sorted by id: the order in which their licences are locked. */
export function roleKinds(kinds: readonly LicenceKind[]): readonly RoleLicenceKind[] {
  return kinds.filter((kind) => kind.counts === 'roles').toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** How many educators the educator database takes, as configured; neither given: as many as there are. */
export interface CapacityRule {
  readonly perSeat?: number
  readonly tiers?: readonly { readonly seats: number; readonly educators: number }[]
}

/** A kind whose places are kept in the ledger: given out by role, or to educators as far as what was bought reaches. */
export type SeatKind = RoleLicenceKind & {
  readonly capacity?: { readonly from: string; readonly rule: CapacityRule }
  /** The product whose students need the seats. */
  readonly product?: string
}

/** Every kind that is reconciled, in the order in which their licences are locked: what another follows from comes first. */
export function seatKinds(kinds: readonly LicenceKind[]): readonly SeatKind[] {
  return [
    ...roleKinds(kinds),
    ...kinds.flatMap((kind) => (kind.counts === 'derived' ? [capacityKind(kind)] : [])),
    ...kinds.flatMap((kind) => (kind.counts === 'product' ? [studentKind(kind)] : [])),
  ]
}

/** The kinds with one more for each product of a district, sorted by id; without a kind for products they stay as they are. */
export function withProductKinds(
  kinds: readonly LicenceKind[],
  products: readonly { readonly id: string; readonly name: string }[],
): readonly LicenceKind[] {
  const shared = productsKind(kinds)
  if (shared === undefined) return kinds
  const own = products
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name }) => productKind(shared, { id, name }))
  return [...kinds.filter(({ counts }) => counts !== 'product'), ...own]
}

/** The kind of which products are, where the installation has one. */
export function productsKind(kinds: readonly LicenceKind[]): ProductsKind | undefined {
  return kinds.find((kind) => kind.counts === 'products')
}

function productKind(
  { id: of, graceDays, overDays }: ProductsKind,
  { id, name }: { readonly id: string; readonly name: string },
): ProductKind {
  return { id: `${of}:${id}`, title: name, counts: 'product', product: id, graceDays, overDays }
}

function studentKind({ id, title, product, graceDays, overDays }: ProductKind): SeatKind {
  return { id, title, counts: 'roles', roles: ['student'], offUnlessBought: false, graceDays, overDays, product }
}

/** Leaving makes room at once; while no seat is bought, or no rule is set, nobody waits. */
function capacityKind({
  id,
  title,
  from,
  overDays,
  perSeat,
  tiers,
}: Readonly<Static<typeof DerivedKindSchema>>): SeatKind {
  const rule = { ...(perSeat === undefined ? {} : { perSeat }), ...(tiers === undefined ? {} : { tiers }) }
  const shared = { roles: [], offUnlessBought: true, graceDays: 0, overDays }
  return { id, title, counts: 'roles', ...shared, capacity: { from, rule } }
}

/** More than any district has people, and as many as a licence can count. */
const CAPACITY_MAX = 2_147_483_647

/** How many follow from so many seats bought; null: there is no limit. */
export function capacityOf({ perSeat, tiers }: CapacityRule, seats: number): number | null {
  if (tiers === undefined) return perSeat === undefined ? null : Math.min(CAPACITY_MAX, seats * perSeat)
  const reached = tiers.filter((tier) => tier.seats <= seats).toSorted((a, b) => b.seats - a.seats)
  return reached[0]?.educators ?? 0
}

/** For how many days somebody may be without a role that counts and keep the time that they have needed a seat. */
export function noGapDays({ graceDays }: Pick<RoleLicenceKind, 'graceDays'>): number {
  return Math.max(1, graceDays)
}

/** How many places before everybody else's a role gives among people who come at the same moment; -1: it doesn't count. */
export function roleRank(kind: RoleLicenceKind, role: Role): number {
  return kind.roles.indexOf(role)
}

function findFaults(entry: Readonly<Record<string, unknown>>, place: string): readonly string[] {
  const { counts } = entry
  if (!isCounts(counts)) return [`${place}/counts: one of ${Object.keys(validateKind).join(', ')}`]
  return validateKind[counts](entry) ? [] : describeErrors(validateKind[counts].errors, place)
}

function isCounts(value: unknown): value is keyof typeof validateKind {
  return typeof value === 'string' && Object.hasOwn(validateKind, value)
}

function describeErrors(errors: ValidateFunction['errors'], place: string): readonly string[] {
  return (errors ?? [])
    .filter(({ keyword }) => keyword !== 'const')
    .map(({ keyword, instancePath, message, params }) => {
      const at = `${place}${instancePath}`.replace(/^\//, '') || 'the file'
      if (keyword === 'anyOf') return `${at}: one of ${SEAT_ROLES.join(', ')}`
      if (keyword === 'additionalProperties')
        return `${at}: "${String(params['additionalProperty'])}" is not known here`
      return `${at}: ${message ?? 'not understood'}`
    })
}

function findContradictions(kinds: readonly LicenceKind[]): readonly string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  for (const [index, kind] of kinds.entries()) {
    if (seen.has(kind.id)) faults.push(`kinds/${index}/id: "${kind.id}" stands twice`)
    seen.add(kind.id)
    if (kind.counts === 'derived' && !kinds.some(({ id, counts }) => id === kind.from && counts === 'roles'))
      faults.push(`kinds/${index}/from: "${kind.from}" is not a kind that counts roles`)
  }
  return faults
}
