/** Somebody imports staff, students or classes from a file: a look first, then exactly that, in one transaction. */

import { appendAudit } from '../../store/audit/audit.ts'
import { type DistrictClient, rawOf } from '../../store/database.ts'
import type { InvitationLink } from '../../store/people/staff-write.ts'
import { type ImportSeats, lookAtImport } from '../../store/seats/import-seats.ts'
import { reconcileSeats } from '../../store/seats/seats.ts'
import { lockRosterForEdit } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  planImport,
  type RosterFile,
  type RosterFileFault,
  type RosterImporter,
  type RosterPlan,
} from './read-import.ts'
import { nameLook, staleness } from './seen-plan.ts'
import { writeImport } from './write-import.ts'

export interface RosterLook extends RosterPlan {
  /** Names what was shown, and when. */
  readonly plan: string
  readonly standsUntil: Date
  /** What it does to the seats of its people, by licence; null: a sync is writing just now, so nobody can say. */
  readonly seats: readonly ImportSeats[] | null
}

/** What would be made of the file; nothing is written. */
export function previewRoster(
  world: DomainWorld,
  importer: RosterImporter,
  file: RosterFile,
): Promise<RosterLook | RosterFileFault> {
  const { districtId } = importer.grant.principal
  return importer.unit(async (client) => {
    // First, as at the import itself: what is looked at is what the plan was made of.
    const isLocked = await lockRosterForEdit(rawOf(client), districtId)
    const plan = await planImport(client, world, importer, file)
    if ('problem' in plan) return plan
    const seats = isLocked ? await lookAtSeats(client, world, importer, plan) : null
    return { ...plan, ...nameLook(plan.digest, world.now()), seats }
  })
}

/** Done and taken back. */
async function lookAtSeats(
  client: DistrictClient,
  world: DomainWorld,
  importer: RosterImporter,
  plan: RosterPlan,
): Promise<readonly ImportSeats[]> {
  const { districtId } = importer.grant.principal
  if (!plan.rows.some(({ outcome }) => outcome === 'new' || outcome === 'changed')) return []
  const { licenceKinds: kinds } = world.settings
  return lookAtImport(client, { districtId, kinds, now: world.now() }, () =>
    writeAndSquare(client, world, importer, { plan, link: null }),
  )
}

async function writeAndSquare(
  client: DistrictClient,
  world: DomainWorld,
  importer: RosterImporter,
  { plan, link }: { readonly plan: RosterPlan; readonly link: RosterOrder['link'] },
): Promise<string> {
  const at = world.now()
  const { districtId } = importer.grant.principal
  const importId = await writeImport(client, { importer, plan, link, at, counts: countsOf(plan) })
  const { licenceKinds: kinds } = world.settings
  await reconcileSeats(client, { districtId, runId: null, actor: importer.by, kinds, now: at })
  return importId
}

function countsOf({ rows }: RosterPlan) {
  const count = (outcome: string): number => rows.filter((one) => one.outcome === outcome).length
  return { added: count('new'), changed: count('changed'), leftOut: count('out') }
}

export interface RosterOrder {
  readonly file: RosterFile
  /** The look that was confirmed; null: there was none. */
  readonly plan: string | null
  /** Rows that stay out are left out; otherwise they keep everything out. */
  readonly leavesOut: boolean
  /** A one-time link for each account of the staff that is made; null: none. */
  readonly link: ((made: { readonly row: number; readonly email: string }) => InvitationLink) | null
}

export interface RosterImported {
  readonly importId: string
  readonly added: number
  readonly changed: number
  readonly already: number
  readonly leftOut: number
}

export type RosterOutcome =
  | RosterImported
  | RosterFileFault
  | { readonly problem: 'plan_changed' | 'plan_old' | 'rows_out' | 'nothing_new' | 'roster_busy' }

/** Writes what the plan says, and squares the seats, in one transaction under the roster's lock. Nobody is taken out. */
export function importRoster(world: DomainWorld, importer: RosterImporter, order: RosterOrder): Promise<RosterOutcome> {
  const { districtId } = importer.grant.principal
  return importer.unit(async (client): Promise<RosterOutcome> => {
    if (!(await lockRosterForEdit(rawOf(client), districtId))) return { problem: 'roster_busy' }
    const plan = await planImport(client, world, importer, order.file)
    if ('problem' in plan) return plan
    const stale = order.plan === null ? null : staleness(order.plan, plan.digest, world.now())
    if (stale !== null) return { problem: stale }
    const counts = countsOf(plan)
    if (counts.leftOut > 0 && !order.leavesOut) return { problem: 'rows_out' }
    if (counts.added + counts.changed === 0) return { problem: 'nothing_new' }
    const importId = await writeAndSquare(client, world, importer, { plan, link: order.link })
    await audit(client, districtId, { action: 'roster_import.add', importId, detail: { kind: plan.kind, ...counts } })
    return { importId, ...counts, already: plan.rows.filter(({ outcome }) => outcome === 'already').length }
  })
}

function audit(
  client: DistrictClient,
  districtId: string,
  { action, importId, detail }: { readonly action: string; readonly importId: string; readonly detail: object },
): Promise<void> {
  return appendAudit(rawOf(client), districtId, {
    action,
    object: `roster_import:${importId}`,
    detail: { ...detail },
  })
}
