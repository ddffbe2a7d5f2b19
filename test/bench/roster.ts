/** P1 to P5: roster syncs from CSV against plain loading of the same bytes, in one run on one server. */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openDatabase, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { measureLoad, measureLoadAndInsert } from './baseline.ts'
import { dropDatabase } from '../support/database-server.ts'
import { type BenchServer, type Figure, freshDatabase } from './bench-server.ts'

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

/** Times that a short measure and its baseline are taken in turn; the median of each counts. */
const TURNS = 3
const SHARE_CHANGED = '0.01'

/** First and later syncs of one size, with their baselines. */
export async function measureRoster(server: BenchServer, size: 'S' | 'M'): Promise<readonly Figure[]> {
  const zip = await prepared(server, `${size}-1.1.zip`, size)
  const changed = await prepared(server, `${size}-1.1-changed.zip`, size, ['--change', SHARE_CHANGED])
  const folder = await prepared(server, `${size}-1.1`, size)
  const url = await freshDatabase(server, `staffroom_bench_${size.toLowerCase()}`)
  const owner = openDatabase({ url, role: 'owner' })
  const db = openDatabase({ url, role: 'sync' })
  try {
    for (const id of ['baseline', 'synced']) await makeDistrict(db, id)
    const l2 = await measureLoadAndInsert(db, 'baseline', folder)
    server.say(`${size}: L2, loading and inserting: ${Math.round(l2)} ms`)
    await owner.pool.query('vacuum analyze')
    const first = await sync(server, url, zip)
    server.say(`${size}: first sync: ${Math.round(first.ms)} ms, ${megabytes(first)} MB`)
    await owner.pool.query('vacuum analyze')
    const again = { server, url, load: () => measureLoad(owner, folder), size }
    const unchanged = await measureAgain(again, 'unchanged', [zip])
    const onePercent = await measureAgain(again, '1 % changed', [changed, zip])
    return [
      figure({ name: 'P1', work: `first sync of ${size}`, measured: first.ms, baseline: l2, must: '≤ 2.0' }),
      figure({ ...unchanged, name: 'P2', work: `second sync of ${size}, unchanged`, must: '≤ 2.0' }),
      figure({ ...onePercent, name: 'P3', work: `sync of ${size} with 1 % of rows changed`, must: '≤ 2.5' }),
      memoryOf(size, [first, unchanged, onePercent]),
    ]
  } finally {
    await Promise.all([owner.close(), db.close()])
    await dropDatabase(server.url, `staffroom_bench_${size.toLowerCase()}`)
  }
}

/** The first sync of L against that of the smaller one (ms), and the memory of it and of a second one. */
export async function measureLarge(
  server: BenchServer,
  smaller: { readonly size: string; readonly ms: number },
): Promise<readonly Figure[]> {
  const zip = await prepared(server, 'L-1.1.zip', 'L')
  const url = await freshDatabase(server, 'staffroom_bench_l')
  const owner = openDatabase({ url, role: 'owner' })
  const db = openDatabase({ url, role: 'sync' })
  try {
    await makeDistrict(db, 'synced')
    const first = await sync(server, url, zip)
    server.say(`L: first sync: ${Math.round(first.ms)} ms, ${megabytes(first)} MB`)
    await owner.pool.query('vacuum analyze')
    const second = await sync(server, url, zip)
    server.say(`L: second sync: ${Math.round(second.ms)} ms, ${megabytes(second)} MB`)
    const work = `first sync of L against ${smaller.size}`
    return [
      memoryOf('L', [first, second]),
      figure({ name: 'P5', work, measured: first.ms, baseline: smaller.ms, must: '≤ 11' }),
    ]
  } finally {
    await Promise.all([owner.close(), db.close()])
    await dropDatabase(server.url, 'staffroom_bench_l')
  }
}

interface Again {
  readonly server: BenchServer
  readonly url: string
  /** The baseline. */
  readonly load: () => Promise<number>
  readonly size: string
}

/** Baseline and sync in turn; `zips`: what is synced, one after the other. */
async function measureAgain(
  { server, url, load, size }: Again,
  work: string,
  zips: readonly string[],
): Promise<{ readonly measured: number; readonly baseline: number; readonly rssBytes: number }> {
  const loads: number[] = []
  const syncs: Measured[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    loads.push(await load())
    const synced = await sync(server, url, zips[turn % zips.length] ?? '')
    syncs.push(synced)
    server.say(`${size}: L1: ${Math.round(loads.at(-1) ?? 0)} ms, ${work}: ${Math.round(synced.ms)} ms`)
  }
  return {
    measured: median(syncs.map(({ ms }) => ms)),
    baseline: median(loads),
    rssBytes: Math.max(...syncs.map(({ rssBytes }) => rssBytes)),
  }
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN
}

function figure(of: { name: string; work: string; measured: number; baseline: number; must: string }): Figure {
  return { ...of, unit: 'ms', ratio: of.measured / of.baseline }
}

function memoryOf(size: string, syncs: readonly Pick<Measured, 'rssBytes'>[]): Figure {
  const measured = Math.max(...syncs.map(megabytes))
  const work = `peak memory of the syncs of ${size}`
  return { name: 'P4', work, measured, baseline: null, unit: 'MB', ratio: null, must: '≤ 300 MB' }
}

function megabytes({ rssBytes }: Pick<Measured, 'rssBytes'>): number {
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
export async function prepared(
  server: BenchServer,
  name: string,
  preset: string,
  more: readonly string[] = [],
): Promise<string> {
  const path = join(server.data, name)
  if (existsSync(path)) return path
  await mkdir(server.data, { recursive: true })
  server.say(`writing ${name}`)
  await run(process.execPath, [DISTRICTS, '--preset', preset, '--version', '1.1', '--out', path, ...more])
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
