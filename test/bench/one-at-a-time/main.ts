/**
 * A worker that has one run under way at a time: `node main.ts <database url>`. Says so once it is ready; SIGTERM stops it.
 * One that has two shares itself and the database between two cores already, and a second worker finds none free.
 */

import { SETS } from '../../support/question-sets.ts'
import { tmpdir } from 'node:os'
import limits from '../../../config/limits.json' with { type: 'json' }
import configured from '../../../config/settings.json' with { type: 'json' }
import workerSettings from '../../../config/worker.json' with { type: 'json' }
import { connectors } from '../../../connectors/index.ts'
import { startWorker } from '../../../src/daemon/worker.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { openSecretBox } from '../../../src/store/secret.ts'
import type { SyncWorld } from '../../../src/sync/world.ts'
import { NOWHERE } from '../../support/nowhere.ts'
import { syncSettings } from '../../support/sync-world.ts'

const [url = ''] = process.argv.slice(2)
const db = openDatabase({ url, role: 'sync', poolMax: 6 })
const settings = syncSettings()
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const owner = `bench:${process.pid}`
const now = (): Date => new Date()
const world: SyncWorld = {
  db,
  connectors: new Map(connectors.map((connector) => [connector.name, connector])),
  settings: { ...settings, feedLimits: limits.feed },
  openConfig: (stored) => stored,
  reach: NOWHERE,
  log,
  now,
  owner,
  version: 'bench',
}
const chores = {
  db,
  log,
  now,
  owner,
  box: openSecretBox(Buffer.alloc(32, 7)),
  licenceKinds: settings.licenceKinds,
  guard: world.settings.guard,
  alerts: configured.notices.alerts,
  settings: configured.notices,
  retention: configured.retention,
  interactionTypes: [],
  questionSets: SETS,
  mailer: null,
  post: () => Promise.reject(new Error('Nobody has a web hook here.')),
  gradebook: {
    ensure: () => Promise.reject(new Error('Nobody has a gradebook here.')),
    post: () => Promise.reject(new Error('Nobody has a gradebook here.')),
  },
  allowPrivateNetwork: true,
  publicUrl: 'http://localhost',
  sync: world,
}
const tendKeys = () => Promise.resolve({ rotated: false, removed: 0 })
const worker = await startWorker({
  world,
  home: tmpdir(),
  settings: { ...workerSettings, concurrency: 1 },
  chores,
  tendKeys,
})
process.stdout.write('ready\n')
process.once('SIGTERM', () => {
  void worker.stop().then(() => db.close())
})
