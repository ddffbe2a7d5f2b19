/** How far the reports of coaching reach for whoever asks, and what they left out. */

import { authorise, authoriseUnder } from '../../access/authorise.ts'
import { Refusal, type Scope } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { schoolYearStart } from '../../coaching/window.ts'
import type { RuleName } from '../../roster/rule.ts'
import { listPeopleOfCoach } from '../../store/coaching/caseload.ts'
import { listPeopleOfGrade, type ReportReach } from '../../store/coaching/coaching-reports.ts'
import type { DistrictClient } from '../../store/database.ts'
import { findDistrict } from '../../store/people/district.ts'
import { listSchoolGroups } from '../../store/people/organisation.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'

/** `mine`: what I logged; `all`: as far as I may see others' work. */
export type Whose = 'mine' | 'all'

/** Of one's own work: with whom; null: whoever it was. */
export type OfCaseload = 'mine' | null

/** Where, and of which grade; null: wherever, whatever. */
interface AskedPlace {
  readonly schoolId: string | null
  readonly groupId: string | null
  readonly grade: string | null
}

/** Null: every school; undefined: there is no such group. */
async function chosenSchools(
  client: DistrictClient,
  districtId: string,
  { schoolId, groupId }: AskedPlace,
): Promise<readonly string[] | null | undefined> {
  const school = schoolId === null ? null : [schoolId]
  if (groupId === null) return school
  const group = (await listSchoolGroups(client, districtId)).find(({ id }) => id === groupId)
  const ids = group?.schools.map(({ id }) => id)
  return school === null ? ids : ids?.filter((id) => school.includes(id))
}

/** Whether the principal may read the interactions themselves, one by one: what a few educators had is no secret to them. */
export function readsOneByOne(principal: Principal): boolean {
  return authoriseUnder(principal, 'view:interaction', [])?.scope.district === true
}

/** What of the reader's reach the query leaves, whoever it was with; null: a school beyond it. Throws `Refusal`. */
export async function reachOf(
  client: DistrictClient,
  principal: Principal,
  query: AskedPlace & { readonly whose: Whose; readonly coachId: string | null },
): Promise<ReportReach | null> {
  const { districtId, personId } = principal
  const chosen = await chosenSchools(client, districtId, query)
  if (chosen === undefined) return null
  if (query.whose === 'mine') {
    const { scope } = authorise(principal, 'view:interaction')
    // '0' is nobody's id: an administrator who is no person of the roster has logged nothing.
    const schoolIds = chosen
    return { districtId, schoolIds, coachId: personId ?? '0', notAboutId: scope.notAboutId, peopleIds: null }
  }
  const scope = await scopeOfOthers(client, principal)
  if (scope === null) throw new Refusal('forbidden', 'view:data_report')
  if (query.grade !== null && !readsOneByOne(principal)) throw new Refusal('forbidden', 'view:interaction')
  const schoolIds = schoolsIn(scope, chosen)
  // None of those that were chosen is theirs.
  if (chosen !== null && schoolIds?.length === 0) return null
  return { districtId, schoolIds, coachId: query.coachId, notAboutId: personId, peopleIds: null }
}

/**
 * The same, cut down to who teaches a grade, and of one's own work to one's caseload. Others' work never is cut to a
 * caseload: that may be one educator, whose share of it no report tells.
 */
export async function cutToPeople(
  client: DistrictClient,
  reach: ReportReach,
  o: {
    readonly whose: Whose
    readonly caseload: OfCaseload
    readonly grade: string | null
    readonly today: string
    readonly yearFrom: string
  },
): Promise<ReportReach> {
  const { districtId, coachId } = reach
  const ofGrade = o.grade === null ? null : await listPeopleOfGrade(client, districtId, o.grade)
  if (o.caseload === null || o.whose !== 'mine' || coachId === null) return { ...reach, peopleIds: ofGrade }
  const mine = await listPeopleOfCoach(client, { districtId, coachId, today: o.today, from: o.yearFrom })
  if (ofGrade === null) return { ...reach, peopleIds: mine }
  const taught = new Set(ofGrade)
  return { ...reach, peopleIds: mine.filter((id) => taught.has(id)) }
}

/** In a word. */
export function reachIn(scope: Scope | null): 'none' | 'schools' | 'district' {
  if (scope === null) return 'none'
  return scope.district ? 'district' : 'schools'
}

/** The schools to ask for: those of the chosen ones that are in scope, or all in scope; null: every school. */
export function schoolsIn(scope: Scope, chosen: readonly string[] | null): readonly string[] | null {
  if (chosen !== null) return scope.district ? chosen : chosen.filter((id) => scope.schoolIds.includes(id))
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
