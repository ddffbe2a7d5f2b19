/** Orders of pages: carried out once, in order, in the name of who gave them, also where a worker dies over one. */

import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Capability } from '../../src/access/capability.ts'
import type { Grant } from '../../src/access/grant.ts'
import { openOrders, type OrderWorld } from '../../src/daemon/orders.ts'
import { type Database, globally, inDistrictPrisma } from '../../src/store/database.ts'
import {
  createRunOrder,
  findLastRunOrder,
  type NewRunOrder,
  type RunOrderState,
} from '../../src/store/sync/run-order.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { workOffOrders } from './order-work.ts'
import { openSyncBench, syncSettings } from '../support/sync-world.ts'

let web: Database
const box = openSecretBox(randomBytes(32))
const settings = syncSettings()
const quickLease = { ...settings, run: { ...settings.run, leaseMs: 1_000, renewMs: 200 } }
const bench = useSyncBench({ settings: quickLease })

beforeAll(() => {
  web = bench.database.open('web')
})
beforeEach(() => {
  bench.feed.current = { records: smallDistrict(20) }
})

const world = (over: Partial<OrderWorld> = {}): OrderWorld => ({ ...bench.world, box, ordersMax: 2, ...over })

function grant<C extends Capability>(capability: C): Grant<C> {
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: '0' } as const]
  return authorise({ districtId: bench.districtId, personId: '7', customerId: null, roles }, capability)
}

type Kind = NewRunOrder<'sync'>['kind'] | 'approve' | 'discard' | 'retry' | 'undo' | 'preview' | 'preview_undo'

/** Gives an order as person 7 of the district would by a page. */
function order(kind: Kind, runId: string | null = null): Promise<string | null> {
  return inDistrictPrisma(web, { districtId: bench.districtId, actor: 'person:7' }, (tx) => {
    const at = new Date()
    if (kind === 'sync' || kind === 'preview')
      return createRunOrder(tx, grant('start:run'), { kind, sourceId: bench.sourceId, runId: null, at })
    const about = { sourceId: null, runId: runId ?? '', at }
    if (kind === 'retry') return createRunOrder(tx, grant('start:run'), { kind, ...about })
    if (kind === 'approve')
      return createRunOrder(tx, grant('approve:held_run_with_administrator_rise'), { kind, ...about })
    if (kind === 'discard') return createRunOrder(tx, grant('discard:held_run'), { kind, ...about })
    return createRunOrder(tx, grant('undo:run'), { kind, ...about })
  })
}

function last(): Promise<RunOrderState | null> {
  return inDistrictPrisma(web, { districtId: bench.districtId, actor: 'person:7' }, (tx) =>
    findLastRunOrder(tx, bench.districtId, { sourceId: bench.sourceId }),
  )
}

const work = (over: Partial<OrderWorld> = {}): Promise<void> => workOffOrders(bench, world(over))

const runs = () =>
  bench.query<{ id: string; state: string; trigger: string; requested_by: string }>(
    'select id, state, trigger, requested_by from run where district_id = $1 order by id',
    [bench.districtId],
  )

describe('an order', () => {
  test('is refused for a source or a run that the district does not have', async () => {
    expect(await order('approve', '987654')).toBeNull()
    const other = await openSyncBench(bench.world.db, `${bench.districtId}-other`)
    other.feed.current = { records: smallDistrict(3) }
    const { runId } = await other.sync()
    expect(await order('undo', runId)).toBeNull()
    expect(await bench.query('select from run_order where district_id = $1', [bench.districtId])).toEqual([])
  })

  test('makes one run, however many workers look for orders, in the name of who gave it', async () => {
    await order('sync')
    expect(await last()).toMatchObject({ kind: 'sync', isTaken: false, isDone: false, requestedBy: 'person:7' })
    await Promise.all([work(), work(), work(), work()])
    expect(await runs()).toMatchObject([{ state: 'reported', trigger: 'manual', requested_by: 'person:7' }])
    const [run] = await runs()
    expect(await last()).toMatchObject({ isDone: true, madeRunId: run?.id, failureCode: null })
  })

  test('of a preview changes nothing', async () => {
    await order('preview')
    await work()
    expect(await runs()).toMatchObject([{ state: 'previewed' }])
    expect(await bench.query('select from person')).toEqual([])
  })

  test('decides about a held run, and the decision is signed with the person', async () => {
    await bench.sync()
    bench.feed.current = { records: smallDistrict(5) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    await order('approve', held.runId)
    await work()
    expect(await bench.query('select state, decided_by from run where id = $1', [held.runId])).toEqual([
      { state: 'reported', decided_by: 'person:7' },
    ])
    expect(await bench.query("select actor from audit_entry where action = 'run.approve'")).toEqual([
      { actor: 'person:7' },
    ])
  })

  test('that can no longer be carried out ends with the code of its failure', async () => {
    const { runId } = await bench.sync()
    await order('discard', runId)
    await work()
    expect(await last()).toMatchObject({ isDone: true, failureCode: 'RUN_STATE' })
    await order('retry', runId)
    await work()
    expect(await last()).toMatchObject({ isDone: true, failureCode: 'RUN_STATE', madeRunId: null })
  })

  test('takes a run back, and previews that first', async () => {
    await bench.sync()
    bench.feed.current = { records: smallDistrict(22) }
    const { runId } = await bench.sync()
    await order('preview_undo', runId)
    await order('undo', runId)
    await work()
    expect((await runs()).map(({ state, trigger }) => `${trigger} ${state}`).slice(2)).toEqual([
      'undo previewed',
      'undo reported',
    ])
    expect(await bench.query("select from person where status = 'active'")).toHaveLength(21)
  })

  test('waits for the one before it of the same source', async () => {
    await order('preview')
    await order('sync')
    await order('preview')
    await Promise.all([work(), work()])
    expect((await runs()).map(({ state }) => state)).toEqual(['previewed', 'reported', 'previewed'])
  })

  test('of one district leaves the other place to other districts', async () => {
    const orders = openOrders(world({ ordersMax: 4 }))
    const hanging = await gate()
    await order('sync')
    await bench.query(`insert into source_schedule (district_id, source_id) values ($1, 'second')`, [bench.districtId])
    await bench.query(
      `insert into source (district_id, id, connector, config) values ($1, 'second', 'literal', '{}')`,
      [bench.districtId],
    )
    await bench.query(
      `insert into run_order (district_id, source_id, kind, requested_by) values ($1, 'second', 'sync', 'person:7')`,
      [bench.districtId],
    )
    const held = openOrders(world({ onStage: hanging.onStage, ordersMax: 4 }))
    await held.tick()
    await orders.tick()
    const taken = await bench.query<{ source_id: string; taken: boolean }>(
      'select source_id, taken_at is not null as taken from run_order where district_id = $1 order by id',
      [bench.districtId],
    )
    expect(taken).toEqual([
      { source_id: 'sis', taken: true },
      { source_id: 'second', taken: false },
    ])
    hanging.open()
    await work()
    await Promise.all([orders.stop(), held.stop()])
  })
})

describe('an order whose worker', () => {
  test('died before it noted its run goes on with that run', async () => {
    await order('sync')
    await globally(bench.world.db, (client) =>
      client.query('update run_order set taken_at = now(), taken_count = 1 where district_id = $1', [bench.districtId]),
    )
    await bench.query(
      `insert into run (district_id, source_id, trigger, requested_by) values ($1, 'sis', 'manual', 'person:7')`,
      [bench.districtId],
    )
    await work()
    expect(await runs()).toMatchObject([{ state: 'reported' }])
  })

  test('died in the middle of its run gets another run, and no third', async () => {
    await order('sync')
    await bench.query(
      `insert into run (district_id, source_id, trigger, requested_by, state, token, lease_until)
       values ($1, 'sis', 'manual', 'person:7', 'applying', 1, now() - interval '1 second')`,
      [bench.districtId],
    )
    await globally(bench.world.db, (client) =>
      client.query(
        `update run_order set taken_at = now(), taken_count = 1, lease_until = now() - interval '1 second',
           made_run_id = (select max(run_id) from run_lease where district_id = $1) where district_id = $1`,
        [bench.districtId],
      ),
    )
    await work()
    expect((await runs()).map(({ state }) => state)).toEqual(['failed', 'reported'])
    expect(await last()).toMatchObject({ isDone: true, failureCode: null })
  })

  test('died after its run was applied is done, and nothing is done twice', async () => {
    const { runId } = await bench.sync()
    await order('sync')
    await globally(bench.world.db, (client) =>
      client.query('update run_order set taken_at = now(), taken_count = 1, made_run_id = $2 where district_id = $1', [
        bench.districtId,
        runId,
      ]),
    )
    await work()
    expect(await runs()).toHaveLength(1)
    expect(await last()).toMatchObject({ isDone: true, failureCode: null, madeRunId: runId })
  })

  test('was told to stop goes to another worker', async () => {
    const hanging = await gate()
    await order('sync')
    const stopped = openOrders(world({ onStage: hanging.onStage }))
    await stopped.tick()
    await hanging.reached
    const end = stopped.stop()
    hanging.open()
    await end
    expect(await last()).toMatchObject({ isDone: false })
    await work()
    expect((await runs()).map(({ state }) => state)).toEqual(['failed', 'reported'])
    expect(await last()).toMatchObject({ isDone: true, failureCode: null })
  })
})

/** A stage at which a run waits until it is let on. */
function gate(): Promise<{
  readonly onStage: NonNullable<OrderWorld['onStage']>
  readonly open: () => void
  readonly reached: Promise<void>
}> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  const onStage = (stage: string): Promise<void> => {
    if (stage !== 'staged') return Promise.resolve()
    arrived.resolve()
    return promise
  }
  return Promise.resolve({ onStage, open: resolve, reached: arrived.promise })
}
