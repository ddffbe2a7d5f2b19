/** The people whose need of a seat a plan may change, each as the plan leaves them. */

import type pg from 'pg'
import type { Role } from '../../roster/model.ts'
import type { PlannedPerson } from '../../seats/counts.ts'
import { type RoleLicenceKind, roleRank, type SeatKind } from '../../seats/kind.ts'
import { claimOf } from '../../seats/reconcile.ts'
import type { PlannedEducator } from './planned-educators.ts'
import { findDistrict } from '../people/district.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { type PlannedStudent, rankPlanned } from './planned-students.ts'
import { readLeaveReasons } from './seat-difference.ts'
import { holdersOf } from '../../seats/seat.ts'
import { type LicencePlace, readSeats } from './seat-rows.ts'
import { readOrderKeys } from './order-keys.ts'
import { readSeniority } from './seat-rules.ts'
import { sql } from '../sql.ts'

/** What a plan does to the people of the roster. */
export interface PlannedRoles {
  /**
   * Role grants, one element each, so that a coach of two schools may lose one of them. `personKey` is our id of a person
   * who is there; of a new one a name that can't be an id, like `new:<sourcedId>`; `schoolId`: where it is granted, none:
   * in the district, or at a school that comes with the plan.
   */
  readonly gained: readonly { readonly personKey: string; readonly role: Role; readonly schoolId?: string | null }[]
  readonly lost: readonly { readonly personId: string; readonly role: Role; readonly grantId: string }[]
  /** People who retire with the plan, whatever grants they keep. */
  readonly retiring?: readonly string[]
  /** People who come back with the plan. */
  readonly returning?: readonly string[]
  /** Students whom the plan touches, as it leaves them: what the rules of products look at. */
  readonly students?: readonly PlannedStudent[]
  /** Educators whom it touches, with those who have a place of that kind; asked only where places are limited. */
  readonly findEducators?: (client: pg.ClientBase, kind: string) => Promise<readonly PlannedEducator[]>
  /** The runs whose doing the plan takes back. */
  readonly undoneRuns?: readonly string[]
  readonly now: Date
}

interface Planned {
  readonly kind: SeatKind
  readonly plan: PlannedRoles
}

/** Those of whom this kind asks. */
export async function readPlannedPeople(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: Planned,
): Promise<readonly PlannedPerson[]> {
  const { product } = kind
  if (kind.capacity !== undefined) return readEducators(client, place, { kind, plan })
  return product === undefined
    ? readHolders(client, place, { kind, plan })
    : readStudents(client, place, { kind, product, plan })
}

/** Of a product: students whose need the plan changes, and who have a seat or are to have one. */
async function readStudents(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, product, plan }: Planned & { readonly product: string },
): Promise<readonly PlannedPerson[]> {
  const { students = [] } = plan
  if (students.length === 0) return []
  const { districtId } = place
  const timezone = (await findDistrict(client, districtId))?.timezone ?? 'UTC'
  const today = districtDay(plan.now, timezone)
  const seats = await seatsByPerson(client, place, students)
  const holders = holdersOf([...seats.values()])
  const ranks = await rankPlanned(client, { districtId, product, today, holders }, students)
  const kept = students.filter(
    ({ personKey }) => seats.has(personKey) || typeof ranks.get(personKey)?.rank === 'number',
  )
  const keys = kept.map(({ personKey }) => personKey)
  const facts = await readFacts(client, place, { keys, plan })
  const since = await readSeniority(client, place, { kind, personIds: keys.filter(isThere), ...timeOf(plan) })
  return kept.map(({ personKey, schoolIds }) => ({
    ...facts(personKey),
    seat: seats.get(personKey) ?? null,
    rolesAfter: [],
    claim: {
      schoolIds: claimOf(schoolIds.map((schoolId) => ({ schoolId }))).schoolIds,
      since: since.get(personKey) ?? null,
    },
    ...ranks.get(personKey),
  }))
}

/** Educators are alike: who is one needs a place, whether or not they may sign in. */
async function readEducators(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: Planned,
): Promise<readonly PlannedPerson[]> {
  const touched = (await plan.findEducators?.(client, kind.id)) ?? []
  const isEducator = new Map(touched.map((one) => [one.personKey, one.isEducator]))
  // Whom nothing but their own leaving or coming back touches, is told of with their record.
  const seats = await seatsByPerson(client, place, touched)
  const facts = await readFacts(client, place, { keys: [...isEducator.keys()], plan })
  return [...isEducator].map(([personKey, needed]) => {
    const fact = facts(personKey)
    const gone = fact.gone === 'person_deactivated' ? null : fact.gone
    return { ...fact, gone, seat: seats.get(personKey) ?? null, rolesAfter: [], rank: needed ? 0 : null }
  })
}

async function readHolders(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: Planned,
): Promise<readonly PlannedPerson[]> {
  const gained = plan.gained.filter(({ role }) => roleRank(kind, role) >= 0)
  const lost = plan.lost.filter(({ role }) => roleRank(kind, role) >= 0)
  const keys = new Set([
    ...gained.map(({ personKey }) => personKey),
    ...lost.map(({ personId }) => personId),
    ...(plan.retiring ?? []),
    ...(plan.returning ?? []),
  ])
  if (keys.size === 0) return []
  const people = [...keys].map((personKey) => ({ personKey }))
  const seats = await seatsByPerson(client, place, people)
  const facts = await readFacts(client, place, { keys: [...keys], plan })
  const leavingOut = lost.map(({ grantId }) => grantId)
  const kept = await listGrants(client, place, { ids: [...keys].filter(isThere), kind, leavingOut })
  const coming = gained.map(({ schoolId = null, ...one }) => ({ ...one, schoolId }))
  // Who has or had such a role keeps the time, whatever the plan makes of it; who is new to it comes after them.
  const since = await readSeniority(client, place, { kind, personIds: [...keys].filter(isThere), ...timeOf(plan) })
  const grants = Map.groupBy([...kept, ...coming], ({ personKey }) => personKey)
  return [...keys].map((personKey) => {
    const own = grants.get(personKey) ?? []
    const rolesAfter = [...new Set(own.map(({ role }) => role))]
    const claim = { schoolIds: claimOf(own).schoolIds, since: since.get(personKey) ?? null }
    return { ...facts(personKey), seat: seats.get(personKey) ?? null, rolesAfter, claim }
  })
}

function timeOf({ now, undoneRuns }: PlannedRoles) {
  return { now, undoneRuns }
}

interface KeptGrant {
  readonly personKey: string
  readonly role: Role
  readonly schoolId: string | null
}

async function listGrants(
  client: pg.ClientBase,
  { districtId }: LicencePlace,
  o: { readonly ids: readonly string[]; readonly kind: RoleLicenceKind; readonly leavingOut: readonly string[] },
): Promise<readonly KeptGrant[]> {
  const { rows } = await client.query<{ person_id: string; role: Role; school_id: string | null }>(
    sql('list_seat_grants'),
    [districtId, o.ids, o.kind.roles, o.leavingOut],
  )
  return rows.map(({ person_id: personKey, role, school_id: schoolId }) => ({ personKey, role, schoolId }))
}

async function seatsByPerson(
  client: pg.ClientBase,
  place: LicencePlace,
  people: readonly { readonly personKey: string }[],
) {
  const known = people.map(({ personKey }) => personKey).filter(isThere)
  return new Map((await readSeats(client, place, known)).map((seat) => [seat.personId, seat]))
}

/** Whether the key is our number of somebody. */
export function isThere(key: string): boolean {
  return /^[1-9][0-9]{0,18}$/.test(key)
}

type Facts = Pick<PlannedPerson, 'personKey' | 'orderKey' | 'gone'>

/** Who needs nothing, whatever their roles, and what orders those who come at once; by person key. */
async function readFacts(
  client: pg.ClientBase,
  { districtId }: LicencePlace,
  { keys, plan }: { readonly keys: readonly string[]; readonly plan: PlannedRoles },
): Promise<(personKey: string) => Facts> {
  const ids = keys.filter(isThere)
  const retiring = new Set(plan.retiring)
  const returning = new Set(plan.returning)
  const reasons = await readLeaveReasons(client, districtId, { personIds: ids })
  const orderKeys = await readOrderKeys(client, districtId, ids)
  return (personKey) => {
    const orderKey = orderKeys.get(personKey) ?? /^new:(.*)$/s.exec(personKey)?.[1] ?? null
    const today = reasons.get(personKey)
    const isRetired = retiring.has(personKey) || (today === 'person_retired' && !returning.has(personKey))
    if (isRetired) return { personKey, orderKey, gone: 'person_retired' }
    return { personKey, orderKey, gone: today === 'person_deactivated' ? today : null }
  }
}
