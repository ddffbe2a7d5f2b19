/** The commands that stay up: web, worker, both, and the demo. Each opens the database and gives it back on every way out. */

import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RunProgress, Log } from '../sync/world.ts'
import { awaitDatabase } from './await-database.ts'
import { type Base, openBase } from './base.ts'
import { type DemoHouse, type DemoReady, runDemo } from './demo.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { choreWorldOf, deskOf, type House, syncWorldOf } from './house.ts'
import type { WorkerSettings } from './settings.ts'
import { stayUp } from './stay-up.ts'
import { localUrl, type WebServer } from './web-server.ts'
import { startWorker, type Worker } from './worker.ts'

/** What the processes need of rooms that daemon doesn't know. */
export interface ProcessWorld {
  readonly house: House
  readonly packageRoot: string
  readonly worker: WorkerSettings
  readonly openLog: (stream: NodeJS.WritableStream) => Log
  readonly startWeb: (base: Base, at: WebPlace, log: Log) => Promise<WebServer>
  /** What the worker does for the LTI signing keys every hour. */
  readonly tendKeys: (base: Base) => Promise<{ readonly rotated: boolean; readonly removed: number }>
  /** One-time links and platforms, for the demo. */
  readonly openDoors: (base: Base, publicUrl: string) => Pick<DemoHouse, 'invite' | 'register' | 'invoices'>
}

export interface WebPlace {
  readonly port: number
  /** Null: every address of the machine. */
  readonly host: string | null
  /** Null: `http://localhost:` and the port. */
  readonly publicUrl: string | null
}

const PRIVATE_NETWORK_WARNING =
  'WARNING: STAFFROOM_ALLOW_PRIVATE_NETWORK=1 lets connectors and LTI reach http and private addresses. For trials only: unset it where real data is.'

interface Session {
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/** The web, with or without the worker in the same process; `ready` gets the address once it answers. */
export function serve(
  world: ProcessWorld,
  session: Session,
  o: { readonly withWorker: boolean; readonly ready: (r: { url: string; worker: boolean }) => void },
): Promise<void> {
  const log = world.openLog(process.stderr)
  return onBase(startOf(world, warned(world, session), log), session, (base) => {
    const { port, publicUrl } = base.environment
    return stayUp({
      startWeb: () => world.startWeb(base, { port, host: null, publicUrl }, log),
      startWorker: o.withWorker ? () => startSync(world, base, log) : null,
      ready: (listening) => o.ready({ url: publicUrl ?? localUrl(listening ?? port), worker: o.withWorker }),
      signal: session.signal,
    })
  })
}

/** The worker alone; `ready` gets the number of sources in the schedule. */
export function work(
  world: ProcessWorld,
  session: Session,
  o: { readonly ready: (r: { sources: number }) => void },
): Promise<void> {
  const log = world.openLog(process.stderr)
  return onBase(startOf(world, warned(world, session), log), session, async (base) => {
    const sources = await deskOf(world.house, base, log).sources.find({ districtId: null, sourceId: null })
    await stayUp({
      startWeb: null,
      startWorker: () => startSync(world, base, log),
      ready: () => o.ready({ sources: sources.length }),
      signal: session.signal,
    })
  })
}

/** The demo; its log goes to a file, so that its window stays readable. */
export async function demo(
  world: ProcessWorld,
  session: Session,
  o: { readonly ready: (r: DemoReady) => void; readonly progress: (p: RunProgress) => void },
): Promise<void> {
  // Its LMS is on this machine and speaks http.
  const read = readEnvironment(world.house.variables)
  const prices = join(world.packageRoot, 'test', 'contract', 'districts', 'demo-billing.json')
  const environment = { ...read, allowPrivateNetwork: true, billingFile: read.billingFile ?? prices }
  mkdirSync(environment.home, { recursive: true, mode: 0o711 })
  const log = world.openLog(createWriteStream(join(environment.home, 'demo.log'), { flags: 'a' }))
  await onBase(startOf(world, environment, log), session, (base) =>
    runDemo(
      {
        ...environment,
        desk: deskOf(world.house, base, log),
        packageRoot: world.packageRoot,
        startWeb: (at) => world.startWeb(base, at, log),
        startWorker: () => startSync(world, base, log),
        invite: (invited) => world.openDoors(base, invited.publicUrl).invite(invited),
        register: (platform) => world.openDoors(base, '').register(platform),
        invoices: world.openDoors(base, '').invoices,
      },
      { ...session, ...o },
    ),
  )
}

/** The environment; what is dangerous in it is said loudly. The demo is a trial by nature and doesn't ask. */
function warned(world: ProcessWorld, session: Session): Environment {
  const environment = readEnvironment(world.house.variables)
  if (environment.allowPrivateNetwork) session.say(PRIVATE_NETWORK_WARNING)
  return environment
}

function startOf({ worker }: ProcessWorld, environment: Environment, log: Log): Start {
  return { environment, log, databaseWaitMs: worker.databaseWaitMs }
}

function startSync(world: ProcessWorld, base: Base, log: Log): Promise<Worker> {
  return startWorker({
    world: syncWorldOf(world.house, base, log),
    home: base.environment.home,
    settings: world.worker,
    chores: choreWorldOf(world.house, base, log),
    tendKeys: () => world.tendKeys(base),
  })
}

interface Start {
  readonly environment: Environment
  readonly log: Log
  readonly databaseWaitMs: number
}

/** Waits for a database that is away; nothing is run where the signal comes before it is there. */
async function onBase(
  { environment, log, databaseWaitMs: waitMs }: Start,
  session: Session,
  run: (base: Base) => Promise<void>,
): Promise<void> {
  const base = await awaitDatabase(() => openBase({ environment, say: session.say, migrates: true }), {
    waitMs,
    signal: session.signal,
    log,
  })
  if (base === null) return
  try {
    await run(base)
  } finally {
    await base.close()
  }
}
