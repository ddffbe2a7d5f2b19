/** How far the reports of coaching reach for whoever asks, and what they left out. */

import { authorise, authoriseUnder } from '../../access/authorise.ts'
import { Refusal, type Scope } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { schoolYearStart } from '../../coaching/window.ts'
import type { RuleName } from '../../roster/rule.ts'
import { listPeopleOfCoach } from '../../store/coaching/caseload.ts'
import type { ReportReach } from '../../store/coaching/coaching-reports.ts'
import type { DistrictClient } from '../../store/database.ts'
import { findDistrict } from '../../store/people/district.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'

/** `mine`: what I logged; `all`: as far as I may see others' work. */
export type Whose = 'mine' | 'all'

/** Of one's own work: with whom; null: whoever it was. */
export type OfCaseload = 'mine' | null

/** What of the reader's reach the query leaves, whoever it was with; null: a school beyond it. Throws `Refusal`. */
export async function reachOf(
  client: DistrictClient,
  principal: Principal,
  query: { readonly whose: Whose; readonly schoolId: string | null; readonly coachId: string | null },
): Promise<ReportReach | null> {
  const { districtId, personId } = principal
  if (query.whose === 'mine') {
    const { scope } = authorise(principal, 'view:interaction')
    // '0' is nobody's id: an administrator who is no person of the roster has logged nothing.
    const schoolIds = query.schoolId === null ? null : [query.schoolId]
    return { districtId, schoolIds, coachId: personId ?? '0', notAboutId: scope.notAboutId, peopleIds: null }
  }
  const scope = await scopeOfOthers(client, principal)
  if (scope === null) throw new Refusal('forbidden', 'view:data_report')
  const isBeyond = query.schoolId !== null && !scope.district && !scope.schoolIds.includes(query.schoolId)
  if (isBeyond) return null
  const schoolIds = schoolsIn(scope, query.schoolId)
  return { districtId, schoolIds, coachId: query.coachId, notAboutId: personId, peopleIds: null }
}

/**
 * The same, of one's own work cut down to one's caseload. Others' work never is: a caseload may be one educator, whose
 * share of it no report tells.
 */
export async function cutToCaseload(
  client: DistrictClient,
  reach: ReportReach,
  o: { readonly whose: Whose; readonly caseload: OfCaseload; readonly today: string; readonly yearFrom: string },
): Promise<ReportReach> {
  const { districtId, coachId } = reach
  if (o.caseload === null || o.whose !== 'mine' || coachId === null) return reach
  const peopleIds = await listPeopleOfCoach(client, { districtId, coachId, today: o.today, from: o.yearFrom })
  return { ...reach, peopleIds }
}

/** In a word. */
export function reachIn(scope: Scope | null): 'none' | 'schools' | 'district' {
  if (scope === null) return 'none'
  return scope.district ? 'district' : 'schools'
}

/** The schools to ask for: the one that was chosen, or all in scope; null: every school. */
export function schoolsIn(scope: Scope, schoolId: string | null): readonly string[] | null {
  if (schoolId !== null) return scope.district || scope.schoolIds.includes(schoolId) ? [schoolId] : []
  return scope.district ? null : scope.schoolIds
}

/** Where the reports of others' work reach, by the district's rule (P000-12); null: nowhere. */
export async function scopeOfOthers(client: DistrictClient, principal: Principal): Promise<Scope | null> {
  const rule: RuleName = 'coachReports'
  const opened = await readDistrictRule(client, principal.districtId, rule)
  const holds = opened === 'own' ? [] : (['granted_by_district_admin'] as const)
  const wide = opened === 'district' ? authoriseUnder(principal, 'view:district_data_report', holds) : null
  return (wide ?? authoriseUnder(principal, 'view:data_report', holds))?.scope ?? null
}

/** The district's today and the first day of its school year. */
export async function yearOf(
  world: DomainWorld,
  client: DistrictClient,
  districtId: string,
): Promise<{ readonly today: string; readonly from: string }> {
  const today = districtDay(world.now(), (await findDistrict(client, districtId))?.timezone ?? 'UTC')
  const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
  return { today, from: schoolYearStart(today, startMonth) }
}
