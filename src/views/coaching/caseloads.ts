/** Caseloads of a coach with who is in them, and for administrators those of all coaches and who is in nobody's. */

import { authorise, authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import {
  type CaseloadCoach,
  type CaseloadPerson,
  type CaseloadRow,
  findCaseloadCoach,
  listCaseloadCoaches,
  listCaseloadPeople,
  listCaseloads,
} from '../../store/coaching/caseload.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { yearOf } from './report-reach.ts'

type Reader = Grant<'use:educator_database'>

export interface CaseloadDetail extends CaseloadRow {
  readonly coachId: string
  readonly people: readonly CaseloadPerson[]
}

/** One's own, or as an administrator those of `coachId`; null: not theirs to see. */
export async function viewCaseloads(
  world: DomainWorld,
  grant: Reader,
  coachId: string | null,
): Promise<readonly CaseloadRow[] | null> {
  const { districtId, personId } = grant.principal
  const whose = coachId ?? personId ?? '0'
  if (!mayReach(grant, whose)) return null
  return inGrantDirect(world, grant, async (client) => {
    const day = await yearOf(world, client, districtId)
    return listCaseloads(client, grant, { ...day, coachId: whose, caseloadId: null })
  })
}

/** One caseload with its people, as far as the reader may see them; null: there is none such of theirs. */
export function viewCaseload(world: DomainWorld, grant: Reader, caseloadId: string): Promise<CaseloadDetail | null> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const coachId = await findCaseloadCoach(client, { districtId, caseloadId })
    if (coachId === null || !mayReach(grant, coachId)) return null
    const day = await yearOf(world, client, districtId)
    const [row] = await listCaseloads(client, grant, { ...day, coachId, caseloadId })
    if (row === undefined) return null
    return { ...row, coachId, people: await listCaseloadPeople(client, grant, { ...day, caseloadId }) }
  })
}

/** All coaches, and how many educators are in nobody's caseload. */
export function viewCaseloadCoaches(
  world: DomainWorld,
  grant: Grant<'manage:coaching_settings'>,
): Promise<{ readonly coaches: readonly CaseloadCoach[]; readonly inNone: number }> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const day = await yearOf(world, client, districtId)
    return listCaseloadCoaches(client, authorise(grant.principal, 'use:educator_database'), day)
  })
}

function mayReach({ principal }: Reader, coachId: string): boolean {
  return coachId === principal.personId || authoriseMine(principal, 'manage:coaching_settings') !== null
}
