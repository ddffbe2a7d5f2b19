/** What happens at every tick: sources whose slot has come are claimed and handed to the queue, each slot once. */

import { type Database, globally } from '../store/database.ts'
import { claimSlot, type DueSource, findDueSources } from '../store/schedule.ts'
import type { Log } from '../sync/world.ts'
import type { Queue } from './queue.ts'
import { nextSlot } from './slots.ts'

export interface TickWorld {
  readonly db: Database
  readonly queue: Pick<Queue, 'send'>
  readonly log: Log
  readonly now: () => Date
}

const DUE_MAX = 200

/**
 * Claims what is due. The claim and the job are one transaction: a worker that dies in between leaves the slot to
 * another. After downtime the overdue slot runs once and the next one lies in the future: one catch-up, never three.
 * @returns how many slots this worker took
 */
export async function fireDueSources(world: TickWorld): Promise<number> {
  const now = world.now()
  const due = await globally(world.db, (client) => findDueSources(client, now, DUE_MAX))
  let taken = 0
  for (const source of due) if (await fire(world, source, now)) taken += 1
  return taken
}

async function fire(world: TickWorld, source: DueSource, now: Date): Promise<boolean> {
  const { districtId, sourceId } = source
  const slot = source.dueAt.toISOString()
  const next = nextSlot(source.cron, source.timezone, now)
  const taken = await globally(world.db, async (client) => {
    if (!(await claimSlot(client, source, next))) return false
    await world.queue.send({ districtId, sourceId, slot }, client)
    return true
  })
  if (taken) world.log.info('slot.taken', { districtId, sourceId, slot })
  return taken
}
