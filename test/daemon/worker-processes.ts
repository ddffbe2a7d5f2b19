/** Real worker processes on a database of the file, and a district's roster for their sources to read. */

import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { makeDemoDistrict } from '../contract/districts/demo.ts'
import { writeDistrict } from '../contract/districts/write.ts'
import { type Database, globally } from '../../src/store/database.ts'
import { makeHome, openCommandLine, type Running } from '../support/command-line.ts'
import { type TestDatabase, useDatabase } from '../support/database.ts'

export interface WorkerProcesses {
  readonly database: TestDatabase
  /** The demo district as a OneRoster 1.2 package. */
  readonly roster: string
  /** Starts one more. Whatever still runs at the end of the file is killed. */
  readonly start: () => Promise<Running>
}

/** Call it outside any test; hooks after it find the roster written. */
export function useWorkerProcesses(): WorkerProcesses {
  const database = useDatabase()
  const home = makeHome()
  const roster = join(home, 'roster.zip')
  const workers: Running[] = []
  beforeAll(() => writeDistrict(makeDemoDistrict(), { version: '1.2', to: roster }))
  afterAll(() => {
    for (const { child } of workers) child.kill('SIGKILL')
  })
  return {
    database,
    roster,
    async start() {
      const worker = await openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home }).start('worker')
      workers.push(worker)
      return worker
    },
  }
}

/**
 * Every source comes due now, at a moment that is none of its cron expression's. It counts as settled: a worker that works
 * out when schedules are stale, as each does every ten seconds, would put such a slot off to the next of those times.
 */
export async function comeDue(db: Database): Promise<void> {
  await globally(db, (client) =>
    client.query(
      "update source_schedule set next_due_at = now(), starts_at = now(), stale_at = now() + interval '2 days'",
    ),
  )
}
