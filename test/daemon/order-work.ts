/** A worker of the test that carries out what pages ordered. */

import { setTimeout as sleep } from 'node:timers/promises'
import { openOrders, type OrderWorld } from '../../src/daemon/orders.ts'
import type { SyncBench } from '../support/sync-world.ts'

/** Takes orders until the district has none left, and waits for what was taken. */
export async function workOffOrders(bench: SyncBench, world: OrderWorld): Promise<void> {
  const orders = openOrders(world)
  for (;;) {
    await orders.tick()
    const [open] = await bench.query<{ count: number }>(
      'select count(*)::int as count from run_order where district_id = $1 and done_at is null',
      [bench.districtId],
    )
    if (open?.count === 0) break
    await sleep(50)
  }
  await orders.stop()
}
