/** Keeping, renaming, sharing and forgetting filters of coaching reports. A filter is a choice and gives nobody a right. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { DistrictClient } from '../../store/database.ts'
import {
  addReportFilter,
  type AskedReport,
  auditReportFilter,
  changeReportFilter,
  deleteReportFilter,
  lockReportFilters,
  type ReportFilterRow,
} from '../../store/coaching/report-filter.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

type Reader = Grant<'view:interaction'>

const FILTERS_MAX = 50

/** `nobody`: an administrator who is no person of the roster keeps none. `not_shared`: sharing is the district's. `caseload_of_others`: others' work isn't cut down to a caseload. */
export type FilterFault =
  | 'name_empty'
  | 'name_taken'
  | 'filters_too_many'
  | 'nobody'
  | 'not_shared'
  | 'stale'
  | 'caseload_of_others'
export type FilterOutcome = { readonly filter: ReportFilterRow } | { readonly fault: FilterFault } | null

interface GivenFilter {
  readonly name: string
  readonly isShared: boolean
}

/** Keeps a filter under a name of one's own. */
export function keepFilter(
  world: DomainWorld,
  grant: Reader,
  given: GivenFilter & { readonly asked: AskedReport },
): Promise<FilterOutcome> {
  return inFilters(world, grant, async (client, kept) => {
    const { districtId, personId } = grant.principal
    const filter = { ...given, name: given.name.trim() }
    if (given.asked.caseload !== null && given.asked.whose !== 'mine') return { fault: 'caseload_of_others' }
    const fault = faultOf(grant, kept, { ...filter, id: null })
    if (fault !== null) return { fault }
    if (kept.filter(({ isMine }) => isMine).length >= FILTERS_MAX) return { fault: 'filters_too_many' }
    const id = await addReportFilter(client, { districtId, personId }, { ...filter, now: world.now() })
    if (filter.isShared) await auditReportFilter(client, districtId, { id, action: 'share' })
    return { filter: { ...filter, id, isMine: true, version: '1' } }
  })
}

/** Renames it, shares it or takes it back: one's own, and as an administrator every shared one. Null: there is none. */
export function changeFilter(
  world: DomainWorld,
  grant: Reader,
  change: GivenFilter & { readonly id: string; readonly version: string },
): Promise<FilterOutcome> {
  return inFilters(world, grant, async (client, kept) => {
    const { districtId } = grant.principal
    const was = findMine(grant, kept, change.id)
    if (was === null) return null
    const filter = { ...change, name: change.name.trim() }
    const fault = faultOf(grant, kept, filter, was)
    if (fault !== null) return { fault }
    if (!(await changeReportFilter(client, districtId, { ...filter, now: world.now() }))) return { fault: 'stale' }
    if (was.isShared || filter.isShared)
      await auditReportFilter(client, districtId, { id: filter.id, action: actOf(was, filter) })
    return { filter: { ...was, ...filter, version: String(Number(was.version) + 1) } }
  })
}

/** Forgets it; false: there is none of theirs. */
export async function forgetFilter(world: DomainWorld, grant: Reader, id: string): Promise<boolean> {
  const outcome = await inFilters(world, grant, async (client, kept) => {
    const { districtId } = grant.principal
    const was = findMine(grant, kept, id)
    if (was === null) return null
    await deleteReportFilter(client, districtId, id)
    if (was.isShared) await auditReportFilter(client, districtId, { id, action: 'delete' })
    return { filter: was }
  })
  return outcome !== null && 'filter' in outcome
}

async function inFilters(
  world: DomainWorld,
  grant: Reader,
  work: (client: DistrictClient, kept: readonly ReportFilterRow[]) => Promise<FilterOutcome>,
): Promise<FilterOutcome> {
  const { districtId, personId } = grant.principal
  if (personId === null) return { fault: 'nobody' }
  return inGrantDirect(world, grant, async (client) =>
    work(client, await lockReportFilters(client, { districtId, personId })),
  )
}

function findMine(grant: Reader, kept: readonly ReportFilterRow[], id: string): ReportFilterRow | null {
  const found = kept.find((one) => one.id === id)
  return found !== undefined && (found.isMine || mayShare(grant)) ? found : null
}

function faultOf(
  grant: Reader,
  kept: readonly ReportFilterRow[],
  filter: GivenFilter & { readonly id: string | null },
  was: ReportFilterRow | null = null,
): FilterFault | null {
  if (filter.name === '') return 'name_empty'
  // Names are one's own; of a shared one, whoever shared it has theirs.
  const beside = kept.filter((one) => one.id !== filter.id && one.isMine === (was?.isMine ?? true))
  if (beside.some((one) => one.name.toLowerCase() === filter.name.toLowerCase())) return 'name_taken'
  return filter.isShared && !mayShare(grant) ? 'not_shared' : null
}

function mayShare({ principal }: Reader): boolean {
  return authoriseMine(principal, 'manage:coaching_settings') !== null
}

function actOf(was: GivenFilter, is: GivenFilter): 'share' | 'unshare' | 'change' {
  if (was.isShared === is.isShared) return 'change'
  return is.isShared ? 'share' : 'unshare'
}
