/** Making, renaming and archiving caseloads, their rules, and who is put in or kept out by hand. They give nobody a right. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import {
  areDaysInOrder,
  CASELOADS_MAX,
  type CaseloadProblem,
  type CaseloadRule,
  checkCaseload,
} from '../../coaching/caseload.ts'
import { districtDay } from '../../coaching/district-day.ts'
import {
  addCaseload,
  auditCaseload,
  changeCaseload,
  findCaseloadCoach,
  findEducatorsOfCoach,
  listCaseloads,
  listSchoolsOfCoach,
  lockCaseloads,
  writeCaseloadRules,
  writeCaseloadWords,
} from '../../store/coaching/caseload.ts'
import type { DistrictClient } from '../../store/database.ts'
import { requireDistrict } from '../../store/people/district.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Reader = Grant<'use:educator_database'>

/** `coach_unknown`: nobody of that number coaches; `educator_unknown`: not at a school that the coach is assigned to. */
export type CaseloadFault =
  | 'coach_unknown'
  | 'educator_unknown'
  | 'dates_invalid'
  | 'caseloads_too_many'
  | 'name_taken'
  | 'stale'
/** Null: there is none such of theirs. */
export type CaseloadOutcome =
  | { readonly caseloadId: string }
  | { readonly problems: readonly CaseloadProblem[] }
  | { readonly fault: CaseloadFault }
  | null

interface GivenCaseload {
  readonly name: string
  readonly rules: readonly CaseloadRule[]
}

/** Whether they see to the caseloads of all coaches: administrators of the district. */
export function managesCaseloads({ principal }: Reader): boolean {
  return authoriseMine(principal, 'manage:coaching_settings') !== null
}

/** Makes one, of one's own or as an administrator of any coach. */
export function makeCaseload(
  world: DomainWorld,
  grant: Reader,
  given: GivenCaseload & { readonly coachId: string | null },
): Promise<CaseloadOutcome> {
  const { districtId, personId } = grant.principal
  const coachId = given.coachId ?? personId
  if (coachId === null || (coachId !== personId && !managesCaseloads(grant))) return Promise.resolve(null)
  return inGrantDirect(world, grant, async (client): Promise<CaseloadOutcome> => {
    const name = given.name.trim()
    const refused = await refusalOf(client, grant, { ...given, name, coachId, caseloadId: null })
    if (refused !== null) return refused
    const caseloadId = await addCaseload(client, { districtId, coachId, name, now: world.now() })
    if (caseloadId === null) return { fault: 'coach_unknown' }
    await writeCaseloadRules(client, { districtId, caseloadId }, given.rules)
    await auditCaseload(client, { districtId, caseloadId }, { action: 'add', detail: { coach: coachId } })
    return { caseloadId }
  })
}

/** Renames it, replaces its rules, archives it or takes it into use again. */
export function editCaseload(
  world: DomainWorld,
  grant: Reader,
  change: GivenCaseload & { readonly caseloadId: string; readonly isArchived: boolean; readonly version: string },
): Promise<CaseloadOutcome> {
  const { districtId } = grant.principal
  const { caseloadId, isArchived, version } = change
  return atCaseload(world, grant, caseloadId, async (client, coachId): Promise<CaseloadOutcome> => {
    const name = change.name.trim()
    const refused = await refusalOf(client, grant, { ...change, name, coachId })
    if (refused !== null) return refused
    const at = { districtId, caseloadId }
    if (!(await changeCaseload(client, { ...at, name, isArchived, version, now: world.now() })))
      return { fault: 'stale' }
    await writeCaseloadRules(client, at, change.rules)
    await auditCaseload(client, at, { action: isArchived ? 'archive' : 'change' })
    return { caseloadId }
  })
}

/** Puts educators in by hand, keeps them out, or lets the rules decide again. All of them or none. */
export function placeEducators(
  world: DomainWorld,
  grant: Reader,
  o: {
    readonly caseloadId: string
    readonly educatorIds: readonly string[]
    readonly place: 'in' | 'out' | 'rules'
    /** YYYY-MM-DD; null: from today on, for good. `until` is the first day after. */
    readonly from: string | null
    readonly until: string | null
    readonly version: string
  },
): Promise<CaseloadOutcome> {
  const { districtId, personId } = grant.principal
  const { caseloadId, version, place, until } = o
  const at = { districtId, caseloadId }
  return atCaseload(world, grant, caseloadId, async (client, coachId): Promise<CaseloadOutcome> => {
    const { timezone } = await requireDistrict(client, districtId)
    const from = o.from ?? districtDay(world.now(), timezone)
    if (!areDaysInOrder({ from, until })) return { fault: 'dates_invalid' }
    const ids = [...new Set(o.educatorIds)]
    const asked = { districtId, coachId, ids, notId: personId ?? '0', caseloadId: place === 'in' ? null : caseloadId }
    const found = new Set(await findEducatorsOfCoach(client, asked))
    if (ids.some((id) => !found.has(id))) return { fault: 'educator_unknown' }
    const kept = await readKept(client, grant, { coachId, caseloadId })
    if (kept === null) return null
    if (!(await changeCaseload(client, { ...at, ...kept, version, now: world.now() }))) return { fault: 'stale' }
    await writeCaseloadWords(client, at, { ids, place, from, until })
    await auditCaseload(client, at, { action: 'place', detail: { place, educatorIds: ids } })
    return { caseloadId }
  })
}

/** Where it is one's own, or one sees to all of them. */
function atCaseload(
  world: DomainWorld,
  grant: Reader,
  caseloadId: string,
  work: (client: DistrictClient, coachId: string) => Promise<CaseloadOutcome>,
): Promise<CaseloadOutcome> {
  const { districtId, personId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const coachId = await findCaseloadCoach(client, { districtId, caseloadId })
    if (coachId === null || (coachId !== personId && !managesCaseloads(grant))) return null
    return work(client, coachId)
  })
}

/** What speaks against it, with what the coach has already; nobody else changes their caseloads meanwhile. */
async function refusalOf(
  client: DistrictClient,
  grant: Reader,
  given: GivenCaseload & { readonly coachId: string; readonly caseloadId: string | null },
): Promise<CaseloadOutcome> {
  const { districtId } = grant.principal
  const { coachId, caseloadId, name } = given
  await lockCaseloads(client, districtId, coachId)
  const problems = checkCaseload(given, new Set(await listSchoolsOfCoach(client, districtId, coachId)))
  if (problems.length > 0) return { problems }
  const others = (await listCaseloads(client, grant, { coachId, caseloadId: null, ...NO_DAY })).filter(
    ({ id, isArchived }) => id !== caseloadId && !isArchived,
  )
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase())) return { fault: 'name_taken' }
  return others.length >= CASELOADS_MAX ? { fault: 'caseloads_too_many' } : null
}

async function readKept(
  client: DistrictClient,
  grant: Reader,
  at: { readonly coachId: string; readonly caseloadId: string },
): Promise<{ readonly name: string; readonly isArchived: boolean } | null> {
  const [kept] = await listCaseloads(client, grant, { ...at, ...NO_DAY })
  return kept === undefined ? null : { name: kept.name, isArchived: kept.isArchived }
}

/** Who is in them isn't asked. */
const NO_DAY = { today: '2000-01-01', from: '2000-01-01' } as const
