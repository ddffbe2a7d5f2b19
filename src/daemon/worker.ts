/** The worker: ticks, takes due slots, runs what the queue hands it, ends what dead workers left, stops when told. */

import { schedule, type ScheduledTask } from 'node-cron'
import { purgeExpiredSignIn } from '../store/signin/session.ts'
import { recoverRuns } from '../sync/recover.ts'
import { executeRun, requestRun } from '../sync/run.ts'
import type { Log, SyncWorld } from '../sync/world.ts'
import { type ChoreWorld, openChores } from './chores.ts'
import { clearPackages } from './clear-packages.ts'
import { openOrders } from './orders.ts'
import { type Delivery, openQueue } from './queue.ts'
import { settleNight } from './night.ts'
import { runSlot, type SlotRunner } from './run-slot.ts'
import type { WorkerSettings } from './settings.ts'
import { clearStaging } from './staging.ts'
import { fireDueSources, settleStaleness } from './tick.ts'

export interface WorkerOptions {
  readonly world: SyncWorld
  /** The data folder. */
  readonly home: string
  readonly settings: WorkerSettings
  /** What its regular jobs need: notices, mail, retention. */
  readonly chores: ChoreWorld
  /** Rotates the LTI signing keys where it is time. */
  readonly tendKeys: () => Promise<{ readonly rotated: boolean; readonly removed: number }>
}

export interface WorkerHealth {
  readonly running: boolean
  /** Runs under way in this process. */
  readonly active: number
  readonly lastTickAt: Date | null
}

export interface Worker {
  readonly health: () => WorkerHealth
  /** Takes nothing more, interrupts what is under way and waits for it: at most ten seconds. A second call waits for the first. */
  readonly stop: () => Promise<void>
}

const EVERY_SECOND = '* * * * * *'
const EVERY_TEN_SECONDS = '*/10 * * * * *'
const EVERY_MINUTE = '41 * * * * *'
const EVERY_HOUR = '17 * * * *'
const CLOCK = { noOverlap: true, suppressMissedWarning: true } as const
const STOP_MS = 8_000

/** Starts the worker; it runs until `stop`. Ends first what workers left behind that died. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { settings, world } = options
  const { db, log, now } = world
  const runner = createRunner(options)
  const every = (when: string, name: string, work: () => Promise<void>): ScheduledTask =>
    schedule(when, () => guarded(log, name, work), CLOCK)
  const stopping = new AbortController()
  const queue = await openQueue(db, log)
  const chores = openChores(options.chores)
  const orders = openOrders({ ...world, box: options.chores.box, ordersMax: settings.ordersMax })
  const slots = openSlots(runner, stopping.signal)
  let lastTickAt: Date | null = null
  await guarded(log, 'recover', runner.recover)
  await queue.work(slots.handle, settings)
  const tick = async (): Promise<void> => {
    await fireDueSources({ ...world, queue, settings })
    lastTickAt = now()
  }
  const clocks = [
    every(EVERY_SECOND, 'tick', tick),
    every(EVERY_SECOND, 'chores', chores.tick),
    every(EVERY_SECOND, 'orders', orders.tick),
    every(EVERY_TEN_SECONDS, 'recover', runner.recover),
    every(EVERY_TEN_SECONDS, 'staleness', () => settleStaleness({ db, now, settings })),
    every(EVERY_HOUR, 'purge', async () => void (await purgeExpiredSignIn(db, now()))),
    every(EVERY_HOUR, 'keys', () => tendKeys(options)),
    every(EVERY_HOUR, 'staging', () => clearStaging(options.home, now())),
    every(EVERY_MINUTE, 'packages', () => clearShelf(options.world)),
  ]
  await guarded(log, 'packages', () => clearShelf(options.world))
  log.info('worker.started', { pid: process.pid, owner: world.owner })

  const stop = async (): Promise<void> => {
    await Promise.all(clocks.map(async (clock) => clock.destroy()))
    stopping.abort()
    await Promise.all([queue.stop(STOP_MS), chores.stop(), orders.stop()])
    log.info('worker.stopped', { pid: process.pid })
  }
  let stopped: Promise<void> | undefined
  return {
    health: () => ({ running: stopped === undefined, active: slots.active(), lastTickAt }),
    stop: () => (stopped ??= stop()),
  }
}

/** Slots as the queue hands them over; `stopping` interrupts those under way. */
function openSlots(runner: SlotRunner, stopping: AbortSignal) {
  let active = 0
  const handle = async (delivery: Delivery): Promise<void> => {
    active += 1
    try {
      await runSlot(runner, { ...delivery, signal: AbortSignal.any([delivery.signal, stopping]) })
    } catch (error) {
      runner.world.log.warn('slot.returned', { ...delivery.job, attempt: delivery.attempt, code: codeOf(error) })
      throw error
    } finally {
      active -= 1
    }
  }
  return { active: () => active, handle }
}

function createRunner({ world, settings }: WorkerOptions): SlotRunner {
  return {
    world,
    request: (wanted) => requestRun(world, { ...wanted, dryRun: false }),
    execute: (wanted) => executeRun(world, wanted),
    recover: async () => void (await recoverRuns(world)),
    settle: (job, report) => settleNight({ ...world, settings }, job, report),
  }
}

async function tendKeys({ tendKeys: tend, world }: WorkerOptions): Promise<void> {
  const done = await tend()
  if (done.rotated || done.removed > 0) world.log.info('keys.tended', done)
}

/** The database may be away for a while: the next time tries again, and the log says so. */
async function guarded(log: Log, event: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.error(`${event}.failed`, { code: codeOf(error) })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNEXPECTED'
}

async function clearShelf(world: SyncWorld): Promise<void> {
  if (world.shelf !== undefined) await clearPackages(world, world.shelf)
}
