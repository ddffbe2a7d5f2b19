/** Reports of coaching for those who may: their own work, or as far as the district has opened it to coaches. */

import { authorise, authoriseUnder } from '../access/authorise.ts'
import { type Grant, Refusal, type Scope } from '../access/grant.ts'
import type { Principal } from '../access/principal.ts'
import { districtDay } from '../coaching/district-day.ts'
import { type InteractionType, nameType } from '../coaching/interaction-type.ts'
import { addDays, schoolYearStart } from '../coaching/window.ts'
import type { RuleName } from '../roster/rule.ts'
import { readTypesDirect } from '../store/coaching-figures.ts'
import {
  countEducatorsOf,
  listNotSeen,
  listReport,
  type NotSeenRow,
  type ReportKey,
  type ReportReach,
  type ReportRow,
} from '../store/coaching-reports.ts'
import type { DistrictClient } from '../store/database.ts'
import { findDistrict } from '../store/district.ts'
import { listOrganisationSchools } from '../store/organisation.ts'
import type { PageRequest, SchoolRow } from '../store/page.ts'
import { readDistrictRule } from '../store/rules.ts'
import type { DomainWorld } from '../store/world.ts'
import { inDistrictClient } from '../store/world.ts'
import type { PageView } from './educators.ts'

/** `mine`: what I logged; `all`: as far as I may see others' work. */
export type Whose = 'mine' | 'all'

export interface ReportQuery {
  readonly whose: Whose
  readonly by: ReportKey
  /** Days; null: the school year so far. */
  readonly from: string | null
  readonly to: string | null
  readonly schoolId: string | null
  readonly coachId: string | null
  readonly typeId: string | null
}

export interface ReportView {
  readonly by: ReportKey
  readonly from: string
  readonly to: string
  readonly rows: readonly { key: string; name: string; interactions: number; minutes: number }[]
  readonly total: { readonly interactions: number; readonly minutes: number }
  /** Different educators; null where more than one coach is in it. */
  readonly educators: number | null
}

/** Null: no such school in reach. Throws `Refusal` where others' work is not open to them. */
export function viewReport(world: DomainWorld, principal: Principal, query: ReportQuery): Promise<ReportView | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const reach = await reachOf(client, principal, query)
    if (reach === null) return null
    const year = await yearOf(world, client, districtId)
    const filter = { from: query.from ?? year.from, to: query.to ?? year.today, typeId: query.typeId }
    const rows = await listReport(client, query.by, reach, filter)
    const types = query.by === 'type' ? await readTypesDirect(client, world, districtId) : []
    const { from, to } = filter
    return {
      by: query.by,
      from,
      to,
      rows: rows.map((row) => ({ ...row, name: query.by === 'type' ? nameType(types, row.key).name : row.name })),
      total: totalOf(rows),
      educators:
        reach.coachId === null || filter.typeId !== null
          ? null
          : await countEducatorsOf(client, reach, { coachId: reach.coachId, from, to }),
    }
  })
}

export interface NotSeenQuery extends PageRequest {
  readonly whose: Whose
  readonly days: number
  readonly schoolId: string | null
}

/** Educators of the schools in reach whom nobody, or the reader, has seen for so many days. */
export function viewNotSeen(
  world: DomainWorld,
  principal: Principal,
  query: NotSeenQuery,
): Promise<PageView<NotSeenRow> | null> {
  const { page, pageSize, days } = query
  return inDistrictClient(world, principal, async (client) => {
    const reach = await reachOf(client, principal, { ...query, coachId: null })
    if (reach === null) return null
    const { today } = await yearOf(world, client, principal.districtId)
    // Whose educators they are is a matter of schools, whose visits count one of the coach.
    const mine = schoolsIn(authorise(principal, 'use:educator_database').scope, query.schoolId)
    const schoolIds = query.whose === 'mine' ? mine : reach.schoolIds
    const since = addDays(today, -days)
    const found = await listNotSeen(client, { ...reach, schoolIds }, { page, pageSize, since })
    return { ...found, page, pageSize }
  })
}

export interface ReportChoices {
  /** How far reports of others' work reach for whoever asks. */
  readonly reach: 'none' | 'schools' | 'district'
  readonly today: string
  /** First day of the school year. */
  readonly yearFrom: string
  readonly schools: readonly SchoolRow[]
  readonly types: readonly InteractionType[]
}

/** What the page of reports offers. */
export function viewReportChoices(world: DomainWorld, grant: Grant<'view:interaction'>): Promise<ReportChoices> {
  const { principal } = grant
  return inDistrictClient(world, principal, async (client) => {
    const { today, from } = await yearOf(world, client, principal.districtId)
    const scope = await scopeOfOthers(client, principal)
    const placed = authoriseUnder(principal, 'use:educator_database', [])
    const all = authoriseUnder(principal, 'view:district_data_report', ['granted_by_district_admin'])
    const schools = scope?.district === true ? (all ?? placed) : placed
    const types = await readTypesDirect(client, world, principal.districtId)
    return {
      reach: reachIn(scope),
      today,
      yearFrom: from,
      schools:
        schools === null ? [] : (await listOrganisationSchools(client, schools)).map(({ id, name }) => ({ id, name })),
      types: types.map(({ id, name }) => ({ id, name })),
    }
  })
}

/** What of the reader's reach the query leaves; null: a school beyond it. Throws `Refusal`. */
async function reachOf(
  client: DistrictClient,
  principal: Principal,
  query: { readonly whose: Whose; readonly schoolId: string | null; readonly coachId: string | null },
): Promise<ReportReach | null> {
  const { districtId, personId } = principal
  if (query.whose === 'mine') {
    const { scope } = authorise(principal, 'view:interaction')
    // '0' is nobody's id: an administrator who is no person of the roster has logged nothing.
    const schoolIds = query.schoolId === null ? null : [query.schoolId]
    return { districtId, schoolIds, coachId: personId ?? '0', notAboutId: scope.notAboutId }
  }
  const scope = await scopeOfOthers(client, principal)
  if (scope === null) throw new Refusal('forbidden', 'view:data_report')
  const isBeyond = query.schoolId !== null && !scope.district && !scope.schoolIds.includes(query.schoolId)
  if (isBeyond) return null
  return { districtId, schoolIds: schoolsIn(scope, query.schoolId), coachId: query.coachId, notAboutId: personId }
}

function reachIn(scope: Scope | null): ReportChoices['reach'] {
  if (scope === null) return 'none'
  return scope.district ? 'district' : 'schools'
}

function schoolsIn(scope: Scope, schoolId: string | null): readonly string[] | null {
  if (schoolId !== null) return scope.district || scope.schoolIds.includes(schoolId) ? [schoolId] : []
  return scope.district ? null : scope.schoolIds
}

/** Where the reports of others' work reach, by the district's rule (P000-12); null: nowhere. */
async function scopeOfOthers(client: DistrictClient, principal: Principal): Promise<Scope | null> {
  const rule: RuleName = 'coachReports'
  const opened = await readDistrictRule(client, principal.districtId, rule)
  const holds = opened === 'own' ? [] : (['granted_by_district_admin'] as const)
  const wide = opened === 'district' ? authoriseUnder(principal, 'view:district_data_report', holds) : null
  return (wide ?? authoriseUnder(principal, 'view:data_report', holds))?.scope ?? null
}

async function yearOf(
  world: DomainWorld,
  client: DistrictClient,
  districtId: string,
): Promise<{ readonly today: string; readonly from: string }> {
  const today = districtDay(world.now(), (await findDistrict(client, districtId))?.timezone ?? 'UTC')
  const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
  return { today, from: schoolYearStart(today, startMonth) }
}

function totalOf(rows: readonly ReportRow[]): ReportView['total'] {
  return {
    interactions: rows.reduce((sum, row) => sum + row.interactions, 0),
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
  }
}
