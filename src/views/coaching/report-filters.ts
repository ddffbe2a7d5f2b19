/** Filters of coaching reports: one's own, and those shared with whoever may see what they ask for. */

import type { Grant } from '../../access/grant.ts'
import { Refusal } from '../../access/grant.ts'
import type { DistrictClient } from '../../store/database.ts'
import { listReportFilters, type ReportFilterRow } from '../../store/coaching/report-filter.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { reachOf } from './report-reach.ts'

/** By name. A shared one whose school or whose work is out of the reader's reach is left out. */
export function viewReportFilters(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
): Promise<readonly ReportFilterRow[]> {
  return inGrantDirect(world, grant, async (client) => {
    const { districtId, personId } = grant.principal
    const kept = await listReportFilters(client, { districtId, personId })
    const open: ReportFilterRow[] = []
    for (const filter of kept) if (filter.isMine || (await isInReach(client, grant, filter))) open.push(filter)
    return open
  })
}

async function isInReach(
  client: DistrictClient,
  { principal }: Grant<'view:interaction'>,
  { asked: { whose, schoolId, groupId, grade } }: ReportFilterRow,
): Promise<boolean> {
  try {
    return (await reachOf(client, principal, { whose, schoolId, groupId, grade, coachId: null })) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
