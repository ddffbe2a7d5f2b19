/** A tool to launch into without a web server: sign-in on a database of its own, with the demo LMS registered. */

import { openSecretBox } from '../../src/store/secret.ts'
import { createPlatformKeys } from '../../src/lti/platform-keys.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { startLogin } from '../../src/lti/login.ts'
import { createToolKey } from '../../src/lti/tool-key.ts'
import { verifyLaunch } from '../../src/lti/verify-launch.ts'
import type { LaunchRequest, VerifiedLaunch } from '../../src/lti/verify-launch.ts'
import type { Verdict } from '../../src/lti/refusal.ts'
import { createGuardedFetch, fetchJson } from '../../src/net/guarded-fetch.ts'
import { registerPlatform } from '../../src/signin/registration.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import type { SigningKeyWorld } from '../../src/signin/signing-key.ts'
import { globally } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { cloneDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { LaunchForm } from '../fakes/lms/launch.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { LaunchStart } from '../fakes/lms/platform.ts'
import type { TokenDraft } from '../fakes/lms/token.ts'
import { signInParts } from '../signin/parts.ts'

/** A clock that stands still, at a whole second, until a test moves it. */
export interface TestClock {
  offsetMs: number
}

export interface TestTool {
  readonly publicUrl: string
  readonly database: TestDatabase
  readonly db: Database
  readonly signIn: SignIn
  readonly lms: Lms
  readonly clock: TestClock
  readonly now: () => Date
  readonly signingKeys: SigningKeyWorld
  /** Registers a platform's deployment for a district. */
  register(platform: Lms, deploymentId: string, districtId: string): Promise<void>
  /** Walks a login and stops before the launch is posted. */
  prepare(launch?: PrepareOptions): Promise<LaunchRequest>
  verify(request: LaunchRequest): Promise<Verdict<VerifiedLaunch>>
  /** The whole way of a posted launch, to the token of a session; else why not. */
  open(request: LaunchRequest): Promise<{ readonly token: string } | { readonly refused: string }>
  /** Login, token, launch: the whole way of an honest browser. */
  launch(launch?: PrepareOptions): Promise<Verdict<VerifiedLaunch>>
  stop(): Promise<void>
}

export interface PrepareOptions {
  readonly person?: string
  readonly platform?: Lms
  readonly start?: LaunchStart
  readonly tamper?: (draft: TokenDraft) => void
}

/** District `d1` with a deployment of the demo LMS; `d2` beside it, with none. On a clone of the template, else where it is told. */
export async function startTool(publicUrl = 'http://localhost:3000', on?: TestDatabase): Promise<TestTool> {
  const database = on ?? (await cloneDatabase())
  const db = database.open('web')
  const clock: TestClock = { offsetMs: 0 }
  const started = Math.floor(Date.now() / 1000) * 1000
  const now = (): Date => new Date(started + clock.offsetMs)
  const guardedFetch = createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' })
  const keys = createPlatformKeys({ fetchJson: (url) => fetchJson(guardedFetch, url), now })
  const signIn = createSignIn({
    ...signInParts,
    db,
    now,
    findPlatformKey: (url, kid) => keys.find(url, kid),
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
  })
  const place = { port: 0, toolUrl: publicUrl, clientId: 'client-1', deploymentId: 'deployment-1' }
  const lms = await startLms({ ...place, now })
  await globally(db, async (client) => {
    for (const id of ['d1', 'd2']) {
      await createDistrict(client, { id, name: `District ${id}`, timezone: 'America/Chicago', customerId: null })
    }
  })
  const register = async (platform: Lms, deploymentId: string, districtId: string): Promise<void> => {
    const settings = { db, allowPrivateNetwork: true, frameOriginsOf }
    await registerPlatform(settings, { ...platform.registration, deploymentId, districtId })
  }
  await register(lms, 'deployment-1', 'd1')
  const prepare = (options: PrepareOptions = {}): Promise<LaunchRequest> =>
    prepareLaunch({ signIn, lms, publicUrl }, options)
  const verify = (request: LaunchRequest): Promise<Verdict<VerifiedLaunch>> =>
    verifyLaunch(signIn.ltiWorld, { publicUrl }, request)
  const open = async (request: LaunchRequest): ReturnType<TestTool['open']> => {
    const verdict = await verify(request)
    if (!verdict.ok) return { refused: verdict.code }
    const admission = await signIn.admitLaunch(verdict.value)
    if (!admission.admitted) return { refused: admission.reason }
    const session = await signIn.exchangeCode(admission.code)
    return session === null ? { refused: 'code_used' } : { token: session.token }
  }
  const secretBox = openSecretBox(Buffer.alloc(32, 7))
  return {
    publicUrl,
    database,
    db,
    signIn,
    lms,
    clock,
    now,
    signingKeys: { db, secretBox, createKey: createToolKey, now },
    register,
    prepare,
    verify,
    open,
    launch: async (options) => verify(await prepare(options)),
    stop: async () => {
      await lms.stop()
      await database.drop()
    },
  }
}

async function prepareLaunch(
  { signIn, lms, publicUrl }: Pick<TestTool, 'signIn' | 'lms' | 'publicUrl'>,
  { person = 'demo-teacher', platform = lms, start, tamper }: PrepareOptions,
): Promise<LaunchRequest> {
  const query = new URL(platform.startLaunch(person, start)).searchParams
  const started = await startLogin(signIn.ltiWorld, { publicUrl }, Object.fromEntries(query))
  if (!started.ok) throw new Error(`The login was refused: ${started.code}`)
  const { redirectTo, cookieName, cookieValue } = started.value
  const form: LaunchForm = await platform.authorise(redirectTo, tamper)
  return { form, cookies: { [cookieName]: cookieValue } }
}
