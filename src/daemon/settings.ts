/** What the worker and the schedules go by, as config/worker.json has it. */

export interface ScheduleSettings {
  /** Over how long sources that have the same slot are spread. */
  readonly spreadMs: number
  /** `HH:MM` on the district's clock: until then a failed night is tried again. */
  readonly windowEnd: string
  /** The pause before the first retry; each following one is twice as long, up to `retryMaxMs`. */
  readonly retryFirstMs: number
  readonly retryMaxMs: number
  /** A source is stale when nothing was applied for so many of its own intervals; 1 and more. */
  readonly staleIntervals: number
}

export interface WorkerSettings extends ScheduleSettings {
  /** Runs by schedule at a time in one worker process. */
  readonly concurrency: number
  /** Runs by schedule at a time of one district, over all workers. */
  readonly districtRunsMax: number
  /** Orders of people that one worker process carries out at a time, beside its runs by schedule. */
  readonly ordersMax: number
  /** How long a process that starts waits for a database that is away; 0: it ends at once. */
  readonly databaseWaitMs: number
}
