#!/usr/bin/env node
/** The composition root: reads config and environment, wires the rooms, and hands the commands their tools. */

import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { domainSettings, httpLimits, syncSettings, workerConcurrency } from '../config/settings.ts'
import { connectors } from '../connectors/index.ts'
import { runProgram } from './cli/program.ts'
import type { Installation, Session, Toolbox } from './cli/toolbox.ts'
import { type Base, migrateBase, openBase } from './daemon/base.ts'
import { runDemo } from './daemon/demo.ts'
import { examine } from './daemon/doctor.ts'
import { type Environment, readEnvironment } from './daemon/environment.ts'
import { deskOf, type House, syncWorldOf } from './daemon/house.ts'
import { stayUp } from './daemon/stay-up.ts'
import { type Listening, startWebServer, type WebServer } from './daemon/web-server.ts'
import { startWorker } from './daemon/worker.ts'
import { createApp } from './http/app.ts'
import { createLog, type Log } from './http/log.ts'
import { createHttpMetrics } from './http/metrics.ts'
import { addInvitationRoutes } from './http/routes/invitation.ts'
import { addLtiRoutes } from './http/routes/lti.ts'
import { addSessionRoutes } from './http/routes/session.ts'
import { openShell } from './http/shell.ts'
import { createPlatformKeys } from './lti/platform-keys.ts'
import { frameOriginsOf } from './lti/platforms.ts'
import { createToolKey } from './lti/tool-key.ts'
import { createGuardedFetch, fetchJson } from './net/guarded-fetch.ts'
import { createInvitation } from './signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from './signin/limits.ts'
import { listRegistrations, registerPlatform } from './signin/registration.ts'
import { createSignIn } from './signin/sign-in.ts'
import { ensureSigningKey } from './signin/signing-key.ts'
import { findPackageRoot } from './store/package-root.ts'
import { reconcileSeats } from './store/seats.ts'

const ROOT = findPackageRoot()
const UI_FOLDER = join(ROOT, 'dist', 'ui')
const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
const now = (): Date => new Date()
const byName = new Map(connectors.map((connector) => [connector.name, connector]))
const house: House = { connectors: byName, settings: syncSettings, variables: process.env, now }
const silent = createLog({ level: 'silent', stream: process.stderr })
const loud = createLog({ level: 'info', stream: process.stderr })

function openTools(base: Base, publicUrl: string): Omit<Installation, 'close'> {
  const registering = { db: base.web, allowPrivateNetwork: base.environment.allowPrivateNetwork, frameOriginsOf }
  const inviting = { db: base.web, limits: DEFAULT_SIGN_IN_LIMITS, now }
  return {
    ...deskOf(house, base, silent),
    admins: {
      invite: async (invited) => {
        const { token, expiresAt } = await createInvitation(inviting, { ...invited, by: 'cli' })
        return { url: `${publicUrl}/#/invitation/${token}`, expiresAt }
      },
    },
    platforms: {
      register: (platform) => registerPlatform(registering, platform),
      list: () => listRegistrations(base.web),
    },
  }
}

interface WebOptions extends Omit<Listening, 'handlerFor'> {
  readonly publicUrl: string | null
  readonly log: Log
}

async function startWeb(base: Base, { port, host, publicUrl, log }: WebOptions): Promise<WebServer> {
  const guarded = createGuardedFetch({ ...base.environment, userAgent: `Staffroom/${VERSION}` })
  const keys = createPlatformKeys({ fetchJson: (url) => fetchJson(guarded, url), now })
  const signIn = createSignIn({
    db: base.web,
    findPlatformKey: (jwksUrl, kid) => keys.find(jwksUrl, kid),
    afterRoleChange: async (client, change) =>
      void (await reconcileSeats(client, { ...change, runId: null, kinds: syncSettings.licenceKinds })),
  })
  const renderShell = openShell(UI_FOLDER)
  await ensureSigningKey({ db: base.web, secretBox: base.box, createKey: createToolKey, now })
  const parts = { findPrincipal: signIn.findPrincipal, renderShell, uiFolder: UI_FOLDER, log, limits: httpLimits }
  const handlerFor = (listening: number): ReturnType<typeof createApp>['app'] => {
    const address = publicUrl ?? localUrl(listening)
    return createApp({
      ...parts,
      world: { database: base.web, secrets: base.box, settings: domainSettings, now },
      addSignInRoutes: (table) => {
        addLtiRoutes(table, { signIn, publicUrl: address, renderShell })
        addSessionRoutes(table, { signIn })
        addInvitationRoutes(table, { signIn })
      },
      metrics: createHttpMetrics(),
      isReady: base.isReady,
      version: VERSION,
      // We speak http only: where browsers use https, one proxy stands in front.
      proxies: address.startsWith('https:') ? 1 : 0,
    }).app
  }
  return startWebServer({ port, host, handlerFor })
}

const startSync = (base: Base, log: Log): ReturnType<typeof startWorker> =>
  startWorker({ world: syncWorldOf(house, base, log), concurrency: workerConcurrency })

const localUrl = (port: number): string => `http://localhost:${port}`

/** Opens the database, does the work, and gives it back on every way out. */
async function onBase(
  environment: Environment,
  say: Session['say'],
  work: (base: Base) => Promise<void>,
): Promise<void> {
  const base = await openBase({ environment, say, migrates: true })
  try {
    await work(base)
  } finally {
    await base.close()
  }
}

/** The demo's own log goes to a file, so that its window stays readable; its LMS is on this machine. */
async function demo({ say, signal }: Session, hooks: Parameters<Toolbox['demo']>[1]): Promise<void> {
  const environment = { ...readEnvironment(process.env), allowPrivateNetwork: true }
  mkdirSync(environment.home, { recursive: true, mode: 0o711 })
  const log = createLog({
    level: 'info',
    stream: createWriteStream(join(environment.home, 'demo.log'), { flags: 'a' }),
  })
  await onBase(environment, say, async (base) => {
    const tools = (publicUrl: string): ReturnType<typeof openTools> => openTools(base, publicUrl)
    await runDemo(
      {
        ...environment,
        desk: deskOf(house, base, log),
        packageRoot: ROOT,
        startWeb: (at) => startWeb(base, { ...at, log }),
        startWorker: () => startSync(base, log),
        invite: async ({ districtId, email, publicUrl }) =>
          (await tools(publicUrl).admins.invite({ place: { districtId }, role: 'district_admin', email })).url,
        register: async (platform) => void (await tools('').platforms.register({ ...platform, personIdField: 'sourcedId' })),
      },
      { say, signal, ...hooks },
    )
  })
}

const toolbox: Toolbox = {
  version: VERSION,
  open: async ({ say }) => {
    const base = await openBase({ environment: readEnvironment(process.env), say, migrates: false })
    const { publicUrl, port } = base.environment
    return { ...openTools(base, publicUrl ?? localUrl(port)), close: base.close }
  },
  migrate: ({ say }) => migrateBase(readEnvironment(process.env), say),
  doctor: async ({ say }) => ({
    findings: await examine({ variables: process.env, nodeVersion: process.versions.node, uiFolder: UI_FOLDER, say }),
  }),
  serve: ({ say, signal }, { withWorker, ready }) =>
    onBase(readEnvironment(process.env), say, (base) => {
      const { port, publicUrl } = base.environment
      return stayUp({
        startWeb: () => startWeb(base, { port, host: null, publicUrl, log: loud }),
        startWorker: withWorker ? () => startSync(base, loud) : null,
        ready: (listening) => ready({ url: publicUrl ?? localUrl(listening ?? port), worker: withWorker }),
        signal,
      })
    }),
  work: ({ say, signal }, { ready }) =>
    onBase(readEnvironment(process.env), say, async (base) => {
      const sources = (await deskOf(house, base, loud).sources.find({ districtId: null, sourceId: null })).length
      await stayUp({
        startWeb: null,
        startWorker: () => startSync(base, loud),
        ready: () => ready({ sources }),
        signal,
      })
    }),
  demo,
}

const stopping = new AbortController()
// Ctrl-C comes twice where npm started us; whatever comes, stopping is asked for once.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort())
process.exitCode = await runProgram(process.argv.slice(2), {
  toolbox,
  terminal: { out: process.stdout, err: process.stderr },
  signal: stopping.signal,
})
