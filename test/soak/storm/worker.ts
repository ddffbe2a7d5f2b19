/** One worker of the storm: `node worker.ts <home> <concurrency>`. Its log goes to standard output; SIGTERM stops it. */

import workerSettings from '../../../config/worker.json' with { type: 'json' }
import { startWorker } from '../../../src/daemon/worker.ts'
import { openStormDatabase, stormChores, stormWorld } from './ground.ts'

const [home = '', concurrency = '4'] = process.argv.slice(2)

function tell(level: string): (event: string, fields?: Readonly<Record<string, unknown>>) => void {
  return (event, fields) => process.stdout.write(`${JSON.stringify({ at: Date.now(), level, event, ...fields })}\n`)
}

const log = { info: tell('info'), warn: tell('warn'), error: tell('error') }
const db = openStormDatabase(home, Number(concurrency) * 2 + 4)
const world = stormWorld(home, db, log)
const settings = { ...workerSettings, concurrency: Number(concurrency), spreadMs: 60_000 }
const tendKeys = () => Promise.resolve({ rotated: false, removed: 0 })
const worker = await startWorker({ world, home, settings, chores: stormChores(world), tendKeys })
process.once('SIGTERM', () => {
  void worker.stop().then(() => db.close())
})
