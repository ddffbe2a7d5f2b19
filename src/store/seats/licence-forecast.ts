/** What the district's licences become until the end of its term, by the dates that the roster knows. Nothing is changed. */

import { districtDay } from '../../coaching/district-day.ts'
import { Failure } from '../../roster/failure.ts'
import { type CompiledRoleMap, compileRoleMap, readRoleMap, type RoleMap } from '../../roster/role-map.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { OrgTree } from '../../roster/org-tree.ts'
import { addDays, boughtOn, type ForecastDay, forecastDays, type ForecastPurchase } from '../../seats/forecast.ts'
import { isDay } from '../../seats/invoice-file.ts'
import { type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import type { LicenceRules } from '../../seats/licence-rules.ts'
import type { DistrictClient } from '../database.ts'
import { findDistrict, readDistrictSetting } from '../people/district.ts'
import { readPlacesAhead } from './educators-ahead.ts'
import { readForecastPeople } from './forecast-people.ts'
import { readForecastSeats } from './licence-history.ts'
import { listPurchases } from './licence-purchase.ts'
import { readNeedByDay } from './need-by-day.ts'
import { type KnownPerson, listDatedRecords, listOrgTrees } from '../sync/person-records.ts'
import { districtKinds } from './products.ts'
import { type LicencePlace, readLicence } from './seat-rows.ts'
import { ownKind, readTerms } from './seat-rules.ts'

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
  const timezone = (await findDistrict(client, districtId))?.timezone ?? 'UTC'
  const today = districtDay(now, timezone)
  checkUntil(o.until, today)
  const roster = await readRoster(client, districtId, o.defaultRoleMap)
  const forecasts: LicenceForecast[] = []
  for (const kind of seatKinds(await districtKinds(client, districtId, o.kinds))) {
    const place = { districtId, kind: kind.id }
    const licence = await readLicence(client, place)
    if (licence === null) continue
    const terms = await readTerms(client, place, { now, kind })
    const purchases = await readPurchases(client, place, { kind, rules: terms.rules, today, now })
    if (purchases === null) continue
    const { dated, termEndsOn } = await readTurning(client, {
      districtId,
      kind,
      dated: roster.dated,
      now,
    })
    const needs = await readNeedByDay(client, {
      ...roster,
      districtId,
      kind,
      personIds: [...dated.keys()],
    })
    const until = o.until ?? termEndsOn ?? addDays(today, HORIZON_DAYS)
    const own = ownKind(kind, terms, licence.tallies)
    const isOff = own.offUnlessBought && boughtOn(purchases, today) === 0
    const { tallies } = licence
    const world = { kind: own, terms, tallies, timezone, today, until, now, isOff, dated, needs }
    const { people, others } = await readForecastPeople(client, place, world)
    const start = { today, kind: own, rules: terms.seatRules, people, others }
    forecasts.push({ kind: kind.id, until, days: forecastDays(start, { purchases, until }) })
  }
  return forecasts
}

interface Roster {
  /** All records of whoever has one with dates: the others say what stays. */
  readonly dated: ReadonlyMap<string, readonly KnownPerson[]>
  readonly map: CompiledRoleMap
  readonly trees: ReadonlyMap<string, OrgTree>
}

async function readRoster(client: DistrictClient, districtId: string, defaultRoleMap: RoleMap): Promise<Roster> {
  const own = readRoleMap(await readDistrictSetting(client, districtId, SETTING_KEY.roleMap))
  const map = compileRoleMap(defaultRoleMap, 'map' in own ? own.map : null)
  const records = await listDatedRecords(client, districtId)
  const trees = records.length === 0 ? new Map<string, OrgTree>() : await listOrgTrees(client, districtId)
  return { dated: Map.groupBy(records, ({ personId }) => personId), map, trees }
}

/** What there is of the kind day by day; null: nothing limits it. */
async function readPurchases(
  client: DistrictClient,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly rules: LicenceRules
    readonly today: string
    readonly now: Date
  },
): Promise<readonly ForecastPurchase[] | null> {
  const { capacity } = o.kind
  if (capacity === undefined) return listPurchases(client, { ...place, now: o.now })
  return readPlacesAhead(client, { ...o, districtId: place.districtId, capacity })
}

/** Whose need of this kind turns with the dates of their records; and when the term ends. */
async function readTurning(
  client: DistrictClient,
  o: {
    readonly districtId: string
    readonly kind: SeatKind
    readonly dated: Roster['dated']
    readonly now: Date
  },
): Promise<{ readonly dated: Roster['dated']; readonly termEndsOn: string | null }> {
  const { kind, districtId, now } = o
  // Educators are so by their own dates.
  const personIds = kind.capacity === undefined ? [...o.dated.keys()] : []
  const { lasting, termEndsOn } = await readForecastSeats(client, {
    districtId,
    roles: kind.roles,
    personIds,
    now,
  })
  // A role by hand, or by a record without dates, needs the seat whatever ends; which product, is a matter of the school.
  const turning = personIds.filter((id) => kind.product !== undefined || !lasting.has(id))
  return { dated: new Map(turning.map((id) => [id, o.dated.get(id) ?? []])), termEndsOn }
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
