/** One run from near: every change field by field, every row that was left out, and why a person is who they are. */

import type { Grant } from '../../access/grant.ts'
import { roleKinds } from '../../seats/kind.ts'
import type { PageRequest } from '../../store/page.ts'
import type { PersonTrace } from '../../store/people/person-trace.ts'
import type { QuarantineRow, RunChangeRow, RunEdits } from '../../store/sync/run-detail.ts'
import {
  findPersonTrace,
  listQuarantinePage,
  listRunChangePage,
  listRunEdits,
  raisesAdministrators,
  tookAdministrators,
} from '../../store/sync/run-detail.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface RunChangeView extends Omit<RunChangeRow, 'before' | 'after'> {
  /** What differs; of a new record what it has, of one that leaves nothing. */
  readonly fields: readonly FieldChange[]
}

interface RunPlace extends PageRequest {
  readonly runId: string
}

/** One page of what the run did, or would do. */
export async function viewRunChanges(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  query: RunPlace & { readonly kind: string | null },
): Promise<PageView<RunChangeView>> {
  const { page, pageSize } = query
  const { items, total } = await inGrant(world, grant, (tx) => listRunChangePage(tx, grant, query))
  return { items: items.map(presentChange), total, page, pageSize }
}

/** One page of the rows that the run left out, one entry per fault. */
export async function viewQuarantine(
  world: DomainWorld,
  grant: Grant<'view:quarantine'>,
  query: RunPlace,
): Promise<PageView<QuarantineRow>> {
  const { page, pageSize } = query
  const found = await inGrant(world, grant, (tx) => listQuarantinePage(tx, grant, query))
  return { ...found, page, pageSize }
}

/** Where the run met edits by hand; null: there is no such run. */
export function viewRunEdits(
  world: DomainWorld,
  grant: Grant<'view:run_report'>,
  runId: string,
): Promise<RunEdits | null> {
  return inGrant(world, grant, (tx) => listRunEdits(tx, grant, runId))
}

export interface WhyView extends PersonTrace {
  /** Of each kind of seat, the roles that need one. */
  readonly seatRoles: Readonly<Record<string, readonly string[]>>
}

/** Where a person's roles and seats come from; null where nobody of that number is in scope. */
export async function viewWhy(
  world: DomainWorld,
  grant: Grant<'view:why_trace'>,
  personId: string,
): Promise<WhyView | null> {
  const trace = await inGrant(world, grant, (tx) => findPersonTrace(tx, grant, personId))
  if (trace === null) return null
  const seatRoles = Object.fromEntries(roleKinds(world.settings.licenceKinds).map(({ id, roles }) => [id, roles]))
  return { ...trace, seatRoles }
}

/** Whether a held run would raise somebody to a role that manages others, which not everybody may approve. */
export function viewAdministratorRise(
  world: DomainWorld,
  grant: Grant<'discard:held_run'>,
  runId: string,
): Promise<boolean> {
  return inGrant(world, grant, (tx) => raisesAdministrators(tx, grant, runId))
}

/** Whether taking an applied run back would give somebody such a role again. */
export function viewUndoneRise(world: DomainWorld, grant: Grant<'undo:run'>, runId: string): Promise<boolean> {
  return inGrant(world, grant, (tx) => tookAdministrators(tx, grant, runId))
}

function presentChange({ before, after, ...change }: RunChangeRow): RunChangeView {
  const was = fieldsOf(before)
  const becomes = fieldsOf(after)
  const fields = Object.keys(becomes)
    .map((field) => ({
      field,
      before: change.op === 'change' ? textOf(was[field]) : null,
      after: textOf(becomes[field]),
    }))
    // Beside the fields stands what the feed says of those that are edited by hand.
    .filter((one) => one.field !== 'sticky' && one.before !== one.after)
  return { ...change, fields }
}

function fieldsOf(stored: unknown): Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null ? { ...stored } : {}
}

/** As a person reads it: nothing for empty, lists by commas, the rest as it stands. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => textOf(item) ?? '').join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
