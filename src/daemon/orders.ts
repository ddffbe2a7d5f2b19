/** Carrying out what pages ordered (src/store/sync/run-order.ts): each order once, in the name of the person who gave it. */

import { globally, inDistrict } from '../store/database.ts'
import { findRequestedRun, findRun, type RunRow } from '../store/sync/run.ts'
import {
  finishRunOrder,
  noteMadeRun,
  releaseRunOrder,
  renewRunOrder,
  type RunOrder,
  type RunOrderKind,
  takeRunOrder,
} from '../store/sync/run-order.ts'
import { approveRun, discardRun } from '../sync/decide.ts'
import { failureOf } from '../sync/failure-of.ts'
import { recoverSource } from '../sync/lease.ts'
import { requestRetry } from '../sync/retry.ts'
import { executeRun, requestRun } from '../sync/run.ts'
import { requestUndo } from '../sync/undo.ts'
import type { RunReport } from '../sync/report.ts'
import type { SyncWorld } from '../sync/world.ts'
import { isAboutUpload, lookAtUpload, settleUpload, type UploadWorld, withUploadFile } from './upload-orders.ts'

export interface OrderWorld extends UploadWorld {
  /** Orders at a time in this process. */
  readonly ordersMax: number
}

export interface Orders {
  /** Takes what there is room for; returns without waiting for it. To be called about every second. */
  readonly tick: () => Promise<void>
  /** Takes nothing more, interrupts what is under way and waits for it; what was interrupted goes to another worker. */
  readonly stop: () => Promise<void>
}

/** How an attempt at an order ended. `again`: it is to be taken up once more, after the pause. */
type Outcome = { readonly failureCode: string | null } | { readonly again: true; readonly pauseMs: number }

const UNDER_WAY: ReadonlySet<string> = new Set(['reading', 'staged', 'planned', 'applying', 'applied'])
/** A run that ended like this did so because of its worker: it says nothing about the order. */
const CUT_SHORT: ReadonlySet<string> = new Set(['RUN_ABANDONED', 'RUN_STOPPED', 'RUN_TAKEN_OVER'])
const TAKES_MAX = 6
const BUSY_PAUSE_MS = 3_000

/** Opens the orders of this worker. */
export function openOrders(world: OrderWorld): Orders {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    tick: async () => {
      while (underWay.size < world.ordersMax && !stopping.signal.aborted) {
        const order = await globally(world.db, (client) => takeRunOrder(client, world.settings.run.leaseMs))
        if (order === null) return
        const work: Promise<void> = carryOut(world, order, stopping.signal).finally(() => underWay.delete(work))
        underWay.add(work)
      }
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(underWay)
    },
  }
}

/** Never throws: what went wrong is the order's end, or a database that is away, and then the order's lease ends. */
async function carryOut(world: OrderWorld, order: RunOrder, stopping: AbortSignal): Promise<void> {
  const { id, districtId, sourceId, kind } = order
  const taken = keepTaken(world, order)
  try {
    const signal = AbortSignal.any([stopping, taken.signal])
    const outcome = await attempt(world, order, signal).catch((error: unknown) => afterFailure(order, error, stopping))
    if (!('again' in outcome) && isAboutUpload(order)) await settleUpload(world, order, outcome.failureCode)
    await globally(world.db, (client) =>
      'again' in outcome
        ? releaseRunOrder(client, order, outcome.pauseMs)
        : finishRunOrder(client, order, outcome.failureCode),
    )
    world.log.info('order.ended', { order: id, districtId, sourceId, kind, ...outcome })
  } catch (error) {
    world.log.error('order.failed', { order: id, districtId, sourceId, kind, code: failureOf(error).code })
  } finally {
    taken.stop()
  }
}

/** Renews the lease on the order; the signal aborts where another has it by now. */
function keepTaken(world: OrderWorld, order: RunOrder): { readonly signal: AbortSignal; readonly stop: () => void } {
  const lost = new AbortController()
  const { leaseMs, renewMs } = world.settings.run
  const timer = setInterval(() => {
    globally(world.db, (client) => renewRunOrder(client, order, leaseMs)).then(
      (isOurs) => {
        if (!isOurs) lost.abort()
      },
      // A database that does not answer now may answer at the next beat.
      () => undefined,
    )
  }, renewMs)
  timer.unref()
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}

/** A database that broke off, or a worker that was told to stop, is no reason to give an order up. */
function afterFailure(order: RunOrder, error: unknown, stopping: AbortSignal): Outcome {
  const { code, disposition } = failureOf(error)
  if (stopping.aborted) return { again: true, pauseMs: 0 }
  // A list was handed over by somebody who would have to do it all again.
  const mayPass = disposition === 'retry' && (code !== 'RUN_IN_PROGRESS' || isAboutUpload(order))
  if (mayPass && order.takenCount < TAKES_MAX) return { again: true, pauseMs: BUSY_PAUSE_MS }
  return { failureCode: code }
}

function attempt(world: OrderWorld, order: RunOrder, signal: AbortSignal): Promise<Outcome> {
  if (order.kind === 'preview_upload') return lookAt(world, order, signal)
  const decide = DECISIONS[order.kind]
  return decide === undefined ? makeRun(world, order, signal) : decideRun(world, order, { signal, decide })
}

/** Taken up again, it looks again: a preview has changed nothing. */
async function lookAt(world: OrderWorld, order: RunOrder, signal: AbortSignal): Promise<Outcome> {
  if (!isAboutUpload(order)) return { failureCode: 'UPLOAD_GONE' }
  const known = order.madeRunId === null ? null : await readRun(world, order, order.madeRunId)
  if (known !== null && UNDER_WAY.has(known.state)) return { again: true, pauseMs: BUSY_PAUSE_MS }
  return { failureCode: await lookAtUpload(world, order, signal) }
}

type Decide = (
  world: SyncWorld,
  decision: { readonly districtId: string; readonly runId: string; readonly by: string; readonly signal: AbortSignal },
) => Promise<unknown>

const DECISIONS: Readonly<Partial<Record<RunOrderKind, Decide>>> = {
  approve: approveRun,
  approve_additions: (world, decision) => approveRun(world, { ...decision, additionsOnly: true }),
  approve_match: (world, decision) => approveRun(world, { ...decision, match: true }),
  discard: discardRun,
}

/** Decides about a held run. Taken up again, it first looks whether that has happened. */
async function decideRun(
  world: OrderWorld,
  order: RunOrder,
  { signal, decide }: { readonly signal: AbortSignal; readonly decide: Decide },
): Promise<Outcome> {
  const { districtId, requestedBy: by } = order
  const runId = order.runId ?? ''
  if (order.takenCount > 1) {
    const run = await readRun(world, order, runId)
    if (run !== null && UNDER_WAY.has(run.state)) return { again: true, pauseMs: BUSY_PAUSE_MS }
    if (run !== null && run.state !== 'held' && run.decided_by === by) return { failureCode: null }
  }
  await decide(world, { districtId, runId, by, signal })
  return { failureCode: null }
}

/** Makes a run and carries it out. Taken up again, it goes on with the one that was made before. */
async function makeRun(world: OrderWorld, order: RunOrder, signal: AbortSignal): Promise<Outcome> {
  const known = await findMadeRun(world, order)
  if (known !== null && UNDER_WAY.has(known.state)) return { again: true, pauseMs: BUSY_PAUSE_MS }
  if (known !== null && known.state !== 'requested') {
    const code = codeOf(known)
    if (code === null || !CUT_SHORT.has(code) || order.takenCount >= TAKES_MAX) return { failureCode: code }
  }
  const runId = known?.state === 'requested' ? known.id : await request(world, order)
  if (!(await globally(world.db, (client) => noteMadeRun(client, order, runId)))) return { again: true, pauseMs: 0 }
  const { failure } = await execute(world, order, { runId, signal })
  if (failure === null) return { failureCode: null }
  const isCutShort = CUT_SHORT.has(failure.code) && order.takenCount < TAKES_MAX
  return isCutShort ? { again: true, pauseMs: 0 } : { failureCode: failure.code }
}

function execute(
  world: OrderWorld,
  order: RunOrder,
  { runId, signal }: { readonly runId: string; readonly signal: AbortSignal },
): Promise<RunReport> {
  const options = { districtId: order.districtId, runId, signal }
  if (!isAboutUpload(order)) return executeRun(world, options)
  return withUploadFile(world, order, (given) => executeRun(world, { ...options, ...given }))
}

function request(world: OrderWorld, order: RunOrder): Promise<string> {
  const { districtId, sourceId, kind, requestedBy } = order
  const about = { districtId, runId: order.runId ?? '', requestedBy }
  if (kind === 'retry') return requestRetry(world, about)
  if (kind === 'undo' || kind === 'preview_undo')
    return requestUndo(world, { ...about, dryRun: kind === 'preview_undo' })
  return requestRun(world, { districtId, sourceId, trigger: 'manual', dryRun: kind === 'preview', requestedBy })
}

/** The run of an earlier attempt: the noted one, or one that was made just before its worker died. */
async function findMadeRun(world: OrderWorld, order: RunOrder): Promise<RunRow | null> {
  if (order.madeRunId !== null) return readRun(world, order, order.madeRunId)
  if (order.takenCount === 1) return null
  const { districtId, sourceId, requestedBy } = order
  const last = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
    findRequestedRun(client, { districtId, sourceId, requestedBy }),
  )
  return last?.state === 'requested' ? readRun(world, order, last.id) : null
}

/** As it is once what a dead worker left of it has been ended. */
async function readRun(world: OrderWorld, order: RunOrder, runId: string): Promise<RunRow | null> {
  const { districtId, sourceId } = order
  await recoverSource(world, { districtId, sourceId })
  return inDistrict(world.db, { districtId, actor: 'system' }, (client) => findRun(client, { districtId, runId }))
}

function codeOf(run: RunRow): string | null {
  const { failure } = run
  return typeof failure === 'object' && failure !== null && 'code' in failure ? String(failure.code) : null
}
