/** The composition root of what answers requests: src/main.ts loads it where a process does. */

import type { Base } from './daemon/base.ts'
import { openSourceSetup } from './daemon/desk/source-setup.ts'
import { type House, sourceDeskOf } from './daemon/house.ts'
import type { WebPlace } from './daemon/processes.ts'
import { readInstallation, readReadiness } from './daemon/readiness.ts'
import { type WebServer, localUrl, startWebServer } from './daemon/web-server.ts'
import { type AppDeps, createApp } from './http/app.ts'
import { createFloodLimit } from './http/flood-limit.ts'
import type { Log } from './http/log.ts'
import { createHttpMetrics } from './http/metrics.ts'
import { addAccountRoutes } from './http/routes/signin/accounts.ts'
import { addLaunchOfSessionRoutes } from './http/routes/lti/launch-of-session.ts'
import { addLtiRoutes } from './http/routes/lti/lti.ts'
import { addLtiRegisterRoutes } from './http/routes/lti/lti-register.ts'
import { addPlacementRoutes } from './http/routes/lti/placements.ts'
import { openShell } from './http/shell.ts'
import { createCourseMembers } from './lti/course-members.ts'
import { createPlatformKeys } from './lti/platform-keys.ts'
import { signWith } from './lti/sign.ts'
import { createServiceTrial } from './lti/service-trial.ts'
import { createToolKey } from './lti/tool-key.ts'
import { createStripeCheckout } from './net/stripe-checkout.ts'
import { type GuardedFetch, createGuardedFetch, fetchJson } from './net/guarded-fetch.ts'
import { notePreflightIn } from './signin/preflight.ts'
import { readCommonPasswords } from './signin/password-rule.ts'
import { type SignIn, type SignInOptions, createSignIn } from './signin/sign-in.ts'
import { ensureSigningKey, readActiveKey } from './signin/signing-key.ts'
import { reconcileSeats } from './store/seats/seats.ts'

export interface WebParts {
  readonly base: Base
  readonly place: WebPlace
  readonly log: Log
  readonly house: House
  readonly pageSettings: AppDeps['world']['settings']
  readonly httpLimits: AppDeps['limits']
  readonly launchFlood: Parameters<typeof createFloodLimit>[0]
  /** The list of common passwords, as it lies in config. */
  readonly passwords: Parameters<typeof readCommonPasswords>[0]
  /** How long a signing key that was replaced is still published, in days. */
  readonly keysRetiredDays: number
  /** Where the built pages lie. */
  readonly uiFolder: string
  /** Prices and the payment provider. */
  readonly readBilling: (file: string | null) => NonNullable<AppDeps['billing']>['settings']
  /** Of a name as `${STRIPE_SECRET_KEY}`. */
  readonly secretOf: (named: string) => string
}

/** What is asked of platforms, and what is signed for them. */
function openServices({ base, house, log }: WebParts, { findRegistration }: SignIn, guarded: GuardedFetch) {
  const { now, version } = house
  const sign = signWith(() => readActiveKey({ db: base.web, secretBox: base.box }))
  const asking = { fetch: guarded, sign, now }
  return {
    sign,
    findRegistration,
    readMembers: createCourseMembers({ findRegistration, ...asking }),
    preflight: {
      version,
      now,
      note: notePreflightIn({ db: base.web, now }),
      tryServices: createServiceTrial({ ...asking, onUnsigned: (error) => log.error('lti.unsigned', { error }) }),
    },
  }
}

function openSignIn(
  { base, house, passwords, keysRetiredDays }: WebParts,
  { guarded, findPlatformKey }: Pick<SignInOptions, 'findPlatformKey'> & { readonly guarded: GuardedFetch },
): SignIn {
  return createSignIn({
    db: base.web,
    findPlatformKey,
    afterRoleChange: async (client, change) =>
      void (await reconcileSeats(client, { ...change, runId: null, kinds: house.settings.licenceKinds })),
    signingKeyRetiredDays: keysRetiredDays,
    box: base.box,
    providers: { ask: guarded, allowPrivateNetwork: base.environment.allowPrivateNetwork },
    passwordRule: { common: readCommonPasswords(passwords) },
  })
}

function worldOf({ base, house, pageSettings: settings }: WebParts): AppDeps['world'] {
  const objects = house.openObjects(base.environment)
  return { database: base.web, secrets: base.box, settings, now: house.now, objects }
}

/** The payment provider is asked by the guarded fetch. @throws Failure BILLING_SETTINGS */
function openBilling({ base, readBilling, secretOf }: WebParts, fetch: GuardedFetch): NonNullable<AppDeps['billing']> {
  const settings = readBilling(base.environment.billingFile)
  if (settings?.provider === undefined) return { settings, provider: null }
  const { apiUrl = 'https://api.stripe.com', secretKey, webhookSecret } = settings.provider
  const secrets = { secretKey: secretOf(secretKey), webhookSecret: secretOf(webhookSecret) }
  return { settings, provider: createStripeCheckout({ fetch, apiUrl: apiUrl.replace(/\/+$/, ''), ...secrets }) }
}

function openKeys({ house, log }: WebParts, guarded: GuardedFetch): SignInOptions['findPlatformKey'] {
  const keys = createPlatformKeys({
    fetchJson: (url) => fetchJson(guarded, url),
    now: house.now,
    onFailure: (error) => log.warn('lti.keys_unreachable', { error }),
  })
  return (jwksUrl, kid) => keys.find(jwksUrl, kid)
}

/** Opens what answers requests, on an open base; listens when it is there. */
export async function openWeb(web: WebParts): Promise<WebServer> {
  const { base, house, log, uiFolder } = web
  const { port, host, publicUrl } = web.place
  const { now, version } = house
  const guarded = createGuardedFetch({ ...base.environment, userAgent: `Staffroom/${version}` })
  const signIn = openSignIn(web, { guarded, findPlatformKey: openKeys(web, guarded) })
  const renderShell = openShell(uiFolder)
  await ensureSigningKey({ db: base.web, secretBox: base.box, createKey: createToolKey, now })
  const { readMembers, preflight, ...signing } = openServices(web, signIn, guarded)
  const { smtpUrl, metricsToken, allowPrivateNetwork } = base.environment
  const sendsMail = smtpUrl !== null
  const flood = createFloodLimit(web.launchFlood)
  const sources = openSourceSetup(sourceDeskOf(house, base))
  const parts = {
    readMembers,
    sources,
    findPrincipal: signIn.findPrincipal,
    renderShell,
    uiFolder,
    log,
    limits: web.httpLimits,
    billing: openBilling(web, guarded),
  }
  const handlerFor = (listening: number): ReturnType<typeof createApp>['app'] => {
    const address = publicUrl ?? localUrl(listening)
    return createApp({
      ...parts,
      world: worldOf(web),
      addSignInRoutes: (table, world) => {
        addLaunchOfSessionRoutes(table, { findLaunch: signIn.findLaunch, world })
        const checking = { ...preflight, publicUrl: address }
        addLtiRoutes(table, { signIn, publicUrl: address, renderShell, log, flood, preflight: checking })
        addLtiRegisterRoutes(table, { db: base.web, now, publicUrl: address, ask: guarded, log })
        addPlacementRoutes(table, { ...signing, world, publicUrl: address })
        addAccountRoutes(table, { signIn, publicUrl: address, sendsMail, world, log })
      },
      metrics: createHttpMetrics(() => readInstallation(base.web)),
      readReadiness: () => readReadiness(base.web),
      metricsToken,
      version,
      publicUrl: address,
      sendsMail,
      allowPrivateNetwork,
      // We speak http only: where browsers use https, one proxy stands in front.
      proxies: address.startsWith('https:') ? 1 : 0,
    }).app
  }
  return startWebServer({ port, host, handlerFor })
}
