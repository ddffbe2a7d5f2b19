/** P10: a thousand small districts that come due at once, with one worker process and with two. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase } from './bench-server.ts'
import { prepared } from './roster.ts'

const DATABASE = 'staffroom_bench_many'
const STALLED_MS = 60_000
const WORKER = join(findPackageRoot(), 'test', 'bench', 'one-at-a-time', 'main.ts')

/** First syncs of `districts` districts of some 2,000 rows each: by one worker, and by two. */
export async function measureManyDistricts(server: BenchServer, districts: number): Promise<readonly Figure[]> {
  const zip = await prepared(server, 'demo-1.1.zip', 'demo')
  const one = await measureWorkers(server, { districts, zip, workers: 1 })
  server.say(`P10: one worker: ${Math.round(one)} ms, ${Math.round(one / districts)} ms a district`)
  const two = await measureWorkers(server, { districts, zip, workers: 2 })
  server.say(`P10: two workers: ${Math.round(two)} ms, ${Math.round(two / districts)} ms a district`)
  return [
    {
      name: 'P10',
      work: `${districts} districts, one worker against two`,
      measured: two,
      baseline: one,
      unit: 'ms',
      ratio: one / two,
      must: '≥ 1.6',
    },
  ]
}

/** From the first slot that is taken to the last run that is applied, in ms. */
async function measureWorkers(
  server: BenchServer,
  of: { readonly districts: number; readonly zip: string; readonly workers: number },
): Promise<number> {
  const url = await freshDatabase(server, DATABASE)
  const db = openDatabase({ url, role: 'sync' })
  const workers: ChildProcess[] = []
  try {
    for (let n = 0; n < of.districts; n += 1) await addDistrict(db, `d${n}`, of.zip)
    for (let n = 0; n < of.workers; n += 1) workers.push(await startWorker(url))
    // Whatever it costs to start a worker is over: now everything comes due. It counts as settled, because a worker that
    // works out stale times by the cron expression would put a slot off that is none of its times.
    await globally(db, (client) =>
      client.query(
        "update source_schedule set next_due_at = now(), starts_at = now(), stale_at = now() + interval '2 days'",
      ),
    )
    const start = performance.now()
    await untilApplied(db, of.districts)
    return performance.now() - start
  } finally {
    await Promise.all(workers.map(stopWorker))
    await db.close()
    await dropDatabase(server.url, DATABASE)
  }
}

async function addDistrict(db: Database, id: string, path: string): Promise<void> {
  await globally(db, (client) => createDistrict(client, { id, name: id, timezone: 'UTC', customerId: null }))
  const source = { districtId: id, sourceId: 'sis', connector: 'oneroster-csv', config: { path } }
  await inDistrict(db, { districtId: id, actor: 'bench' }, (client) =>
    createSource(client, { ...source, cron: '0 2 1 1 *', nextDueAt: new Date(Date.now() + 86_400_000) }),
  )
}

async function startWorker(url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [WORKER, url], { stdio: ['ignore', 'pipe', 'ignore'] })
  const { stdout } = child
  await Promise.race([once(createInterface({ input: stdout }), 'line'), once(child, 'exit').then(refuseEnd)])
  return child
}

function refuseEnd(): never {
  throw new Error('A worker of the benchmark ended before it was ready.')
}

async function stopWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function untilApplied(db: Database, districts: number): Promise<void> {
  let last = { applied: 0, at: performance.now() }
  for (;;) {
    const { rows } = await globally(db, (client) =>
      client.query<{ applied: number; alarmed: number }>(
        `select count(*) filter (where last_success_at is not null)::int as applied,
           count(*) filter (where alarm_since is not null)::int as alarmed from source_schedule`,
      ),
    )
    const { applied = 0, alarmed = 0 } = rows[0] ?? {}
    if (alarmed > 0) throw new Error(`${alarmed} runs of the benchmark failed.`)
    if (applied === districts) return
    if (applied > last.applied) last = { applied, at: performance.now() }
    if (performance.now() - last.at > STALLED_MS)
      throw new Error(`${districts - applied} of the benchmark’s districts are not run.`)
    await sleep(100)
  }
}
