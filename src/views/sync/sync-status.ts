/** Sync status: sources and their next slot, the last runs with what they did, the state of the licences. */

import type { Grant } from '../../access/grant.ts'
import type { PageRequest } from '../../store/page.ts'
import type { LicenceRow, RunRow, SourceRow } from '../../store/sync/run-status.ts'
import { findRun, listLicences, listRuns, listSources } from '../../store/sync/run-status.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'
import type { RunFigures, SeatFigures } from './run-report.ts'
import { readFigures } from './run-report.ts'
import { asFarAsShown } from '../seats/seats-shown.ts'

export type RunView = Omit<RunRow, 'report' | 'hold' | 'failure'> &
  Omit<RunFigures, 'seats'> & { readonly seats: readonly (SeatFigures & { readonly name: string })[] | null }

export interface RunQuery extends PageRequest {
  readonly sourceId: string | null
}

/** District-wide figures are null where only schools are in scope. */
export interface LicenceView {
  readonly kind: string
  readonly name: string
  readonly bought: number | null
  readonly used: number
  readonly over: number | null
  readonly needed: number | null
  readonly waiting: number
  readonly grace: number
}

/** One page of the district's runs, newest first. */
export async function viewRuns(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  query: RunQuery,
): Promise<PageView<RunView>> {
  const { page, pageSize } = query
  const found = await inGrant(world, grant, (tx) => listRuns(tx, grant, query))
  return { items: found.items.map((row) => presentRun(world, grant, row)), total: found.total, page, pageSize }
}

/** The run, or null where the district has none of that id. */
export async function viewRun(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  runId: string,
): Promise<RunView | null> {
  const row = await inGrant(world, grant, (tx) => findRun(tx, grant, runId))
  return row === null ? null : presentRun(world, grant, row)
}

/** The district's sources, never their configuration. */
export async function viewSources(
  world: DomainWorld,
  grant: Grant<'view:source'>,
): Promise<{ readonly sources: readonly SourceRow[] }> {
  return { sources: await inGrant(world, grant, (tx) => listSources(tx, grant)) }
}

/** The district's licences; of somebody with schools in scope, only what people of those schools hold. */
export async function viewLicences(
  world: DomainWorld,
  asked: Grant<'view:licence_state'>,
): Promise<{ readonly licences: readonly LicenceView[] }> {
  const grant = await asFarAsShown(world, asked)
  const rows = await inGrant(world, grant, (tx) => listLicences(tx, grant))
  return { licences: rows.map((row) => presentLicence(world, grant, row)) }
}

function presentRun(world: DomainWorld, grant: Grant<'view:run_report'>, row: RunRow): RunView {
  const { report, hold, failure, ...rest } = row
  const { seats, ...figures } = readFigures(grant, { report, hold, failure }, world.settings.diagnosticSays)
  const named = seats?.map((licence) => ({ ...licence, name: titleOf(world, licence.licence) })) ?? null
  return { ...rest, ...figures, seats: named }
}

/** What people read of a kind; of a product its kind's and the product. */
function titleOf({ settings }: DomainWorld, kind: string): string {
  const [shared = kind, product] = kind.split(':')
  const title = settings.licenceKinds.find(({ id }) => id === shared)?.title ?? shared
  return product === undefined ? title : `${title}: ${product}`
}

function presentLicence(world: DomainWorld, grant: Grant<'view:licence_state'>, row: LicenceRow): LicenceView {
  const { kind, bought, used, over, needed, waiting, grace } = row
  const name = world.settings.licenceKinds.find(({ id }) => id === kind)?.title ?? kind
  if (grant.scope.district) return { kind, name, bought, used, over, needed, waiting, grace }
  const here = { used: row.usedHere, waiting: row.waitingHere, grace: row.graceHere }
  return { kind, name, bought: null, over: null, needed: null, ...here }
}
