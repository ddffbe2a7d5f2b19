/**
 * The ground that the storm's processes stand on, shared by files: where the database is, what time it is, which version
 * each district's feed has. Time runs faster than on the wall, so that a night passes in minutes, and it may jump.
 */

import { SETS } from '../../support/question-sets.ts'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import settings from '../../../config/settings.json' with { type: 'json' }
import type { ChoreWorld } from '../../../src/daemon/chores.ts'
import { type Database, openDatabase } from '../../../src/store/database.ts'
import { openSecretBox } from '../../../src/store/secret.ts'
import type { Log, SyncWorld } from '../../../src/sync/world.ts'
import { syncSettings } from '../../support/sync-world.ts'
import { NOWHERE } from '../../support/nowhere.ts'
import { stormConnector } from './feed.ts'

/** A lease that is over while the storm still lasts. */
const LEASE = { leaseMs: 4_000, renewMs: 1_000 }

interface Clock {
  /** When the storm's time began, on the wall and by its own count; ms. */
  readonly wall: number
  readonly storm: number
  /** Storm time per wall time. */
  readonly speed: number
}

export function setClock(home: string, clock: Clock): void {
  write(join(home, 'clock.json'), JSON.stringify(clock))
}

export function readClock(home: string): Clock {
  return JSON.parse(readFileSync(join(home, 'clock.json'), 'utf8')) as Clock
}

/** What time the storm has. */
export function stormNow(home: string): Date {
  const { wall, storm, speed } = readClock(home)
  return new Date(storm + (Date.now() - wall) * speed)
}

export function setVersion(home: string, district: string, version: number): void {
  write(join(home, `version-${district}`), String(version))
}

export function versionOf(home: string, district: string): number {
  return Number(readFileSync(join(home, `version-${district}`), 'utf8'))
}

/** Whole or not at all: whoever reads meanwhile must not find half of it. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

export function openStormDatabase(home: string, poolMax: number): Database {
  return openDatabase({ url: readFileSync(join(home, 'url'), 'utf8'), role: 'sync', poolMax })
}

/** As the pages open it. */
export function openStormWeb(home: string): Database {
  return openDatabase({ url: readFileSync(join(home, 'url'), 'utf8'), role: 'web', poolMax: 8 })
}

export function stormWorld(home: string, db: Database, log: Log): SyncWorld {
  const defaults = syncSettings()
  const connector = stormConnector((district) => versionOf(home, district))
  return {
    db,
    connectors: new Map([[connector.name, connector]]),
    settings: { ...defaults, run: { ...defaults.run, ...LEASE } },
    openConfig: (stored) => stored,
    reach: NOWHERE,
    log,
    now: () => stormNow(home),
    owner: `storm:${process.pid}`,
    version: 'storm',
  }
}

/** The worker's regular jobs as they are configured, without a mail server. */
export function stormChores(world: SyncWorld): ChoreWorld {
  const { db, log, now, owner } = world
  return {
    db,
    log,
    now,
    owner,
    box: openSecretBox(Buffer.alloc(32, 7)),
    licenceKinds: world.settings.licenceKinds,
    guard: world.settings.guard,
    alerts: settings.notices.alerts,
    settings: settings.notices,
    retention: settings.retention,
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
}
