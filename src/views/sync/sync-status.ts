/** Sync status: sources and their next slot, the last runs with what they did, the state of the licences. */

import type { Grant } from '../../access/grant.ts'
import type { PageRequest } from '../../store/page.ts'
import type { LicenceRow, RunRow, SourceRow } from '../../store/sync/run-status.ts'
import { findRun, listLicences, listRuns, listSources } from '../../store/sync/run-status.ts'
import { readLicenceNamesFor } from '../../store/notices/notice-list.ts'
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
  return inGrant(world, grant, async (tx) => {
    const { items, total } = await listRuns(tx, grant, query)
    const names = await readLicenceNamesFor(tx, grant, world.settings.licenceKinds)
    return { items: items.map((row) => presentRun(world, grant, { row, names })), total, page, pageSize }
  })
}

/** The run, or null where the district has none of that id. */
export async function viewRun(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  runId: string,
): Promise<RunView | null> {
  return inGrant(world, grant, async (tx) => {
    const row = await findRun(tx, grant, runId)
    const names = await readLicenceNamesFor(tx, grant, world.settings.licenceKinds)
    return row === null ? null : presentRun(world, grant, { row, names })
  })
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
  return inGrant(world, grant, async (tx) => {
    const rows = await listLicences(tx, grant)
    const names = await readLicenceNamesFor(tx, grant, world.settings.licenceKinds)
    return { licences: rows.map((row) => presentLicence(grant, { row, names })) }
  })
}

/** What people read, by kind: of a product, the product's name. */
type Names = Readonly<Record<string, string>>

function presentRun(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  { row, names }: { readonly row: RunRow; readonly names: Names },
): RunView {
  const { report, hold, failure, ...rest } = row
  const { seats, ...figures } = readFigures(grant, { report, hold, failure }, world.settings.diagnosticSays)
  const named = seats?.map((licence) => ({ ...licence, name: names[licence.licence] ?? licence.licence })) ?? null
  return { ...rest, ...figures, seats: named }
}

function presentLicence(
  grant: Grant<'view:licence_state'>,
  { row, names }: { readonly row: LicenceRow; readonly names: Names },
): LicenceView {
  const { kind, bought, used, over, needed, waiting, grace } = row
  const name = names[kind] ?? kind
  if (grant.scope.district) return { kind, name, bought, used, over, needed, waiting, grace }
  const here = { used: row.usedHere, waiting: row.waitingHere, grace: row.graceHere }
  return { kind, name, bought: null, over: null, needed: null, ...here }
}
