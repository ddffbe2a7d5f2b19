/**
 * A process of its own that syncs and is killed at a stage: `node killed-run.ts <url> <district> <stage> <signal>`.
 * Prints "reached" and then ends itself with SIGKILL, or stops itself with SIGSTOP.
 */

import { openDatabase } from '../../src/store/database.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { literalConnector, smallDistrict } from '../support/literal-feed.ts'
import { NOWHERE } from '../support/nowhere.ts'
import { syncSettings } from '../support/sync-world.ts'

const [url = '', districtId = '', stage = '', signal = 'SIGKILL'] = process.argv.slice(2)
const db = openDatabase({ url, role: 'sync', poolMax: 4 })
const connector = literalConnector({ current: { records: smallDistrict(50) } })
const settings = syncSettings()
const world = {
  db,
  connectors: new Map([['literal', connector]]),
  settings: { ...settings, run: { ...settings.run, leaseMs: 1_500, renewMs: 300 } },
  openConfig: (stored: unknown) => stored,
  reach: NOWHERE,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  now: () => new Date(),
  owner: 'killed',
  version: 'test',
  onStage: (reached: string) => {
    if (reached === stage) {
      process.stdout.write('reached\n')
      process.kill(process.pid, signal)
    }
    return Promise.resolve()
  },
}
const runId = await requestRun(world, {
  districtId,
  sourceId: 'sis',
  trigger: 'manual',
  dryRun: false,
  requestedBy: 'test',
})
const report = await executeRun(world, { districtId, runId, signal: new AbortController().signal })
process.stdout.write(`${JSON.stringify({ state: report.state, failure: report.failure?.code ?? null })}\n`)
await db.close()
