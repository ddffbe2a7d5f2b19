/** The real application on a port of its own, over a real database; bearers are made here instead of by a launch. */

import { randomBytes } from 'node:crypto'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import standards from '../../config/settings.json' with { type: 'json' }
import type { ReadMembers } from '../../src/actions/lti/check-membership.ts'
import type { Principal } from '../../src/access/principal.ts'
import type { AppDeps, HttpApp } from '../../src/http/app.ts'
import { readInstallation, readReadiness } from '../../src/daemon/readiness.ts'
import { createApp } from '../../src/http/app.ts'
import { createLog } from '../../src/http/log.ts'
import { createHttpMetrics } from '../../src/http/metrics.ts'
import type { FindPrincipal } from '../../src/http/mount.ts'
import type { RouteTable } from '../../src/http/route.ts'
import { openShell } from '../../src/http/shell.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { findActiveRoles } from '../../src/store/signin/session.ts'
import type { ObjectStore } from '../../src/store/coaching/attachment-object.ts'
import type { DomainWorld } from '../../src/store/world.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { cloneDatabase } from '../support/database.ts'
import { sourceSetupOver } from '../support/source-setup.ts'
import { SETS } from '../support/question-sets.ts'
import { ATTACHMENTS, LOGS, UPLOADS } from '../support/uploads.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { plantDistrict } from './school-district.ts'

export const NOW = new Date('2026-11-22T18:00:00Z')

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  readonly json: unknown
}

export interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestApp {
  readonly address: string
  readonly database: TestDatabase
  readonly world: DomainWorld
  readonly app: HttpApp['app']
  readonly table: RouteTable
  readonly alpha: SchoolDistrict
  readonly beta: SchoolDistrict
  readonly logLines: readonly string[]
  call(path: string, call?: Call): Promise<Answer>
  /** A bearer for a person, whose roles are read anew at every request. */
  bearerOf(district: SchoolDistrict, name: PersonName): string
  bearerFor(principal: Principal): string
  close(): Promise<void>
}

/** Opens it with two districts that have the same people. */
export async function openTestApp(
  addSignInRoutes: (table: RouteTable, web: Database, world: DomainWorld) => void = () => undefined,
  over: {
    readonly metricsToken?: string
    readonly readMembers?: ReadMembers
    readonly sendsMail?: boolean
    readonly objects?: ObjectStore
    readonly billing?: AppDeps['billing']
    readonly attachments?: DomainWorld['settings']['attachments']
    /** Whether feeds on this machine can be tried. */
    readonly reachesPrivate?: boolean
    /** Connections that the web has. */
    readonly poolMax?: number
    /** Folder of the app's built pages; else one small page that says nothing. */
    readonly built?: string
    /** For bearers that aren't made here. */
    readonly findPrincipal?: (web: Database) => FindPrincipal
  } = {},
): Promise<TestApp> {
  const database = await cloneDatabase()
  const web =
    over.poolMax === undefined
      ? database.open('web')
      : openDatabase({ url: database.ownerUrl, role: 'web', poolMax: over.poolMax })
  const databases = { web, sync: database.open('sync') }
  const alpha = await plantDistrict(databases, 'alpha')
  const beta = await plantDistrict(databases, 'beta')
  const world: DomainWorld = {
    database: web,
    secrets: openSecretBox(randomBytes(32)),
    settings: {
      interactionTypes: [
        { id: 'observation', name: 'Observation' },
        { id: 'meeting', name: 'Meeting' },
      ],
      defaultRoleMap: { rules: [] },
      questionSets: SETS,
      licenceKinds: [
        {
          id: 'coaching-seats',
          title: 'Coaching seats',
          counts: 'roles',
          roles: ['district_admin', 'coach'],
          offUnlessBought: false,
          graceDays: 30,
          overDays: 30,
        },
        { id: 'product-seats', title: 'Product seats', counts: 'products', graceDays: 30, overDays: 30 },
      ],
      guard: standards.guard,
      fullComparison: standards.fullComparison,
      retention: standards.retention,
      uploads: UPLOADS,
      logs: LOGS,
      attachments: over.attachments ?? ATTACHMENTS,
      support: { minutesDefault: 60, minutesMax: 240, linkMinutes: 15 },
      diagnosticSays: { value_date: 'A field is not a date.' },
    },
    now: () => NOW,
    objects: over.objects ?? null,
  }
  const bearers = new Map<string, Principal>()
  const logLines: string[] = []
  const uiFolder = over.built ?? makeUiFolder()
  const { app, table } = createApp({
    world,
    findPrincipal: async (token) => {
      const principal = bearers.get(token)
      if (principal === undefined) return (await over.findPrincipal?.(web)(token)) ?? null
      const { districtId, personId } = principal
      if (personId === null) return principal
      const roles = await findActiveRoles(web, districtId, personId)
      return roles === null ? null : { ...principal, roles }
    },
    addSignInRoutes: (each) => addSignInRoutes(each, web, world),
    readMembers: over.readMembers ?? (() => Promise.resolve({ ok: false, code: 'service_none' })),
    sources: sourceSetupOver(world, over.reachesPrivate),
    ...(over.billing === undefined ? {} : { billing: over.billing }),
    renderShell: openShell(uiFolder),
    uiFolder,
    log: createLog({ level: 'info', stream: lineCollector(logLines) }),
    metrics: createHttpMetrics(() => readInstallation(web)),
    limits: { jsonBytesMax: 262_144, formBytesMax: 65_536, fileJsonBytesMax: 6_291_456, requestsPerMinuteMax: 100_000 },
    readReadiness: () => readReadiness(web),
    metricsToken: over.metricsToken ?? null,
    version: '0.1.0',
    publicUrl: 'https://staffroom.example',
    sendsMail: over.sendsMail ?? false,
    allowPrivateNetwork: false,
    proxies: 0,
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  // On a machine that stalls, no connection is closed while a request is on its way to it.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const bearerFor = (principal: Principal): string => {
    const token = randomBytes(24).toString('base64url')
    bearers.set(token, principal)
    return token
  }
  return {
    address,
    database,
    world,
    app,
    table,
    alpha,
    beta,
    logLines,
    call: (path, call = {}) => request(`${address}${path}`, call),
    bearerFor,
    bearerOf: (district, name) =>
      bearerFor({ districtId: district.id, personId: district.people[name], customerId: null, roles: [] }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await web.close()
      await database.drop()
      if (over.built === undefined) rmSync(uiFolder, { recursive: true })
    },
  }
}

async function request(url: string, call: Call): Promise<Answer> {
  const { token, body } = call
  const response = await fetch(url, {
    method: call.method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, text, headers: response.headers, json: isJson ? JSON.parse(text) : null }
}

function makeUiFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-ui-'))
  const meta = '<meta name="staffroom-launch-code" content="__STAFFROOM_LAUNCH_CODE__" />'
  const script = '<script type="module" nonce="__STAFFROOM_NONCE__" src="/assets/main-1.js"></script>'
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html><head>${meta}${script}</head></html>`)
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {}\n')
  return folder
}

function lineCollector(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').filter(Boolean))
      done()
    },
  })
}
