/** F50: a district that is a thousand times larger than the others, or has many sources, keeps nobody waiting. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import worker from '../../config/worker.json' with { type: 'json' }
import { openQueue, type Queue, type SlotJob } from '../../src/daemon/queue.ts'
import { fireDueSources } from '../../src/daemon/tick.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { useDatabase } from '../support/database.ts'

const HUGE = { districtId: 'a-huge', sources: 20 }
const SMALL = 30
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const database = useDatabase()
let db: Database
const queues: Queue[] = []

beforeAll(async () => {
  db = database.open('sync')
  const due = new Date(Date.now() - 1_000)
  await addDistrict(HUGE.districtId, { sources: HUGE.sources, due })
  for (let n = 0; n < SMALL; n += 1) await addDistrict(`small-${n}`, { sources: 1, due })
})
afterAll(async () => {
  await Promise.all(queues.map((queue) => queue.stop(1_000)))
})

async function addDistrict(id: string, of: { readonly sources: number; readonly due: Date }): Promise<void> {
  await globally(db, (client) => createDistrict(client, { id, name: id, timezone: 'UTC', customerId: null }))
  await inDistrict(db, { districtId: id, actor: 'test' }, async (client) => {
    for (let n = 0; n < of.sources; n += 1) {
      const source = { districtId: id, sourceId: `s${n}`, connector: 'literal', config: {} }
      await createSource(client, { ...source, cron: '0 2 1 1 *', nextDueAt: of.due })
    }
  })
}

describe('F50: two workers, a district of twenty sources and thirty of one', () => {
  test(
    'have every small district done before the huge one’s second, and leave places free for others however much it waits for',
    { timeout: 60_000 },
    async () => {
      queues.push(await openQueue(database.open('sync'), quiet), await openQueue(database.open('sync'), quiet))
      const [sender] = queues
      if (sender === undefined) throw new Error('No queue was opened.')
      // Both tick, as workers do, and the huge district comes first in every list.
      const tick = { db, queue: sender, log: quiet, now: () => new Date(), settings: { ...worker, spreadMs: 0 } }
      await Promise.all([fireDueSources(tick), fireDueSources(tick)])

      const begun: SlotJob[] = []
      const done: SlotJob[] = []
      let hugeAtOnce = 0
      let hugeAtOnceMax = 0
      const handle = async ({ job }: { readonly job: SlotJob }): Promise<void> => {
        const isHuge = job.districtId === HUGE.districtId
        begun.push(job)
        if (isHuge) hugeAtOnceMax = Math.max(hugeAtOnceMax, (hugeAtOnce += 1))
        // Long enough that a place that stays with the huge district would come to its second source first.
        await sleep(isHuge ? 250 : 120)
        if (isHuge) hugeAtOnce -= 1
        done.push(job)
      }
      for (const queue of queues) await queue.work(handle, { concurrency: 2, districtRunsMax: 1 })
      await expect.poll(() => done.length, { timeout: 45_000, interval: 50 }).toBe(SMALL + HUGE.sources)

      const second = begun.findIndex(
        (job, index) =>
          job.districtId === HUGE.districtId && begun.slice(0, index).some((one) => one.districtId === HUGE.districtId),
      )
      const smallBefore = begun.slice(0, second).filter(({ districtId }) => districtId !== HUGE.districtId)
      expect(smallBefore).toHaveLength(SMALL)
      // Four places in all. The cap is looked at without a lock: two that fetch in the same moment may go one over it.
      expect(hugeAtOnceMax).toBeLessThanOrEqual(2)
      expect(new Set(done.map(({ districtId, sourceId }) => `${districtId}/${sourceId}`)).size).toBe(done.length)
    },
  )
})
