/** Sources, runs and licences as the status page shows them. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { query, querySorted } from '../world.ts'
import type { SeatCounts } from '../../seats/counts.ts'
import { type ListOrder, sorted } from '../sort.ts'

export type RunStateName =
  | 'requested'
  | 'reading'
  | 'staged'
  | 'planned'
  | 'held'
  | 'applying'
  | 'applied'
  | 'reported'
  | 'failed'
  | 'previewed'
  | 'discarded'
  | 'superseded'

/** `report`, `hold` and `failure` as the run left them; null where it has none. */
export interface RunRow {
  readonly id: string
  readonly sourceId: string
  readonly state: RunStateName
  readonly trigger: 'manual' | 'schedule' | 'retry' | 'undo'
  readonly dryRun: boolean
  readonly requestedAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly report: unknown
  readonly hold: unknown
  readonly failure: unknown
}

export interface SourceRow {
  readonly id: string
  readonly connector: string
  readonly schedule: string | null
  readonly paused: boolean
  readonly nextSlotAt: string | null
  readonly lastSlotAt: string | null
  readonly lastRun: { readonly id: string; readonly state: RunStateName; readonly finishedAt: string | null } | null
}

export interface LicenceRow extends Omit<SeatCounts, 'released'> {
  readonly kind: string
  /** Of people of the schools in scope; 0 where the scope is the district. */
  readonly usedHere: number
  readonly waitingHere: number
  readonly graceHere: number
}

export interface RunSearch extends PageRequest {
  readonly sourceId: string | null
}

/** One page of the district's runs, newest first. */
export async function listRuns(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  search: RunSearch,
): Promise<Page<RunRow>> {
  const { limit, offset } = pageFrom(search)
  return readRuns(tx, [grant.principal.districtId, search.sourceId, null, limit, offset], search)
}

/** The run, or null where the district has none of that id. */
export async function findRun(tx: PrismaTransaction, grant: Grant<Capability>, runId: string): Promise<RunRow | null> {
  const { items } = await readRuns(tx, [grant.principal.districtId, null, runId, 1, 0])
  return items[0] ?? null
}

/** The district's sources, by id. */
export function listSources(tx: PrismaTransaction, grant: Grant<Capability>): Promise<SourceRow[]> {
  return query<SourceRow>(tx, 'list_source_summaries', [grant.principal.districtId])
}

/** The district's licences, by kind. */
export function listLicences(tx: PrismaTransaction, grant: Grant<Capability>): Promise<LicenceRow[]> {
  return query<LicenceRow>(tx, 'list_licence_states', reachSchools(grant))
}
const RUNS_ORDER: ListOrder = {
  by: {
    requestedAt: ['page.id'],
    sourceId: ['page.source_id'],
    state: ['page.state'],
  },
  otherwise: 'page.id desc',
}

async function readRuns(
  tx: PrismaTransaction,
  values: readonly unknown[],
  order: Pick<PageRequest, 'sort'> = {},
): Promise<Page<RunRow>> {
  const [row] = await querySorted<{ total: number; items: RunRow[] }>(
    tx,
    sorted('list_run_summaries', order, RUNS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}
