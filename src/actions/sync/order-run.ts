/** Somebody asks the worker for a run, or decides about one: the order is given, the worker carries it out. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { createRunOrder } from '../../store/sync/run-order.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** The order's id, or why there is none: what lies outside a scope is unknown, as what isn't. */
export type OrderOutcome = { readonly orderId: string } | { readonly problem: 'source_unknown' | 'run_unknown' }

/** A sync of a source, or a look at what it would do. */
export function orderSync(
  world: DomainWorld,
  grant: Grant<'start:run'>,
  asked: { readonly sourceId: string; readonly preview: boolean },
): Promise<OrderOutcome> {
  const { sourceId } = asked
  const kind = asked.preview ? 'preview' : 'sync'
  const object = `source:${sourceId}`
  return give(world, grant, { kind, object, problem: 'source_unknown' }, (tx) =>
    createRunOrder(tx, grant, { kind, sourceId, runId: null, at: world.now() }),
  )
}

/** Another try of a run that failed. */
export function orderRetry(world: DomainWorld, grant: Grant<'start:run'>, runId: string): Promise<OrderOutcome> {
  const kind = 'retry'
  return give(world, grant, { kind, object: `run:${runId}`, problem: 'run_unknown' }, (tx) =>
    createRunOrder(tx, grant, { kind, sourceId: null, runId, at: world.now() }),
  )
}

/** Applying a held run: all of it, its additions only, or with the matches that it proposes. */
export function orderApproval(
  world: DomainWorld,
  grant: Grant<'approve:held_run' | 'approve:held_run_with_administrator_rise'>,
  asked: { readonly runId: string; readonly kind: 'approve' | 'approve_additions' | 'approve_match' },
): Promise<OrderOutcome> {
  const { runId, kind } = asked
  return give(world, grant, { kind, object: `run:${runId}`, problem: 'run_unknown' }, (tx) =>
    createRunOrder(tx, grant, { kind, sourceId: null, runId, at: world.now() }),
  )
}

/** Setting a held run aside. */
export function orderDiscard(
  world: DomainWorld,
  grant: Grant<'discard:held_run'>,
  runId: string,
): Promise<OrderOutcome> {
  const kind = 'discard'
  return give(world, grant, { kind, object: `run:${runId}`, problem: 'run_unknown' }, (tx) =>
    createRunOrder(tx, grant, { kind, sourceId: null, runId, at: world.now() }),
  )
}

/** Taking an applied run back, or a look at what that would do. */
export function orderUndo(
  world: DomainWorld,
  grant: Grant<'undo:run'>,
  asked: { readonly runId: string; readonly preview: boolean },
): Promise<OrderOutcome> {
  const { runId } = asked
  const kind = asked.preview ? 'preview_undo' : 'undo'
  return give(world, grant, { kind, object: `run:${runId}`, problem: 'run_unknown' }, (tx) =>
    createRunOrder(tx, grant, { kind, sourceId: null, runId, at: world.now() }),
  )
}

interface Given {
  readonly kind: string
  readonly object: string
  readonly problem: 'source_unknown' | 'run_unknown'
}

function give(
  world: DomainWorld,
  grant: Grant<Capability>,
  { kind, object, problem }: Given,
  create: (tx: PrismaTransaction) => Promise<string | null>,
): Promise<OrderOutcome> {
  return inGrant(world, grant, async (tx): Promise<OrderOutcome> => {
    const orderId = await create(tx)
    if (orderId === null) return { problem }
    await appendAudit(tx, grant.principal.districtId, { action: 'run.order', object, detail: { kind } })
    return { orderId }
  })
}
