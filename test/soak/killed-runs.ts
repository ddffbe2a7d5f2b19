/**
 * A process of its own that does one thing in many districts at once and is killed when all of them have come to a stage:
 * `node killed-runs.ts <url> <sync|undo|approve> <stage> <district:seed,…>`. It never ends by itself.
 */

import { openDatabase } from '../../src/store/database.ts'
import type { Stage } from '../../src/sync/world.ts'
import { act, type Act, quickWorld } from './acts.ts'

const [url = '', wanted = '', stage = '', places = ''] = process.argv.slice(2)
const districts = places.split(',').map((place) => place.split(':'))
const db = openDatabase({ url, role: 'sync', poolMax: 2 * districts.length + 2 })
let reached = 0

function onStage(at: Stage): Promise<void> {
  if (at !== stage) return Promise.resolve()
  reached += 1
  if (reached === districts.length) process.kill(process.pid, 'SIGKILL')
  // Here it stands until it is killed: what comes after a stage must not happen in any district.
  return new Promise(() => undefined)
}

await Promise.all(
  districts.map(([districtId = '', seed = '']) =>
    act(wanted as Act, { ...quickWorld(db, Number(seed)), onStage }, districtId),
  ),
)
throw new Error(`not every district came to ${stage}`)
