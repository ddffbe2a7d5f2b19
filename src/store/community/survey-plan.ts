/** What communities plan for their classes. In the district's transaction. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { KnownCycle } from '../../community/survey-cycle.ts'
import { cyclesOf, type SurveyDefault } from '../../community/survey-plan.ts'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction, RawTransaction } from '../database.ts'
import { reachClassesOfCommunities } from '../scope.ts'
import { query } from '../world.ts'

interface CommunityAt {
  readonly districtId: string
  readonly communityId: string
}

/** The district's day, and what the community plans; null: nothing. */
export async function readSurveyDefault(
  tx: RawTransaction,
  at: CommunityAt,
  now: Date,
): Promise<{ readonly today: string; readonly plan: SurveyDefault | null }> {
  const values = [at.districtId, at.communityId, now]
  const [row] = await query<{ today: string; plan: SurveyDefault | null }>(tx, 'read_survey_default', values)
  return row ?? { today: '', plan: null }
}

/** Sets it, or takes it away. */
export async function writeSurveyDefault(
  tx: PrismaTransaction,
  { districtId, communityId }: CommunityAt,
  plan: SurveyDefault | null,
): Promise<void> {
  if (plan === null) {
    await query(tx, 'delete_survey_default', [districtId, communityId])
    return
  }
  const { questionSet, startsOn, endsOn, lateDays, everyWeeks, cycles } = plan
  const values = [questionSet, startsOn, endsOn, lateDays, everyWeeks, cycles]
  await query(tx, 'write_survey_default', [districtId, communityId, ...values])
}

/**
 * Plans what the community plans for a class that has come into it, where the class has no cycle yet; what would have
 * begun already is left out. Answers how many cycles it planned, with an audit entry.
 */
export async function planByDefault(
  tx: RawTransaction,
  at: CommunityAt & { readonly classId: string },
  said: { readonly by: string; readonly at: Date },
): Promise<number> {
  const { districtId, communityId, classId } = at
  const known = await query<KnownCycle>(tx, 'list_known_cycles', [districtId, classId])
  const { today, plan } = await readSurveyDefault(tx, at, said.at)
  const cycles = plan === null || known.length > 0 ? [] : cyclesOf(plan, today)
  for (const { questionSet, startsOn, endsOn, extendedTo } of cycles) {
    const values = [questionSet, startsOn, endsOn, extendedTo, said.by, said.at]
    await query(tx, 'add_survey_cycle', [districtId, classId, ...values])
  }
  if (cycles.length > 0)
    await appendAudit(tx, districtId, {
      action: 'survey.schedule',
      object: `class:${classId}`,
      detail: { by: `community:${communityId}`, cycles: cycles.map(({ startsOn, endsOn }) => `${startsOn}/${endsOn}`) },
    })
  return cycles.length
}

export interface ClassCycles {
  readonly id: string
  readonly title: string
  readonly cycles: readonly KnownCycle[]
}

/** The classes of a community that are in scope, with their cycles. */
export function listCommunityCycles(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  communityId: string,
): Promise<ClassCycles[]> {
  return query<ClassCycles>(tx, 'list_community_cycles', [...reachClassesOfCommunities(grant), communityId])
}

/** One of them, held until the transaction ends; null: it is not there any more. */
export async function lockCommunityClass(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  at: { readonly communityId: string; readonly classId: string; readonly now: Date },
): Promise<{ readonly today: string; readonly known: readonly KnownCycle[] } | null> {
  const values = [...reachClassesOfCommunities(grant), at.communityId, at.classId, at.now]
  const [row] = await query<{ today: string }>(tx, 'lock_community_class', values)
  if (row === undefined) return null
  const known = await query<KnownCycle>(tx, 'list_known_cycles', [grant.principal.districtId, at.classId])
  return { today: row.today, known }
}
