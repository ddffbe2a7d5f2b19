/**
 * The queue on the same PostgreSQL: jobs carry ids only, many workers share it, each job is at one of them at a time, and
 * districts take turns.
 */

import { type Db, PgBoss } from 'pg-boss'
import type { Log } from '../sync/world.ts'
import { type Database, globally } from '../store/database.ts'
import { QUEUE_SCHEMA } from '../store/postgres/queue-schema.ts'
import { sql } from '../store/sql.ts'

/** One slot of one source's schedule. */
export interface SlotJob {
  readonly districtId: string
  readonly sourceId: string
  /** The slot, ISO 8601 in UTC: with the source it names the job's effect, however often it is delivered. */
  readonly slot: string
  /** 0: the slot itself; n: its n-th retry, because it failed. */
  readonly retry: number
}

export interface Delivery {
  readonly job: SlotJob
  /** 0 the first time; more where a worker died or gave the job back. */
  readonly attempt: number
  /** Aborted when the job is taken away or the worker stops. */
  readonly signal: AbortSignal
}

/** What a transaction offers the queue: the job then exists exactly where the transaction commits. */
export interface Statements {
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>
}

export interface QueueShare {
  /** Jobs at a time in this process. */
  readonly concurrency: number
  /** Jobs at a time of one district, over all processes. */
  readonly districtRunsMax: number
}

export interface Queue {
  /** Puts a job into the queue as part of the caller's transaction. */
  readonly send: (job: SlotJob, transaction: Statements) => Promise<void>
  /** Hands jobs to `handle`. One that throws is delivered again later. */
  readonly work: (handle: (delivery: Delivery) => Promise<void>, share: QueueShare) => Promise<void>
  /** Takes no more jobs and waits, at most `timeoutMs`, for those under way. */
  readonly stop: (timeoutMs: number) => Promise<void>
}

const SLOTS = 'slots'
/**
 * How far back in the queue a district's next job stands for each one of its jobs that still waits or runs: behind what
 * other districts send within this time. So a district of twenty sources takes its turn twenty times and not at once,
 * and nobody, however many others there are, waits for ever.
 */
const TURN_MINUTES = 60
const MINUTE_MS = 60_000
// A worker that stops answering loses its job after this; measured with a killed worker: 14 s to the next delivery.
const HEARTBEAT_SECONDS = 10
const QUEUE_OPTIONS = {
  policy: 'standard',
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: 6 * 3600,
  retryLimit: 50,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 7 * 24 * 3600,
}

/** Opens the queue with the rights of the runtime role: its schema was made by `staffroom migrate`. */
export async function openQueue(db: Database, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    db: statementsOf({ query: (text, values) => db.pool.query<Record<string, unknown>>(text, values) }),
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    // Indexes and tables belong to the owner, who alone may rebuild them.
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => log.warn('queue.error', { code: codeOf(error) }))
  await boss.start()
  await boss.createQueue(SLOTS, QUEUE_OPTIONS)
  return {
    send: async (job, transaction) => {
      const options = { priority: await standInLine(job.districtId, transaction), group: { id: job.districtId } }
      await boss.send(SLOTS, job, { ...options, db: statementsOf(transaction) })
    },
    work: async (handle, { concurrency, districtRunsMax }) => {
      const options = { pollingIntervalSeconds: 1, includeMetadata: true, groupConcurrency: districtRunsMax } as const
      for (let worker = 0; worker < concurrency; worker += 1) await startPolling(boss, options, handle)
    },
    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs, close: true }),
  }
}

/** A job that an older worker queued has no count of retries. */
type QueuedSlot = Omit<SlotJob, 'retry'> & Partial<Pick<SlotJob, 'retry'>>
type PollingOptions = { readonly includeMetadata: true } & NonNullable<Parameters<PgBoss['work']>[1]>

/** One poller: a job at a time, and the next one at once after it instead of at the next poll. */
async function startPolling(
  boss: PgBoss,
  options: PollingOptions,
  handle: (delivery: Delivery) => Promise<void>,
): Promise<void> {
  let id = ''
  id = await boss.work<QueuedSlot, void, PollingOptions>(SLOTS, options, async (jobs) => {
    try {
      for (const { data, retryCount, signal } of jobs)
        await handle({ job: { ...data, retry: data.retry ?? 0 }, attempt: retryCount, signal })
    } finally {
      boss.notifyWorker(id)
    }
  })
}

/** The place of a new job: the minute it is queued in, and a turn later for each job that its district has open. */
async function standInLine(districtId: string, transaction: Statements): Promise<number> {
  await transaction.query(sql('lock_district_queue'), [districtId])
  const { rows } = await transaction.query(sql('count_district_jobs'), [SLOTS, districtId])
  const [row] = rows as { count: number }[]
  // Of the queue's jobs the one of the highest priority comes first; minutes fit its integer for four thousand years.
  return -(Math.floor(Date.now() / MINUTE_MS) + TURN_MINUTES * (row?.count ?? 0))
}

/** Whether the queue's schema is there and answers, for a check of the installation. */
export async function countQueued(db: Database): Promise<number> {
  const { rows } = await globally(db, (client) =>
    client.query<{ count: number }>(
      `select count(*)::int as count from ${QUEUE_SCHEMA}.job where name = $1 and state in ('created', 'retry', 'active')`,
      [SLOTS],
    ),
  )
  return rows[0]?.count ?? 0
}

function statementsOf(transaction: Statements): Db {
  // As it comes: of several statements at once pg answers with a list, which pg-boss knows.
  return { executeSql: (text, values) => transaction.query(text, values) }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNEXPECTED'
}
