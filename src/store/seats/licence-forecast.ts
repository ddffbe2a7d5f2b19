/** What the district's licences become until the end of its term, by the dates that the roster knows. Nothing is changed. */

import { districtDay } from '../../coaching/district-day.ts'
import { compileRoleMap, readRoleMap, type RoleMap } from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { OrgTree } from '../../roster/org-tree.ts'
import { addDays, type ForecastDay, forecastDays, type ForecastMoves } from '../../seats/forecast.ts'
import { type LicenceKind, seatKinds } from '../../seats/kind.ts'
import { withRules } from '../../seats/licence-rules.ts'
import type { DistrictClient } from '../database.ts'
import { findDistrict, readDistrictSetting } from '../people/district.ts'
import { type ForecastSeats, readForecastSeats } from './licence-history.ts'
import { listPurchases } from './licence-purchase.ts'
import { type NeedByDay, readNeedByDay } from './need-by-day.ts'
import { type KnownPerson, listOrgTrees, listPersonRecords } from '../sync/person-records.ts'
import { districtKinds } from './products.ts'
import { readLicence } from './seat-rows.ts'
import { readTerms } from './seat-rules.ts'

export interface LicenceForecast {
  readonly kind: string
  /** The last day that was looked at. */
  readonly until: string
  /** Today first, then every day on which a figure changes. */
  readonly days: readonly ForecastDay[]
}

const HORIZON_DAYS = 180

/**
 * Of every kind that counts roles, and of every product. `until` null: the end of the term that today is in, or half a year.
 * In the district's transaction.
 */
export async function forecastLicences(
  client: DistrictClient,
  o: {
    readonly districtId: string
    readonly until: string | null
    readonly defaultRoleMap: RoleMap
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<readonly LicenceForecast[]> {
  const { districtId, now } = o
  const today = districtDay(now, (await findDistrict(client, districtId))?.timezone ?? 'UTC')
  const own = readRoleMap(await readDistrictSetting(client, districtId, SETTING_KEY.roleMap))
  const map = compileRoleMap(o.defaultRoleMap, 'map' in own ? own.map : null)
  const known = await listPersonRecords(client, { districtId, sourcedId: null })
  const turning = new Set(known.filter(isDated).map(({ personId }) => personId))
  // All records of whoever has one with dates: the others say what stays.
  const dated = known.filter(({ personId }) => turning.has(personId))
  const trees = dated.length === 0 ? new Map<string, OrgTree>() : await listOrgTrees(client, districtId)
  const forecasts: LicenceForecast[] = []
  for (const kind of seatKinds(await districtKinds(client, districtId, o.kinds))) {
    if (kind.capacity !== undefined) continue
    const place = { districtId, kind: kind.id }
    const licence = await readLicence(client, place)
    if (licence === null) continue
    const terms = await readTerms(client, place, { now })
    const personIds = [...turning]
    const seats = await readForecastSeats(client, { ...place, roles: kind.roles, personIds, now })
    const until = o.until ?? seats.termEndsOn ?? addDays(today, HORIZON_DAYS)
    const needs = await readNeedByDay(client, { districtId, kind, personIds, map, trees })
    const moves = movesOf(dated, { needs, isProduct: kind.product !== undefined, today, until, seats })
    const { used, waiting, grace } = licence.tallies
    const start = { today, held: used - grace, waiting, grace }
    const { graceDays } = withRules(kind, terms.rules)
    const purchases = await listPurchases(client, { ...place, now })
    forecasts.push({ kind: kind.id, until, days: forecastDays({ ...start, graceDays }, { purchases, moves, until }) })
  }
  return forecasts
}

function isDated({ person }: KnownPerson): boolean {
  return person.feedRoles.some(({ beginDate, endDate }) => beginDate !== null || endDate !== null)
}

interface Looked {
  readonly needs: NeedByDay
  readonly isProduct: boolean
  readonly today: string
  readonly until: string
  readonly seats: ForecastSeats
}

/** By day: how many come and leave because their roles in the feed begin and end, and whose grace ends. */
function movesOf(
  dated: readonly KnownPerson[],
  { needs, isProduct, today, until, seats }: Looked,
): ReadonlyMap<string, ForecastMoves> {
  const moves = new Map<string, ForecastMoves>()
  const add = (day: string, what: keyof ForecastMoves, count = 1): void => {
    const before = moves.get(day) ?? { coming: 0, leaving: 0, withdrawing: 0, graceEnds: 0 }
    moves.set(day, { ...before, [what]: before[what] + count })
  }
  for (const { day, count } of seats.graceEnds) add(day < today ? today : day, 'graceEnds', count)
  for (const [personId, records] of Map.groupBy(dated, (known) => known.personId)) {
    // A role by hand, or by a record without dates, needs the seat whatever ends; which product, is a matter of the school.
    if (!isProduct && seats.lasting.has(personId)) continue
    let before = seats.states.has(personId)
    const days = records.flatMap(({ person }) => turningDays(person.feedRoles)).filter((d) => d > today && d <= until)
    let state = seats.states.get(personId)
    for (const day of [...new Set(days)].toSorted()) {
      const after = needs(records, day)
      if (after && !before) add(day, 'coming')
      if (!after && before) add(day, state === 'waiting' ? 'withdrawing' : 'leaving')
      if (after !== before) state = after ? 'assigned' : undefined
      before = after
    }
  }
  return moves
}

function turningDays(roles: KnownPerson['person']['feedRoles']): readonly string[] {
  return roles.flatMap(({ beginDate, endDate }) => [
    ...(beginDate === null ? [] : [beginDate]),
    ...(endDate === null ? [] : [addDays(endDate, 1)]),
  ])
}
