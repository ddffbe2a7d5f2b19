/** Two real worker processes on one database: every slot of every source is run once, also where one worker is killed. */

import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { comeDue, useWorkerProcesses } from './worker-processes.ts'

const DISTRICTS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']
const { database, roster, start } = useWorkerProcesses()
let db: Database

beforeAll(async () => {
  db = database.open('sync')
  for (const id of DISTRICTS) await addSource(id)
})

async function addSource(id: string): Promise<void> {
  await globally(db, (client) =>
    createDistrict(client, { id, name: id, timezone: 'America/Chicago', customerId: null }),
  )
  const source = { districtId: id, sourceId: 'sis', connector: 'oneroster-csv', config: { path: roster } }
  // Once a year, so that no second slot comes while the test runs.
  await inDistrict(db, { districtId: id, actor: 'test' }, (client) =>
    createSource(client, { ...source, cron: '0 2 1 1 *', nextDueAt: null }),
  )
}

interface RunLine {
  readonly state: string
  readonly trigger: string
  readonly lease_owner: string | null
}

function listRuns(districtId: string): Promise<RunLine[]> {
  return inDistrict(db, { districtId, actor: 'test' }, async (client) => {
    const text = 'select state, trigger, lease_owner from run where district_id = $1 order by id'
    return (await client.query<RunLine>(text, [districtId])).rows
  })
}

/** Polls until every district has had `enough`; the test's own time limit ends the waiting. */
async function untilAll(enough: (runs: readonly RunLine[]) => boolean): Promise<Map<string, RunLine[]>> {
  for (;;) {
    const all = new Map<string, RunLine[]>()
    for (const id of DISTRICTS) all.set(id, await listRuns(id))
    if ([...all.values()].every(enough)) return all
    await sleep(250)
  }
}

const isDone = (runs: readonly RunLine[]): boolean => runs.some(({ state }) => state === 'reported')

describe('two workers on one database', () => {
  test(
    'F28: run each slot of each source once between them, and end within ten seconds of SIGTERM',
    { timeout: 120_000 },
    async () => {
      await comeDue(db)
      const [first, second] = await Promise.all([start(), start()])
      await untilAll(isDone)
      // A slot that was given out twice would be run by now: both have ticked and polled several times.
      await sleep(3_000)
      for (const id of DISTRICTS) expect(await listRuns(id)).toMatchObject([{ state: 'reported', trigger: 'schedule' }])
      for (const worker of [first, second]) expect((await worker.stop('SIGTERM')).code).toBe(0)
    },
  )

  test(
    'lose nothing where one is killed in the middle: the other ends its run and takes the slot up',
    { timeout: 180_000 },
    async () => {
      await comeDue(db)
      const victim = await start()
      await untilSome(({ state }) => ['reading', 'staged', 'planned', 'applying'].includes(state))
      await victim.stop('SIGKILL')
      await start()
      const all = await untilAll((runs) => runs.filter(({ state }) => state === 'reported').length >= 2)
      for (const runs of all.values()) {
        const later = runs.slice(1)
        expect(later.filter(({ state }) => state === 'reported')).toHaveLength(1)
        expect(later.filter(({ state }) => state !== 'reported').every(({ state }) => state === 'failed')).toBe(true)
      }
    },
  )
})

async function untilSome(wanted: (run: RunLine) => boolean): Promise<void> {
  for (;;) {
    for (const id of DISTRICTS) if ((await listRuns(id)).some(wanted)) return
    await sleep(10)
  }
}
