/** The whole web application on a port of localhost, with sign-in as it is; its page shows who the API says one is. */

import { launchFlood } from '../../config/settings.ts'
import standards from '../../config/settings.json' with { type: 'json' }
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createApp } from '../../src/http/app.ts'
import { createFloodLimit } from '../../src/http/flood-limit.ts'
import type { FloodLimits } from '../../src/http/flood-limit.ts'
import { createLog } from '../../src/http/log.ts'
import { createHttpMetrics } from '../../src/http/metrics.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import { addLaunchOfSessionRoutes } from '../../src/http/routes/lti/launch-of-session.ts'
import { addLtiRoutes } from '../../src/http/routes/lti/lti.ts'
import { addLtiRegisterRoutes } from '../../src/http/routes/lti/lti-register.ts'
import { openShell } from '../../src/http/shell.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { notePreflightIn } from '../../src/signin/preflight.ts'
import { addPlacementRoutes } from '../../src/http/routes/lti/placements.ts'
import { createCourseMembers } from '../../src/lti/course-members.ts'
import { signWith } from '../../src/lti/sign.ts'
import { createServiceTrial } from '../../src/lti/service-trial.ts'
import { ensureSigningKey, readActiveKey } from '../../src/signin/signing-key.ts'
import { startTool } from './tool.ts'
import type { TestTool } from './tool.ts'
import { sourceSetupOver } from '../support/source-setup.ts'
import { SETS } from '../support/question-sets.ts'
import { ATTACHMENTS, LOGS, UPLOADS } from '../support/uploads.ts'

export interface ServedTool extends TestTool {
  /** Everything that was logged, a line each. */
  readonly logLines: readonly string[]
}

const ask = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' })

// Exchanges the code like the app does, then says who it is.
const SCRIPT = `
const code = document.querySelector('meta[name="staffroom-launch-code"]').content
const show = (text) => { document.querySelector('output').textContent = text }
const answer = await fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
if (answer.ok) {
  const { token } = await answer.json()
  const me = await fetch('/api/v1/me', { headers: { authorization: 'Bearer ' + token } })
  const { person, home } = await me.json()
  show((person === null ? 'nobody' : person.sourcedId) + ' at ' + home)
} else show('refused ' + answer.status)
`

export interface ServedToolOptions {
  /** Of logins and launches from one place. */
  readonly flood?: FloodLimits
  /** How many proxies may say whose address a request comes from. */
  readonly proxies?: number
  /** Folder of the app's built pages; else one small page says who one is. */
  readonly built?: string
}

/** Starts it on a free port. */
export async function startServedTool(options: ServedToolOptions = {}): Promise<ServedTool> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve)
  })
  const publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const tool = await startTool(publicUrl)
  await ensureSigningKey(tool.signingKeys)
  const uiFolder = options.built ?? makePage()
  const logLines: string[] = []
  const flood = createFloodLimit(options.flood ?? launchFlood, () => tool.now().getTime())
  const renderShell = openShell(uiFolder)
  const log = createLog({ level: 'info', stream: collector(logLines) })
  const { app } = createApp({
    world: {
      database: tool.db,
      secrets: tool.signingKeys.secretBox,
      settings: {
        ...standards,
        interactionTypes: [],
        licenceKinds: [],
        questionSets: SETS,
        defaultRoleMap: { rules: [] },
        diagnosticSays: {},
        uploads: UPLOADS,
        logs: LOGS,
        attachments: ATTACHMENTS,
        support: standards.support,
      },
      now: tool.now,
    },
    findPrincipal: tool.signIn.findPrincipal,
    sources: sourceSetupOver({ database: tool.db, secrets: tool.signingKeys.secretBox, now: tool.now }),
    readMembers: createCourseMembers({
      findRegistration: tool.signIn.findRegistration,
      fetch: createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' }),
      sign: signWith(() => readActiveKey(tool.signingKeys)),
      now: tool.now,
    }),
    addSignInRoutes: (table, world) => {
      const place = { db: tool.db, now: tool.now, publicUrl }
      const sign = signWith(() => readActiveKey(tool.signingKeys))
      const tryServices = createServiceTrial({ fetch: ask, sign, now: tool.now, onUnsigned: () => undefined })
      const preflight = { ...place, version: '0.0.0', note: notePreflightIn(place), tryServices }
      addLtiRoutes(table, { signIn: tool.signIn, publicUrl, renderShell, log, preflight, flood })
      addLtiRegisterRoutes(table, { ...place, log, ask })
      addPlacementRoutes(table, {
        world,
        sign,
        findRegistration: tool.signIn.findRegistration,
        publicUrl,
      })
      addAccountRoutes(table, { signIn: tool.signIn, publicUrl, sendsMail: true, world, log })
      addLaunchOfSessionRoutes(table, { findLaunch: tool.signIn.findLaunch, world })
    },
    renderShell,
    uiFolder,
    log,
    metrics: createHttpMetrics(() => Promise.resolve(null)),
    limits: { jsonBytesMax: 262_144, formBytesMax: 262_144, fileJsonBytesMax: 6_291_456, requestsPerMinuteMax: 10_000 },
    readReadiness: () => Promise.resolve({ ready: true, database: 'ok', schema: 'current', worker: 'none' } as const),
    metricsToken: null,
    version: '0.0.0',
    publicUrl,
    sendsMail: false,
    allowPrivateNetwork: true,
    proxies: options.proxies ?? 0,
  })
  server.on('request', app)
  return {
    ...tool,
    logLines,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      if (options.built === undefined) rmSync(uiFolder, { recursive: true })
      await tool.stop()
    },
  }
}

function makePage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-launch-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'show-me.js'), SCRIPT)
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><head><title>Staffroom</title>
<meta name="staffroom-launch-code" content="__STAFFROOM_LAUNCH_CODE__">
<meta name="staffroom-session" content="__STAFFROOM_COOKIE__">
<script type="module" nonce="__STAFFROOM_NONCE__" src="/assets/show-me.js"></script></head>
<body><output></output></body></html>`,
  )
  return folder
}

function collector(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').filter(Boolean))
      done()
    },
  })
}
