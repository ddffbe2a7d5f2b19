/** What the district's licences become until the end of its term, by the dates that the roster knows. Nothing is changed. */

import { districtDay } from '../../coaching/district-day.ts'
import { Failure } from '../../roster/failure.ts'
import { type CompiledRoleMap, compileRoleMap, readRoleMap, type RoleMap } from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { OrgTree } from '../../roster/org-tree.ts'
import {
  addDays,
  boughtOn,
  type ForecastDay,
  forecastDays,
  type ForecastMoves,
  type ForecastPurchase,
} from '../../seats/forecast.ts'
import { isDay } from '../../seats/invoice-file.ts'
import { type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { type LicenceRules, withRules } from '../../seats/licence-rules.ts'
import type { DistrictClient } from '../database.ts'
import { findDistrict, readDistrictSetting } from '../people/district.ts'
import { readEducatorMoves, readPlacesAhead } from './educators-ahead.ts'
import { type ForecastSeats, readForecastSeats } from './licence-history.ts'
import { listPurchases } from './licence-purchase.ts'
import { type NeedByDay, readNeedByDay } from './need-by-day.ts'
import { type KnownPerson, listDatedRecords, listOrgTrees } from '../sync/person-records.ts'
import { districtKinds } from './products.ts'
import { countUnseated } from './seat-difference.ts'
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
 * Of every kind that counts roles, of every product, and of the places among the educators where a rule limits them: who is
 * named by the roster has one until their last date. `until` null: the end of the term that today is in, or half a year.
 * In the district's transaction.
 * @throws Failure LICENCE_UNTIL (operator): there is no such day, or it is over
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
  checkUntil(o.until, today)
  const own = readRoleMap(await readDistrictSetting(client, districtId, SETTING_KEY.roleMap))
  const map = compileRoleMap(o.defaultRoleMap, 'map' in own ? own.map : null)
  // All records of whoever has one with dates: the others say what stays.
  const dated = await listDatedRecords(client, districtId)
  const turning = [...new Set(dated.map(({ personId }) => personId))]
  const trees = dated.length === 0 ? new Map<string, OrgTree>() : await listOrgTrees(client, districtId)
  const forecasts: LicenceForecast[] = []
  for (const kind of seatKinds(await districtKinds(client, districtId, o.kinds))) {
    const place = { districtId, kind: kind.id }
    const licence = await readLicence(client, place)
    if (licence === null) continue
    const { rules } = await readTerms(client, place, { now })
    const personIds = kind.capacity === undefined ? turning : []
    const seats = await readForecastSeats(client, { ...place, roles: kind.roles, personIds, now })
    const until = o.until ?? seats.termEndsOn ?? addDays(today, HORIZON_DAYS)
    const ahead = await readAhead(client, { kind, districtId, rules, dated, map, trees, seats, today, until, now })
    if (ahead === null) continue
    const { used, grace } = licence.tallies
    const { graceDays, offUnlessBought } = withRules(kind, rules)
    const waiting = ahead.isOff ? await countUnseated(client, place, { kind, now }) : licence.tallies.waiting
    const beginsWithAll = kind.capacity !== undefined
    const start = { today, held: used - grace, waiting, grace, graceDays, offUnlessBought, beginsWithAll }
    forecasts.push({ kind: kind.id, until, days: forecastDays(start, { ...ahead, until }) })
  }
  return forecasts
}

function checkUntil(until: string | null, today: string): void {
  if (until === null || (isDay(until) && until >= today)) return
  throw new Failure(
    'LICENCE_UNTIL',
    'operator',
    isDay(until)
      ? `${until} is over. A forecast looks at today (${today}) and later.`
      : `There is no day ${until}. Write one as 2027-06-30.`,
  )
}

interface Ahead {
  readonly purchases: readonly ForecastPurchase[]
  readonly moves: ReadonlyMap<string, ForecastMoves>
  /** Today nothing is bought of a kind that is off then. */
  readonly isOff: boolean
}

/** What there is of the kind day by day, and who comes and goes; null: nothing limits it. */
async function readAhead(
  client: DistrictClient,
  o: Omit<Looked, 'needs' | 'isProduct' | 'isOff'> & {
    readonly districtId: string
    readonly kind: SeatKind
    readonly rules: LicenceRules
    readonly dated: readonly KnownPerson[]
    readonly map: CompiledRoleMap
    readonly trees: ReadonlyMap<string, OrgTree>
    readonly now: Date
  },
): Promise<Ahead | null> {
  const { kind, today } = o
  const place = { districtId: o.districtId, kind: kind.id, now: o.now }
  const purchases =
    kind.capacity === undefined
      ? await listPurchases(client, place)
      : await readPlacesAhead(client, { ...o, capacity: kind.capacity })
  if (purchases === null) return null
  const isOff = kind.offUnlessBought && boughtOn(purchases, today) === 0
  if (kind.capacity !== undefined) return { purchases, isOff, moves: await readEducatorMoves(client, place) }
  const personIds = [...new Set(o.dated.map(({ personId }) => personId))]
  const needs = await readNeedByDay(client, { ...o, personIds })
  return { purchases, isOff, moves: movesOf(o.dated, { ...o, needs, isOff, isProduct: kind.product !== undefined }) }
}

interface Looked {
  readonly needs: NeedByDay
  readonly isProduct: boolean
  readonly isOff: boolean
  readonly today: string
  readonly until: string
  readonly seats: ForecastSeats
}

/** By day: how many come and leave because their roles in the feed begin and end, and whose grace ends. */
function movesOf(
  dated: readonly KnownPerson[],
  { needs, isProduct, isOff, today, until, seats }: Looked,
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
    let before = seats.states.has(personId) || (isOff && needs(records, today))
    const days = records.flatMap(({ person }) => turningDays(person.feedRoles)).filter((d) => d > today && d <= until)
    let state = seats.states.get(personId) ?? (before ? 'waiting' : undefined)
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
