/** What a plan would make of the licences, asked before anything is applied: "this sync needs 14 more coaching seats". */

import type pg from 'pg'
import type { Role } from '../../roster/model.ts'
import {
  forecastCounts,
  type ForecastMove,
  forecastMoves,
  planDifference,
  type PlannedPerson,
  type SeatForecast,
} from '../../seats/counts.ts'
import { type LicenceKind, type RoleLicenceKind, roleRank, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { withRules } from '../../seats/licence-rules.ts'
import { isOff, type Situation } from '../../seats/reconcile.ts'
import { NO_SEATS } from '../../seats/seat.ts'
import { type PlannedStudent, rankPlanned } from './planned-students.ts'
import { districtKinds } from './products.ts'
import { type LicencePlace, listSeats, readLicence, readSeats } from './seat-rows.ts'
import { findDifference, readLeaveReasons, readUndone } from './seat-difference.ts'
import { readTerms } from './seat-rules.ts'
import { readCandidates } from './seats.ts'
import { sql } from '../sql.ts'

/** Role grants that a plan adds and revokes: one element a grant, so that a coach of two schools may lose one of them. */
export interface PlannedRoles {
  /** `personKey` is our id of a person who is there; of a new one a name that can't be an id, like `new:<sourcedId>`. */
  readonly gained: readonly { readonly personKey: string; readonly role: Role }[]
  readonly lost: readonly { readonly personId: string; readonly role: Role }[]
  /** People who retire with the plan, whatever grants they keep. */
  readonly retiring?: readonly string[]
  /** People who come back with the plan. */
  readonly returning?: readonly string[]
  /** Students whom the plan touches, as it leaves them: what the rules of products look at. */
  readonly students?: readonly PlannedStudent[]
  /** The runs whose doing the plan takes back. */
  readonly undoneRuns?: readonly string[]
}

/** What a plan would make of one licence, and of whom. */
export interface PlannedLicence {
  readonly counts: SeatForecast
  /** Those who would wait first, in the order of the queue. */
  readonly moves: readonly ForecastMove[]
}

/**
 * Every licence as it would be after the plan, by kind; kinds that are off and unused are left out.
 * Reads only, locks nothing: an apply that comes later counts again.
 */
export async function forecastSeats(
  client: pg.ClientBase,
  o: PlannedRoles & {
    readonly districtId: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<Record<string, PlannedLicence>> {
  const forecasts: Record<string, PlannedLicence> = {}
  for (const kind of seatKinds(await districtKinds(client, o.districtId, o.kinds))) {
    // What follows from another licence the plan of a sync leaves as it is.
    if (kind.capacity !== undefined) continue
    const place = { districtId: o.districtId, kind: kind.id }
    const { tallies } = (await readLicence(client, place)) ?? { tallies: NO_SEATS }
    const terms = await readTerms(client, place, { now: o.now })
    const { bought, rules } = terms
    if (isOff(kind, bought) && tallies.used === 0 && tallies.waiting === 0) continue
    const undone = await readUndone(client, place, o.undoneRuns)
    const own = withRules(kind, rules)
    const situation: Situation = { kind: own, now: o.now, licence: { bought, tallies, lastSeq: 0 }, ...undone }
    const today = await findDifference(client, place, situation)
    const people = await readPeople(client, place, { kind, plan: o })
    const difference = planDifference(situation, today, people)
    const { arrivals } = difference
    const everybody = { state: 'waiting', order: 'first', limit: tallies.waiting } as const
    const moves = await forecastMoves(situation, difference, async (between) => ({
      ...(await readCandidates(client, place, { situation: between, terms, arrivals })),
      // Who leaves the queue with the plan still stands in it: behind them are those who get what is free.
      waiting: await listSeats(client, place, everybody),
    }))
    forecasts[kind.id] = { counts: forecastCounts(situation, difference), moves }
  }
  return forecasts
}

function readPeople(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: { readonly kind: SeatKind; readonly plan: PlannedRoles },
): Promise<readonly PlannedPerson[]> {
  const { product } = kind
  return product === undefined
    ? readPlanned(client, place, { kind, plan })
    : readPlannedStudents(client, place, { product, plan })
}

/** Of a product: students whose need the plan changes, and who have a seat or are to have one. */
async function readPlannedStudents(
  client: pg.ClientBase,
  place: LicencePlace,
  { product, plan }: { readonly product: string; readonly plan: PlannedRoles },
): Promise<readonly PlannedPerson[]> {
  const { students = [] } = plan
  if (students.length === 0) return []
  const ranks = await rankPlanned(client, { districtId: place.districtId, product }, students)
  const known = students.map(({ personKey }) => personKey).filter(isThere)
  const seats = new Map((await readSeats(client, place, known)).map((seat) => [seat.personId, seat]))
  const keys = students
    .map(({ personKey }) => personKey)
    .filter((key) => seats.has(key) || typeof ranks.get(key)?.rank === 'number')
  const ids = keys.filter(isThere)
  const goneBy = await findGone(client, place, { ids, plan })
  const orderKeys = await readOrderKeys(client, place.districtId, ids)
  return keys.map((personKey) => ({
    personKey,
    seat: seats.get(personKey) ?? null,
    rolesAfter: [],
    orderKey: orderKeys.get(personKey) ?? /^new:(.*)$/s.exec(personKey)?.[1] ?? null,
    gone: goneBy(personKey),
    ...ranks.get(personKey),
  }))
}

/** Whether the key is our number of somebody. */
function isThere(key: string): boolean {
  return /^[1-9][0-9]{0,18}$/.test(key)
}

/** Who needs nothing, whatever their roles: by person key, as the plan leaves them. */
async function findGone(
  client: pg.ClientBase,
  { districtId }: LicencePlace,
  { ids, plan }: { readonly ids: readonly string[]; readonly plan: PlannedRoles },
): Promise<(personKey: string) => PlannedPerson['gone']> {
  const retiring = new Set(plan.retiring)
  const returning = new Set(plan.returning)
  const reasons = await readLeaveReasons(client, districtId, { personIds: ids })
  return (personKey) => {
    const today = reasons.get(personKey)
    const isRetired = retiring.has(personKey) || (today === 'person_retired' && !returning.has(personKey))
    if (isRetired) return 'person_retired'
    return today === 'person_deactivated' ? today : null
  }
}

async function readPlanned(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: { readonly kind: RoleLicenceKind; readonly plan: PlannedRoles },
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
  const ids = [...keys].filter(isThere)
  const grants = await countGrants(client, place, { ids, kind })
  const seats = new Map((await readSeats(client, place, ids)).map((seat) => [seat.personId, seat]))
  const goneBy = await findGone(client, place, { ids, plan })
  const orderKeys = await readOrderKeys(client, place.districtId, ids)
  for (const { personKey, role } of gained) addGrants(grants, personKey, { role, grants: 1 })
  for (const { personId, role } of lost) addGrants(grants, personId, { role, grants: -1 })
  return [...keys].map((personKey) => {
    const roles = [...(grants.get(personKey) ?? [])].filter(([, count]) => count > 0).map(([role]) => role)
    const gone = goneBy(personKey)
    const orderKey = orderKeys.get(personKey) ?? /^new:(.*)$/s.exec(personKey)?.[1] ?? null
    return { personKey, seat: seats.get(personKey) ?? null, rolesAfter: roles, orderKey, gone }
  })
}

async function readOrderKeys(
  client: pg.ClientBase,
  districtId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ person_id: string; order_key: string | null }>(sql('read_seat_order_keys'), [
    districtId,
    ids,
  ])
  return new Map(rows.map(({ person_id, order_key }) => [person_id, order_key]))
}

type GrantCounts = Map<string, Map<Role, number>>

async function countGrants(
  client: pg.ClientBase,
  place: LicencePlace,
  { ids, kind }: { readonly ids: readonly string[]; readonly kind: RoleLicenceKind },
): Promise<GrantCounts> {
  const { rows } = await client.query<{ person_id: string; role: Role; grants: number }>(sql('count_seat_roles'), [
    place.districtId,
    ids,
    kind.roles,
  ])
  const counts: GrantCounts = new Map()
  for (const { person_id, role, grants } of rows) addGrants(counts, person_id, { role, grants })
  return counts
}

function addGrants(
  counts: GrantCounts,
  personKey: string,
  more: { readonly role: Role; readonly grants: number },
): void {
  const ofPerson = counts.get(personKey) ?? new Map<Role, number>()
  ofPerson.set(more.role, (ofPerson.get(more.role) ?? 0) + more.grants)
  counts.set(personKey, ofPerson)
}
