/** F20: a worker that is told to stop in the middle of a run lets go of it within ten seconds, and another does the rest. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { comeDue, useWorkerProcesses } from './worker-processes.ts'

const place = { districtId: 'd1', sourceId: 'sis' }
const { database, roster, start } = useWorkerProcesses()
let db: Database

beforeAll(async () => {
  db = database.open('sync')
  await globally(db, (client) =>
    createDistrict(client, { id: 'd1', name: 'd1', timezone: 'America/Chicago', customerId: null }),
  )
  const source = { ...place, connector: 'oneroster-csv', config: { path: roster } }
  await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) =>
    createSource(client, { ...source, cron: '0 2 1 1 *', nextDueAt: null }),
  )
  await comeDue(db)
})

interface RunLine {
  readonly state: string
  readonly failure: { readonly code: string } | null
}

/** Polls; the test's own time limit ends the waiting. */
async function untilRuns(enough: (runs: readonly RunLine[]) => boolean): Promise<readonly RunLine[]> {
  for (;;) {
    const { rows } = await inDistrict(db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query<RunLine>('select state, failure from run order by id'),
    )
    if (enough(rows)) return rows
    await sleep(50)
  }
}

test(
  'F20: SIGTERM during an apply that waits for its database rolls it back, ends the worker, and loses no slot',
  { timeout: 120_000 },
  async () => {
    // Somebody else holds the district's roster: the apply hangs in a statement that would wait for half a minute.
    const other = new Client({ connectionString: database.ownerUrl })
    await other.connect()
    await other.query("select pg_advisory_lock(hashtextextended('roster:d1', 0))")
    const worker = await start()
    await untilRuns((runs) => runs.some(({ state }) => state === 'applying'))
    const late = setTimeout(() => worker.child.kill('SIGKILL'), 10_000)
    // Without a code it was killed: ten seconds were not enough for it.
    expect((await worker.stop('SIGTERM')).code).toBe(0)
    clearTimeout(late)
    expect(await untilRuns(() => true)).toMatchObject([{ state: 'failed', failure: { code: 'RUN_STOPPED' } }])
    await other.end()
    await start()
    const runs = await untilRuns((all) => all.some(({ state }) => state === 'reported'))
    expect(runs.map(({ state }) => state)).toEqual(['failed', 'reported'])
  },
)
