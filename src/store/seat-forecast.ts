/** What a plan would make of the licences, asked before anything is applied: "this sync needs 14 more coaching seats". */

import type pg from 'pg'
import type { Role } from '../roster/model.ts'
import {
  forecastCounts,
  type ForecastMove,
  forecastMoves,
  planDifference,
  type PlannedPerson,
  type SeatForecast,
} from '../seats/counts.ts'
import { type LicenceKind, type RoleLicenceKind, roleKinds, roleRank } from '../seats/kind.ts'
import { withRules } from '../seats/licence-rules.ts'
import { isOff, type Situation } from '../seats/reconcile.ts'
import { NO_SEATS } from '../seats/seat.ts'
import { type LicencePlace, listSeats, readLicence, readSeats } from './seat-rows.ts'
import { findDifference, readLeaveReasons, readUndone } from './seat-difference.ts'
import { readTerms } from './seat-rules.ts'
import { readCandidates } from './seats.ts'
import { sql } from './sql.ts'

/** Role grants that a plan adds and revokes: one element a grant, so that a coach of two schools may lose one of them. */
export interface PlannedRoles {
  /** `personKey` is our id of a person who is there; of a new one a name that can't be an id, like `new:<sourcedId>`. */
  readonly gained: readonly { readonly personKey: string; readonly role: Role }[]
  readonly lost: readonly { readonly personId: string; readonly role: Role }[]
  /** People who retire with the plan, whatever grants they keep. */
  readonly retiring?: readonly string[]
  /** People who come back with the plan. */
  readonly returning?: readonly string[]
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
  for (const kind of roleKinds(o.kinds)) {
    const place = { districtId: o.districtId, kind: kind.id }
    const { tallies } = (await readLicence(client, place)) ?? { tallies: NO_SEATS }
    const terms = await readTerms(client, place, { now: o.now })
    const { bought, rules } = terms
    if (isOff(kind, bought) && tallies.used === 0 && tallies.waiting === 0) continue
    const undone = await readUndone(client, place, o.undoneRuns)
    const own = withRules(kind, rules)
    const situation: Situation = { kind: own, now: o.now, licence: { bought, tallies, lastSeq: 0 }, ...undone }
    const today = await findDifference(client, place, situation)
    const people = await readPlanned(client, place, { kind, plan: o })
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

async function readPlanned(
  client: pg.ClientBase,
  place: LicencePlace,
  { kind, plan }: { readonly kind: RoleLicenceKind; readonly plan: PlannedRoles },
): Promise<readonly PlannedPerson[]> {
  const gained = plan.gained.filter(({ role }) => roleRank(kind, role) >= 0)
  const lost = plan.lost.filter(({ role }) => roleRank(kind, role) >= 0)
  const retiring = new Set(plan.retiring)
  const returning = new Set(plan.returning)
  const keys = new Set([
    ...gained.map(({ personKey }) => personKey),
    ...lost.map(({ personId }) => personId),
    ...retiring,
    ...returning,
  ])
  if (keys.size === 0) return []
  const ids = [...keys].filter((key) => /^[1-9][0-9]{0,18}$/.test(key))
  const grants = await countGrants(client, place, { ids, kind })
  const seats = new Map((await readSeats(client, place, ids)).map((seat) => [seat.personId, seat]))
  const reasons = await readLeaveReasons(client, place.districtId, { personIds: ids })
  const orderKeys = await readOrderKeys(client, place.districtId, ids)
  for (const { personKey, role } of gained) addGrants(grants, personKey, { role, grants: 1 })
  for (const { personId, role } of lost) addGrants(grants, personId, { role, grants: -1 })
  return [...keys].map((personKey) => {
    const today = reasons.get(personKey)
    const isRetired = retiring.has(personKey) || (today === 'person_retired' && !returning.has(personKey))
    const roles = [...(grants.get(personKey) ?? [])].filter(([, count]) => count > 0).map(([role]) => role)
    const isOut = today === 'person_deactivated' ? today : null
    const gone = isRetired ? 'person_retired' : isOut
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
