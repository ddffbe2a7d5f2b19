/**
 * The demo LMS: a small, honest LTI 1.3 platform on an origin of its own that plays Canvas, Schoology or Moodle. It has
 * keys, an OIDC authorisation endpoint that checks what it is asked, and a course page that frames the tool. Shared by
 * `demo` and the tests; only tests have a hand in its tokens.
 */

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { policy, readParameters, sendJson, sendPage, sendProblem } from './answers.ts'
import { DEMO_COURSES } from './courses.ts'
import { pageScript, storageFrameScript } from './frame-script.ts'
import { GRADES } from './gradebook.ts'
import { authorise, startLaunch } from './launch.ts'
import type { LaunchForm } from './launch.ts'
import { renderCoursePage, renderForm, renderStorageFrame } from './pages.ts'
import { MEMBERSHIPS } from './names-and-roles.ts'
import { PARTS } from './parts.ts'
import { DEMO_PEOPLE } from './people.ts'
import type { Exchange, InstalledTool, LaunchStart, LmsOptions, Platform, Tamper } from './platform.ts'
import { PROFILES } from './profiles.ts'
import { createPlatformKey } from './token.ts'

export interface Lms {
  /** Origin. */
  readonly url: string
  readonly registration: {
    readonly issuer: string
    readonly clientId: string
    readonly authUrl: string
    readonly tokenUrl: string
    readonly jwksUrl: string
  }
  /** Everything that its parts see, for a test that changes something while it runs. */
  readonly platform: Platform
  /** The address in the tool at which a launch of this person begins. */
  readonly startLaunch: (key: string, start?: LaunchStart) => string
  /** What the authorisation endpoint would post for this request; a test may change the token before it is signed. */
  readonly authorise: (address: string, tamper?: Tamper) => Promise<LaunchForm>
  /** Another signing key; the one before is no longer published. */
  readonly rotateKey: () => Promise<void>
  /** How often the key set was read, and whether it can be. */
  readonly keySet: { reads: number; isDown: boolean }
  readonly stop: () => Promise<void>
}

/**
 * Starts the LMS and listens.
 * @throws Error of the socket where the port is taken
 */
export async function startLms(options: LmsOptions): Promise<Lms> {
  const platform = await createPlatform(options)
  const server = createServer((request, response) => {
    answer(platform, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error('The demo LMS failed.'))
    })
  })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  platform.url = `http://${host}:${(server.address() as AddressInfo).port}`
  platform.issuer = options.issuer ?? platform.profile.issuer ?? platform.url
  const { paths } = platform.profile
  return {
    url: platform.url,
    registration: {
      issuer: platform.issuer,
      clientId: options.clientId,
      authUrl: `${platform.url}${paths.authorise}`,
      tokenUrl: `${platform.url}${paths.token}`,
      jwksUrl: `${platform.url}${paths.keys}`,
    },
    platform,
    startLaunch: (key, start) => startLaunch(platform, key, start),
    authorise: async (address, tamper) => {
      const outcome = await authorise(platform, new URL(address).searchParams, tamper)
      if ('problem' in outcome) throw new Error(`The demo LMS refused: ${outcome.problem}`)
      return outcome.form
    },
    rotateKey: async () => {
      platform.key = await createPlatformKey(`demo-lms-${randomBytes(4).toString('hex')}`)
    },
    keySet: platform.keySet,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function createPlatform(options: LmsOptions): Promise<Platform> {
  return {
    options,
    profile: PROFILES[options.profile ?? 'plain'],
    people: options.people ?? DEMO_PEOPLE,
    courses: options.courses ?? DEMO_COURSES,
    parts: PARTS,
    now: options.now ?? (() => new Date()),
    tools: new Map([[options.clientId, installedByHand(options)]]),
    tickets: new Map(),
    keySet: { reads: 0, isDown: false },
    storage: { mode: 'works' },
    key: await createPlatformKey('demo-lms-1'),
    url: '',
    issuer: '',
  }
}

/** The custom fields are those that the tool's guide asks for; each LMS resolves the ones that it knows. */
function installedByHand({ toolUrl, clientId, deploymentId, profile = 'plain' }: LmsOptions): InstalledTool {
  const launchUrl = new URL('/lti/launch', toolUrl).href
  return {
    clientId,
    deploymentIds: [deploymentId],
    loginUrl: new URL('/lti/login', toolUrl).href,
    redirectUris: [launchUrl],
    targetLinkUri: launchUrl,
    jwksUrl: new URL('/lti/jwks.json', toolUrl).href,
    custom:
      profile === 'canvas'
        ? {
            canvas_user_sissourceid: '$Canvas.user.sisSourceId',
            canvas_course_section_sis_source_ids: '$Canvas.course.sectionSisSourceIds',
          }
        : {},
    privacy: 'public',
    // Names and roles, so that a class can be compared with its course; grades, for who has taken part in a survey.
    scopes: [MEMBERSHIPS, ...GRADES],
    deepLinking: true,
    on: true,
  }
}

async function answer(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', platform.url)
  const exchange = { request, response, url, nonce: randomBytes(16).toString('base64url') }
  if (await answerPages(platform, exchange)) return
  if (await answerProtocol(platform, exchange)) return
  for (const part of platform.parts) if (await part.answer(platform, exchange)) return
  sendProblem(response, 404, 'There is no such page.')
}

/** The course page, the frame that keeps data, and the way into the tool. */
async function answerPages(platform: Platform, { response, url, nonce }: Exchange): Promise<boolean> {
  const { toolUrl, siblings = [] } = platform.options
  const { people, profile } = platform
  const { storageTarget, resizesFrame } = profile
  const script = { toolOrigin: new URL(toolUrl).origin, storage: platform.storage.mode, storageTarget, resizesFrame }
  if (url.pathname === '/') {
    const person = people.find(({ key }) => key === url.searchParams.get('as')) ?? null
    const page = { people, person, nonce, profile, siblings, courseTitle: platform.courses[0]?.title ?? 'No course' }
    const html = renderCoursePage({ ...page, script: pageScript(script) })
    sendPage(response, html, policy(nonce, `frame-src 'self' ${toolUrl}`))
  } else if (url.pathname === '/storage-frame' && storageTarget === 'post_message_forwarding') {
    sendPage(response, renderStorageFrame(storageFrameScript(script), nonce), policy(nonce, "frame-ancestors 'self'"))
  } else if (url.pathname === '/launch') openTool(platform, { response, url, nonce })
  else return false
  return true
}

function openTool(platform: Platform, { response, url, nonce }: Omit<Exchange, 'request'>): void {
  const key = url.searchParams.get('as') ?? ''
  if (!platform.people.some((person) => person.key === key)) {
    sendProblem(response, 404, 'There is nobody of this name here.')
    return
  }
  const login = new URL(startLaunch(platform, key))
  if (platform.profile.login.method === 'get') {
    response.writeHead(302, { location: login.href, 'cache-control': 'no-store' }).end()
    return
  }
  const fields = Object.fromEntries(login.searchParams)
  login.search = ''
  sendPage(
    response,
    renderForm({ action: login.href, fields, nonce }),
    // The tool answers the form with a redirect back to us.
    policy(nonce, `form-action 'self' ${login.origin}`),
  )
}

async function answerProtocol(platform: Platform, { request, response, url, nonce }: Exchange): Promise<boolean> {
  const { paths } = platform.profile
  if (url.pathname === paths.authorise) {
    const outcome = await authorise(platform, await readParameters(request, url))
    if ('problem' in outcome) sendProblem(response, 400, outcome.problem)
    else {
      const page = renderForm({ action: outcome.action, fields: outcome.form, nonce })
      sendPage(response, page, policy(nonce, `form-action ${new URL(outcome.action).origin}`))
    }
  } else if (url.pathname === paths.keys) {
    platform.keySet.reads += 1
    if (platform.keySet.isDown) sendJson(response, 503, {})
    else sendJson(response, 200, { keys: [platform.key.publicJwk] })
  } else return false
  return true
}
