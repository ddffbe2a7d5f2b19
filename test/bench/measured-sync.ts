/**
 * One sync in a process of its own, so that its memory is its own:
 *   node test/bench/measured-sync.ts <database url> <district> <path, or the source's configuration as JSON>
 * Prints one JSON line: {state, failure, ms, rssBytes, tables}.
 */

import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import limits from '../../config/limits.json' with { type: 'json' }
import { connectors } from '../../connectors/index.ts'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import { keepHeapSmall } from '../../src/daemon/heap.ts'
import { openDatabase } from '../../src/store/database.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import type { SyncWorld } from '../../src/sync/world.ts'
import { syncSettings } from '../support/sync-world.ts'

keepHeapSmall()
const [url = '', districtId = '', given = ''] = process.argv.slice(2)
const config: unknown = given.startsWith('{') ? JSON.parse(given) : { path: given }
const db = openDatabase({ url, role: 'sync', poolMax: 4 })
const world: SyncWorld = {
  db,
  connectors: new Map(connectors.map((connector) => [connector.name, connector])),
  settings: { ...syncSettings(), feedLimits: limits.feed },
  openConfig: () => config,
  reach: {
    open: createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/bench' }),
    stagingFolder: join(tmpdir(), `staffroom-bench-${process.pid}`),
  },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  now: () => new Date(),
  owner: 'bench',
  version: 'bench',
  ...(process.env['BENCH_STAGES'] === undefined ? {} : { onStage: tellStage }),
}

const start = performance.now()
function tellStage(stage: string): Promise<void> {
  process.stderr.write(`  ${stage} after ${Math.round(performance.now() - start)} ms\n`)
  return Promise.resolve()
}

const runId = await requestRun(world, {
  districtId,
  sourceId: 'sis',
  trigger: 'manual',
  dryRun: false,
  requestedBy: 'bench',
})
const { state, failure, tables } = await executeRun(world, { districtId, runId, signal: new AbortController().signal })
const ms = performance.now() - start
// In kilobytes on every system that Node runs on.
const rssBytes = process.resourceUsage().maxRSS * 1024
await db.close()
rmSync(world.reach.stagingFolder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify({ state, failure, ms, rssBytes, tables })}\n`)
