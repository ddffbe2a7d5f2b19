/** P1, P2, P4 and P5: roster syncs from CSV against plain loading of the same bytes, in one run on one server. */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openDatabase, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/district.ts'
import { createSource } from '../../src/store/source.ts'
import { measureLoad, measureLoadAndInsert } from './baseline.ts'
import { type BenchServer, dropDatabase, type Figure, freshDatabase } from './bench-server.ts'

const run = promisify(execFile)
const MEASURED = fileURLToPath(new URL('measured-sync.ts', import.meta.url))
const DISTRICTS = fileURLToPath(new URL('../contract/districts/main.ts', import.meta.url))

interface Measured {
  readonly state: string
  readonly failure: { readonly message: string } | null
  readonly ms: number
  readonly rssBytes: number
  readonly tables: Readonly<
    Record<string, { readonly received: number; readonly added: number; readonly changed: number }>
  >
}

/** First and second sync of one size, with their baselines. */
export async function measureRoster(server: BenchServer, size: 'S' | 'M' | 'L'): Promise<readonly Figure[]> {
  const zip = await prepared(server, `${size}-1.1.zip`, size)
  const folder = await prepared(server, `${size}-1.1`, size)
  const url = await freshDatabase(server, `staffroom_bench_${size.toLowerCase()}`)
  const owner = openDatabase({ url, role: 'owner' })
  const db = openDatabase({ url, role: 'sync' })
  try {
    for (const id of ['baseline', 'synced']) await makeDistrict(db, id)
    const l1 = await measureLoad(owner, folder)
    server.say(`${size}: L1, loading the bytes: ${Math.round(l1)} ms`)
    const l2 = await measureLoadAndInsert(db, 'baseline', folder)
    server.say(`${size}: L2, loading and inserting: ${Math.round(l2)} ms`)
    await owner.pool.query('vacuum analyze')
    const first = await sync(server, url, zip)
    server.say(`${size}: first sync: ${Math.round(first.ms)} ms, ${megabytes(first)} MB`)
    await owner.pool.query('vacuum analyze')
    const second = await sync(server, url, zip)
    server.say(`${size}: second sync: ${Math.round(second.ms)} ms, ${megabytes(second)} MB`)
    return [
      figure({ name: 'P1', work: `first sync of ${size}`, measured: first.ms, baseline: l2, must: '≤ 2.0' }),
      figure({
        name: 'P2',
        work: `second sync of ${size}, unchanged`,
        measured: second.ms,
        baseline: l1,
        must: '≤ 2.0',
      }),
      {
        name: 'P4',
        work: `peak memory of the syncs of ${size}`,
        measured: Math.max(megabytes(first), megabytes(second)),
        baseline: null,
        unit: 'MB',
        ratio: null,
        must: '≤ 300 MB',
      },
    ]
  } finally {
    await Promise.all([owner.close(), db.close()])
    await dropDatabase(server, `staffroom_bench_${size.toLowerCase()}`)
  }
}

function figure(of: { name: string; work: string; measured: number; baseline: number; must: string }): Figure {
  return { ...of, unit: 'ms', ratio: of.measured / of.baseline }
}

function megabytes({ rssBytes }: Measured): number {
  return Math.round(rssBytes / 1e6)
}

async function sync(server: BenchServer, url: string, path: string): Promise<Measured> {
  const { stdout, stderr } = await run(process.execPath, [MEASURED, url, 'synced', path], { maxBuffer: 1 << 24 })
  if (stderr !== '') server.say(stderr.trimEnd())
  const measured = JSON.parse(stdout) as Measured
  if (measured.state !== 'reported')
    throw new Error(`the measured sync ended ${measured.state}: ${measured.failure?.message ?? ''}`)
  return measured
}

/** A made-up district as a file, made once. Its path. */
export async function prepared(server: BenchServer, name: string, preset: string): Promise<string> {
  const path = join(server.data, name)
  if (existsSync(path)) return path
  await mkdir(server.data, { recursive: true })
  server.say(`writing ${name}`)
  await run(process.execPath, [DISTRICTS, '--preset', preset, '--version', '1.1', '--out', path])
  return path
}

async function makeDistrict(db: ReturnType<typeof openDatabase>, id: string): Promise<void> {
  await globally(db, (client) => createDistrict(client, { id, name: id, timezone: 'UTC', customerId: null }))
  await inDistrict(db, { districtId: id, actor: 'bench' }, (client) =>
    createSource(client, {
      districtId: id,
      sourceId: 'sis',
      connector: 'oneroster-csv',
      config: {},
      cron: null,
      nextDueAt: null,
    }),
  )
}
