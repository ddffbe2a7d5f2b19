/** An apply that the database gave up for the sake of others is done again as a whole: nothing of it was written. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Lease } from './lease.ts'
import type { SyncWorld } from './world.ts'

// Deadlock, serialization failure, lock not to be had in time.
const GIVEN_UP = new Set(['40P01', '40001', '55P03'])
const PAUSE_MS = 100

/**
 * Runs a transaction, at most `settings.run.applyAttemptsMax` times.
 * @throws what it throws last, and at once whatever another attempt would not mend
 */
export async function applyAgain<T>(world: SyncWorld, lease: Lease, apply: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await apply()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (typeof code !== 'string' || !GIVEN_UP.has(code) || attempt >= world.settings.run.applyAttemptsMax) throw error
      world.log.warn('run.apply_again', { district: lease.districtId, run: lease.runId, attempt, code })
      // Two that collided must not meet again in step.
      await sleep(PAUSE_MS * 2 ** attempt * (0.5 + Math.random()), undefined, { signal: lease.signal })
    }
}
