/** What probes and metrics ask of an installation: database, schema, workers, and the figures of all districts. */

import { type Database, globally } from '../store/database.ts'
import { listFigures, readWorkerState, type SeenFigures, type WorkerState } from '../store/notices/district-watch.ts'
import { findPendingMigrations } from '../store/postgres/schema-state.ts'
import { ALIVE_SECONDS } from './chores.ts'

export interface Readiness {
  /** Whether requests can be answered; a worker that is away doesn't keep pages from it. */
  readonly ready: boolean
  readonly database: 'ok' | 'unavailable'
  readonly schema: 'current' | 'behind' | 'unknown'
  readonly worker: 'alive' | 'silent' | 'none' | 'unknown'
}

/** Never throws: what does not answer is told as such. */
export async function readReadiness(db: Database): Promise<Readiness> {
  try {
    return await globally(db, async (client) => {
      const pending = await findPendingMigrations(client)
      if (pending.length > 0) return { ready: false, database: 'ok', schema: 'behind', worker: 'unknown' }
      const { workers, silentSeconds } = await readWorkerState(client, ALIVE_SECONDS)
      const gone = silentSeconds === null ? 'none' : 'silent'
      return { ready: true, database: 'ok', schema: 'current', worker: workers > 0 ? 'alive' : gone }
    })
  } catch {
    return { ready: false, database: 'unavailable', schema: 'unknown', worker: 'unknown' }
  }
}

export interface InstallationFigures {
  readonly districts: readonly SeenFigures[]
  readonly workers: WorkerState
}

/** The figures of all districts as their worker saw them last, and the workers; null where the database doesn't answer. */
export async function readInstallation(db: Database): Promise<InstallationFigures | null> {
  try {
    return await globally(db, async (client) => ({
      districts: await listFigures(client),
      workers: await readWorkerState(client, ALIVE_SECONDS),
    }))
  } catch {
    return null
  }
}
