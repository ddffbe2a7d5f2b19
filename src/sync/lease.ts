/** The claim on a run: one worker at a time, shown to be alive by a lease, fenced by a token when it isn't. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { type Claim, type RunRef, claimRun, endAbandonedRuns, findActiveRun, renewLease } from '../store/sync/run.ts'
import { type RunEvent, type RunState, nextState, statesBefore } from './state.ts'
import type { SyncWorld } from './world.ts'

const POLL_MS = 500

export interface Lease extends Claim, RunRef {
  /** Aborts with a Failure when the run was taken over or the caller's own signal aborts. */
  readonly signal: AbortSignal
  stop(): void
}

/** Where a run whose worker is gone ends; the text goes into its report. */
export const ABANDONED = {
  code: 'RUN_ABANDONED',
  message: 'The process that ran this sync ended before it was done. Nothing was changed; the next run starts anew.',
}

/**
 * Takes the run by `event` (claim: a requested one, approve: a held one) and keeps the lease renewed until `stop`.
 * A dead worker's run that is in the way is ended first, once its lease is over.
 * @throws Failure RUN_IN_PROGRESS where a living worker runs the source; RUN_STATE where the run can't be taken
 */
export async function takeRun(
  world: SyncWorld,
  run: RunRef & { readonly sourceId: string },
  options: { readonly event: Extract<RunEvent, 'claim' | 'approve'>; readonly signal: AbortSignal },
): Promise<Lease> {
  const deadline = Date.now() + world.settings.run.leaseMs + 4 * POLL_MS
  let seenLease: number | null = null
  for (;;) {
    options.signal.throwIfAborted()
    const claim = await tryClaim(world, run, options.event)
    if (claim !== null) return startLease(world, { ...run, ...claim }, options.signal)
    const active = await inDistrict(world.db, contextOf(run), (client) => findActiveRun(client, run))
    if (active === null) continue
    if (active.lease_over === true && (await recoverSource(world, run)).length > 0) continue
    const lease = active.lease_until?.getTime() ?? 0
    if ((seenLease !== null && lease > seenLease) || Date.now() > deadline) throw inProgress(run, active.id)
    seenLease ??= lease
    await sleep(POLL_MS, undefined, { signal: options.signal })
  }
}

/** Ends what dead workers left of a source's runs. Returns the ended ones. */
export async function recoverSource(
  world: SyncWorld,
  place: { readonly districtId: string; readonly sourceId: string | null },
): Promise<readonly { readonly id: string; readonly state: string }[]> {
  const ended = await inDistrict(world.db, { districtId: place.districtId, actor: 'system' }, (client) =>
    endAbandonedRuns(client, place, ABANDONED),
  )
  for (const { id, state } of ended) world.log.warn('run.recovered', { district: place.districtId, run: id, state })
  return ended
}

/** Null: another run of the source is going on. */
async function tryClaim(world: SyncWorld, run: RunRef, event: 'claim' | 'approve'): Promise<Claim | null> {
  const from = statesBefore(event)
  const to = from.map((state) => nextState(state, event)).find((state): state is RunState => state !== null)
  try {
    const claim = await inDistrict(world.db, contextOf(run), (client) =>
      claimRun(client, run, {
        from,
        to: to ?? 'failed',
        owner: world.owner,
        leaseMs: world.settings.run.leaseMs,
      }),
    )
    if (claim !== null) return claim
  } catch (error) {
    if (isOneAtATime(error)) return null
    throw error
  }
  throw new Failure(
    'RUN_STATE',
    'operator',
    event === 'approve'
      ? `Run ${run.runId} is not held, so there is nothing to approve. "staffroom runs show ${run.runId}" says what became of it.`
      : `Run ${run.runId} has been started already.`,
  )
}

function isOneAtATime(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'run_one_at_a_time'
}

function startLease(world: SyncWorld, claim: RunRef & Claim, outer: AbortSignal): Lease {
  const taken = new AbortController()
  const { leaseMs, renewMs } = world.settings.run
  let renewing = false
  const timer = setInterval(() => {
    if (renewing) return
    renewing = true
    inDistrict(world.db, contextOf(claim), (client) => renewLease(client, claim, leaseMs))
      .then(
        (alive) => {
          if (!alive) taken.abort(takenOver(claim.runId))
        },
        // A database that does not answer now may answer at the next beat; the token decides in the end.
        () => undefined,
      )
      .finally(() => {
        renewing = false
      })
  }, renewMs)
  timer.unref()
  return { ...claim, signal: AbortSignal.any([taken.signal, outer]), stop: () => clearInterval(timer) }
}

export function takenOver(runId: string): Failure {
  return new Failure(
    'RUN_TAKEN_OVER',
    'retry',
    `Run ${runId} was taken over by another process because this one had not been heard of. Nothing was changed here.`,
  )
}

function inProgress(run: { readonly sourceId: string; readonly districtId: string }, activeId: string): Failure {
  return new Failure(
    'RUN_IN_PROGRESS',
    'retry',
    `Run ${activeId} of source ${run.sourceId} in district ${run.districtId} is going on. Wait for its end; "staffroom runs list" shows it.`,
  )
}

export function contextOf(run: RunRef): { readonly districtId: string; readonly actor: string } {
  return { districtId: run.districtId, actor: `run:${run.runId}` }
}
