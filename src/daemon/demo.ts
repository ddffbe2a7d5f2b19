/** The demo: a sample district synced, licensed and scheduled, web and worker running, and a demo LMS to launch from. */

import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { formatIdentity, identifySelf, isRunning, parseIdentity } from '../store/postgres/process-identity.ts'
import type { RosterCounts } from '../store/sync/roster-counts.ts'
import type { RunReport } from '../sync/report.ts'
import type { RunProgress } from '../sync/world.ts'
import { runChild, type RunningChild, startChild } from './child.ts'
import type { Desk } from './desk/desk.ts'
import { stayUp } from './stay-up.ts'
import { findFreePort, localUrl, type WebServer } from './web-server.ts'
import type { Worker } from './worker.ts'

const DISTRICT = {
  id: 'demo',
  name: 'Maple Grove Unified School District',
  timezone: 'America/Chicago',
  customerId: null,
}
const SOURCE = 'sis'
const SCHEDULE = '0 2 * * *'
// Enough for every coach of the sample and whoever is invited: without a seat there is little to try.
const COACHING_SEATS = { districtId: DISTRICT.id, kind: 'coaching-seats', quantity: 60 }
// What else the sample has bought: its invoice is open, that of the seats is paid. Prices are made up.
const CREDITS = { name: 'Spring exports', startsOn: null, endsOn: null, replaces: false }
const EXPORT_CREDITS = { districtId: DISTRICT.id, kind: 'export-credits', quantity: 400, purchase: CREDITS }
const BILLED = { districtId: DISTRICT.id, billTo: null, dueDays: null, draft: false }
const ADMIN_EMAIL = 'admin@demo.example'
const LOOPBACK = '127.0.0.1'

/** What the demo needs of the house. */
export interface DemoHouse {
  readonly desk: Desk
  /** The installed package's folder: the sample district and the demo LMS are programs of a checkout. */
  readonly packageRoot: string
  readonly home: string
  /** The wish; another free one is taken where it is busy and was not chosen. */
  readonly port: number
  readonly portChosen: boolean
  readonly publicUrl: string | null
  readonly startWeb: (o: {
    readonly port: number
    readonly host: string | null
    readonly publicUrl: string
  }) => Promise<WebServer>
  readonly startWorker: () => Promise<Worker>
  /** A one-time link for a district administrator. */
  readonly invite: (o: DemoInvitation) => Promise<string>
  readonly register: (platform: DemoPlatform) => Promise<void>
  readonly invoices: DemoInvoices
}

/** What the demo's made-up seller does. */
export interface DemoInvoices {
  readonly list: (districtId: string) => Promise<{ readonly total: number }>
  readonly bill: (
    o: typeof BILLED & { readonly orderNumber: string | null },
  ) => Promise<{ readonly number: number | null; readonly total: number }>
  readonly pay: (o: {
    readonly districtId: string
    readonly number: number
    readonly amount: string
    readonly way: 'bank'
    readonly reference: string
    readonly on: null
  }) => Promise<unknown>
}

export interface DemoInvitation {
  readonly districtId: string
  readonly email: string
  readonly publicUrl: string
}

/** A platform that the demo LMS plays, to register. */
export interface DemoPlatform {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly deploymentId: string
  readonly districtId: string
}

export interface DemoReady {
  readonly url: string
  readonly lmsUrl: string
  readonly inviteUrl: string | null
  readonly home: string
  /** The first sync; null where an earlier start has done it. */
  readonly report: RunReport | null
  readonly counts: RosterCounts
  readonly nextSync: Date | null
  readonly timezone: string
}

export interface DemoSession {
  readonly say: (line: string) => void
  readonly signal: AbortSignal
  readonly progress: (progress: RunProgress) => void
  readonly ready: (ready: DemoReady) => void
}

/**
 * Brings the demo up and keeps it up until the signal. Done twice it takes up what is there.
 * @throws Failure DEMO_RUNNING, DEMO_INCOMPLETE, PORT_TAKEN, CHILD_FAILED
 */
export async function runDemo(house: DemoHouse, session: DemoSession): Promise<void> {
  const folder = join(house.home, 'demo')
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const release = await claimFolder(folder)
  try {
    const report = await prepareDistrict(house, folder, session)
    session.signal.throwIfAborted()
    await serveDemo(house, session, report)
  } catch (error) {
    if (!session.signal.aborted) throw error
  } finally {
    await release()
  }
}

/** The sample roster, the district and its first sync; what an earlier start has made is left as it is. */
async function prepareDistrict(house: DemoHouse, folder: string, session: DemoSession): Promise<RunReport | null> {
  const { desk } = house
  const samples = join(house.packageRoot, 'test', 'contract', 'districts')
  const roster = join(folder, 'roster.zip')
  if (!existsSync(samples))
    throw new Failure(
      'DEMO_INCOMPLETE',
      'operator',
      'The demo needs a checkout of Staffroom: the installed package leaves its sample district and demo LMS out.',
    )
  if (!existsSync(roster)) {
    session.say('making the sample district')
    const args = [join(samples, 'main.ts'), '--preset', 'demo', '--version', '1.2', '--out', roster]
    await runChild({ args, cwd: house.packageRoot, what: 'The sample district' }, session.signal)
  }
  if (!(await desk.districts.list()).includes(DISTRICT.id)) await desk.districts.create(DISTRICT)
  const place = { districtId: DISTRICT.id, sourceId: SOURCE }
  if ((await desk.sources.find(place)).length === 0) {
    await desk.roleMaps.set(DISTRICT.id, JSON.parse(await readFile(join(samples, 'demo-role-map.json'), 'utf8')))
    await desk.licences.set(COACHING_SEATS)
    await desk.sources.add({ ...place, connector: 'oneroster-csv', config: { path: roster }, schedule: SCHEDULE })
  }
  await billSample(house)
  const [source] = await desk.sources.list(DISTRICT.id)
  if (source?.lastRun?.state === 'reported') return null
  session.say('pulling the roster in')
  const { signal, progress } = session
  return desk.sources.sync(place, { dryRun: false, full: false, file: null, signal, onProgress: progress })
}

/** One invoice that is paid and one that is open, once. */
async function billSample({ desk, invoices }: DemoHouse): Promise<void> {
  if ((await invoices.list(DISTRICT.id)).total > 0) return
  const paid = await invoices.bill({ ...BILLED, orderNumber: 'PO-2026-118' })
  const money = { amount: (paid.total / 100).toFixed(2), way: 'bank', reference: 'Transfer 4471', on: null } as const
  await invoices.pay({ ...money, districtId: DISTRICT.id, number: paid.number ?? 0 })
  await desk.licences.set(EXPORT_CREDITS)
  await invoices.bill({ ...BILLED, orderNumber: null })
}

async function serveDemo(house: DemoHouse, session: DemoSession, report: RunReport | null): Promise<void> {
  const host = house.publicUrl === null ? LOOPBACK : null
  const port = house.portChosen && house.port !== 0 ? house.port : await findFreePort(house.port, host ?? '0.0.0.0')
  const publicUrl = house.publicUrl ?? localUrl(port)
  let lms: RunningChild | undefined
  try {
    session.say('starting the demo LMS')
    lms = await startLms(house, publicUrl, port)
    const said = readLms(lms.firstLine)
    for (const platform of said.platforms) await house.register(platform)
    const facts = await readFacts(house, publicUrl)
    await stayUp({
      startWeb: () => house.startWeb({ port, host, publicUrl }),
      startWorker: house.startWorker,
      signal: session.signal,
      ready: () => session.ready({ ...facts, report, url: publicUrl, lmsUrl: said.url }),
    })
  } finally {
    await lms?.stop()
  }
}

async function readFacts(house: DemoHouse, publicUrl: string): Promise<Omit<DemoReady, 'report' | 'url' | 'lmsUrl'>> {
  const [source] = await house.desk.sources.list(DISTRICT.id)
  return {
    inviteUrl: await house.invite({ districtId: DISTRICT.id, email: ADMIN_EMAIL, publicUrl }),
    home: house.home,
    counts: await house.desk.roster.count(DISTRICT.id),
    nextSync: source?.nextDueAt ?? null,
    timezone: DISTRICT.timezone,
  }
}

async function startLms(house: DemoHouse, publicUrl: string, webPort: number): Promise<RunningChild> {
  // The same port at every start, where it is free: the registration then stays the same.
  const port = await findFreePort(webPort + 1, LOOPBACK)
  const program = join(house.packageRoot, 'test', 'fakes', 'lms', 'main.ts')
  const args = [program, '--tool-url', publicUrl, '--port', `${port}`, '--host', LOOPBACK]
  return startChild({ args, cwd: house.packageRoot, what: 'The demo LMS' })
}

/** What the demo LMS says when it is up: where its first page is, and the platforms that it plays. */
function readLms(line: string): { readonly url: string; readonly platforms: readonly DemoPlatform[] } {
  const { url, platforms } = JSON.parse(line) as { url?: unknown; platforms?: readonly SaidPlatform[] }
  return { url: text(url), platforms: (platforms ?? []).map(readPlatform) }
}

interface SaidPlatform {
  readonly deploymentId?: unknown
  readonly registration?: Readonly<Record<string, unknown>>
}

function readPlatform({ deploymentId, registration }: SaidPlatform): DemoPlatform {
  return {
    issuer: text(registration?.['issuer']),
    clientId: text(registration?.['clientId']),
    authUrl: text(registration?.['authUrl']),
    tokenUrl: text(registration?.['tokenUrl']),
    jwksUrl: text(registration?.['jwksUrl']),
    deploymentId: text(deploymentId),
    districtId: DISTRICT.id,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * One demo to a data folder. Returns what gives the folder back.
 * @throws Failure DEMO_RUNNING
 */
async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'running')
  const other = parseIdentity(await readFile(file, 'utf8').catch(() => ''))
  if (other !== null && isRunning(other))
    throw new Failure(
      'DEMO_RUNNING',
      'operator',
      `The demo of this data folder is running already (process ${other.pid}); its window shows the addresses. End it there, or name another STAFFROOM_HOME.`,
    )
  await writeFile(file, formatIdentity(identifySelf()))
  return () => rm(file, { force: true })
}
