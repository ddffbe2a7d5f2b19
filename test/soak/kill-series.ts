/** Kills a worker at one stage in many seeded districts, lets it be recovered and repeated, and compares with the undisturbed ones. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { Failure } from '../../src/roster/failure.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { setLicence } from '../../src/store/seats/seats.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { recoverSource } from '../../src/sync/lease.ts'
import type { Stage } from '../../src/sync/world.ts'
import { type TestDatabase, useDatabase } from '../support/database.ts'
import { readExport, readGrants } from '../support/roster-state.ts'
import { openSyncBench } from '../support/sync-world.ts'
import { type Act, act, quickWorld } from './acts.ts'

const APPLYING: readonly Stage[] = ['applying', 'roster-written', 'seats-written', 'applied']
const READING: readonly Stage[] = ['claimed', 'staged', 'planned']

/** Every act with every stage that it passes. */
const CELLS: readonly { readonly wanted: Act; readonly stage: Stage }[] = [
  ...[...READING, ...APPLYING].map((stage) => ({ wanted: 'sync' as const, stage })),
  ...[...READING, ...APPLYING].map((stage) => ({ wanted: 'undo' as const, stage })),
  ...APPLYING.map((stage) => ({ wanted: 'approve' as const, stage })),
]

interface Bout {
  readonly database: TestDatabase
  readonly db: Database
  readonly wanted: Act
  readonly seeds: readonly number[]
}

/** A test for every act with every stage, over as many seeded districts at once as the act is given seeds. */
export function testKills(seedsOf: Readonly<Record<Act, readonly number[]>>, timeout = 3_600_000): void {
  const database = useDatabase()
  const calm = new Map<Act, readonly unknown[]>()
  let db: Database
  beforeAll(() => {
    db = database.open('sync')
  })
  it.each(CELLS)('$wanted killed at $stage', { timeout }, async ({ wanted, stage }) => {
    const bout = { database, db, wanted, seeds: seedsOf[wanted] }
    const expected = calm.get(wanted) ?? (await undisturbed(bout))
    calm.set(wanted, expected)
    expect(await disturbed(bout, stage)).toEqual(expected)
  })
}

/** The end state of each seed's district where nothing is disturbed. */
async function undisturbed({ db, wanted, seeds }: Bout): Promise<readonly unknown[]> {
  return inPairs(seeds, async (seed) => {
    const districtId = `calm-${wanted}-${seed}`
    await prepare(db, wanted, { districtId, seed })
    await act(wanted, quickWorld(db, seed), districtId)
    return readEnd(db, districtId)
  })
}

/** The same with a worker that is killed at the stage, and the act repeated as far as it is still to be done. */
async function disturbed({ database, db, wanted, seeds }: Bout, stage: Stage): Promise<readonly unknown[]> {
  const places = seeds.map((seed) => ({ seed, districtId: `killed-${wanted}-${stage}-${seed}` }))
  await inPairs(places, (place) => prepare(db, wanted, place))
  const script = fileURLToPath(new URL('killed-runs.ts', import.meta.url))
  const list = places.map(({ districtId, seed }) => `${districtId}:${seed}`).join(',')
  const worker = spawn(process.execPath, [script, database.ownerUrl, wanted, stage, list], { stdio: 'inherit' })
  const [, signal] = (await once(worker, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`the worker was to be killed at ${stage} of ${wanted}`)
  return inPairs(places, async ({ districtId, seed }) => {
    const world = quickWorld(db, seed)
    while ((await recoverSource(world, { districtId, sourceId: 'sis' })).length === 0) await sleep(100)
    await act(wanted, world, districtId).catch((error: unknown) => {
      // It was done before the kill: there is nothing left to take back or to approve.
      const done = error instanceof Failure && ['UNDO_ALREADY', 'RUN_UNKNOWN'].includes(error.code)
      if (!done || stage !== 'applied') throw error
    })
    return readEnd(db, districtId)
  })
}

async function prepare(
  db: Database,
  wanted: Act,
  { districtId, seed }: { readonly districtId: string; readonly seed: number },
): Promise<void> {
  await openSyncBench(db, districtId)
  const world = quickWorld(db, seed, 'first')
  const { settings, now } = world
  await inDistrict(db, { districtId, actor: 'test' }, async (client) => {
    await writeDistrictRoleMap(client, districtId, {
      rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach', scope: 'org' }] }],
    })
    const licence = { districtId, kind: 'coaching-seats', quantity: 4, actor: 'test', now: now() }
    await setLicence(client, { ...licence, kinds: settings.licenceKinds })
  })
  await act('sync', world, districtId)
  if (wanted === 'undo') await act('sync', quickWorld(db, seed), districtId)
  if (wanted === 'approve') await act('sync', quickWorld(db, seed, 'held'), districtId)
}

/** Roster with the retired, role grants, seats, the ledger's sums and whether it replays: nothing that names a run or a moment. */
async function readEnd(db: Database, districtId: string): Promise<unknown> {
  const query = <T extends object>(text: string): Promise<T[]> =>
    inDistrict(db, { districtId, actor: 'test' }, async (client) => (await client.query<T>(text)).rows)
  const proofs = await inDistrict(db, { districtId, actor: 'test' }, (client) => replayLedger(client, districtId))
  return {
    roster: await readExport(db, districtId, true),
    grants: await readGrants({ query }),
    seats: await query(
      `select x.kind, s.sourced_id, x.state from seat x join person_source s on s.person_id = x.person_id order by 1, 2`,
    ),
    ledger: await query(
      'select kind, move, reason, count(*)::int as count from seat_ledger group by 1, 2, 3 order by 1, 2, 3',
    ),
    replays: proofs.every(({ agrees }) => agrees),
    // Done once: a sync that is repeated after it was applied finds nothing to change.
    effects: await query(
      `select count(*)::int as count from run r where applied_no is not null
       and (applied_no = 1 or exists (select from run_change c where c.district_id = r.district_id and c.run_id = r.id))`,
    ),
    unfinished: await query(
      `select state from run where state in ('requested', 'reading', 'staged', 'planned', 'applying', 'applied')`,
    ),
  }
}

/** Two at a time: as many as there are processors. */
async function inPairs<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const queue = [...items.entries()]
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all([lane(), lane()])
  return results
}
