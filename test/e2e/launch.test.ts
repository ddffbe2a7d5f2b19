/** Launches in a frame of another site, on every rung by which a launch is bound to the browser that began it. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Frame, Page } from 'playwright-core'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { registerPlatform } from '../../src/signin/registration.ts'
import { addPerson } from '../signin/roster.ts'
import { openProfile } from '../support/browser.ts'
import type { ProfiledBrowser } from '../support/browser.ts'

/** What the user has set for cookies: `cookie_controls_mode` 0 allows those of third parties, 1 blocks them. */
const ALLOWED = { profile: { cookie_controls_mode: 0 } }
const THIRD_PARTY_BLOCKED = { profile: { cookie_controls_mode: 1 } }
const NONE_AT_ALL = { profile: { default_content_setting_values: { cookies: 2 } } }
/** None of ours inside a page of the LMS, not even partitioned ones; in a window of our own they work. */
const NONE_IN_FRAMES = {
  profile: { content_settings: { exceptions: { cookies: { 'localhost,127.0.0.1': { setting: 2 } } } } },
}

let tool: ServedTool
const platforms = new Map<ProfileName, Lms>()
const pages: Page[] = []

beforeAll(async () => {
  tool = await startServedTool()
  const sync = tool.database.open('sync')
  await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
  await addPerson(sync, 'd1', { sourcedId: 'demo-coach', roles: ['coach'] })
  for (const profile of ['canvas', 'schoology', 'moodle'] as const) {
    const deploymentId = `${profile}-1`
    const lms = await startLms({
      port: 0,
      toolUrl: tool.publicUrl,
      clientId: profile,
      deploymentId,
      profile,
      now: tool.now,
    })
    await tool.register(lms, deploymentId, 'd1')
    platforms.set(profile, lms)
  }
}, 60_000)
afterAll(async () => {
  await Promise.all([...platforms.values()].map((lms) => lms.stop()))
  await tool.stop()
})
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()))
  for (const { platform } of platforms.values()) platform.storage.mode = 'works'
})

const platformOf = (profile: ProfileName): Lms => platforms.get(profile) ?? tool.lms
/** Schoology sends no id of the roster: whoever comes from it is let in and not known yet. */
const TEACHER: Readonly<Partial<Record<ProfileName, string>>> = { schoology: 'nobody at unmatched' }
const teacherOf = (profile: ProfileName): string => TEACHER[profile] ?? 'demo-teacher at communities'

async function visit(browser: ProfiledBrowser, address: string): Promise<Page> {
  const page = await browser.newPage()
  pages.push(page)
  await page.goto(address)
  return page
}

async function shown(frame: Pick<Frame, 'locator'>): Promise<string> {
  const output = frame.locator('output')
  await output.filter({ hasText: /\w/ }).waitFor({ timeout: 20_000 })
  return (await output.textContent()) ?? ''
}

const toolIn = (page: Page) => page.frameLocator('iframe.tool')
const openedBy = async (browser: ProfiledBrowser, profile: ProfileName, key = 'demo-teacher'): Promise<string> =>
  shown(toolIn(await visit(browser, `${platformOf(profile).url}/?as=${key}`)))
const sessions = async (): Promise<number> => {
  const { rows } = await tool.db.pool.query<{ count: number }>('select count(*)::int as count from session_code')
  return rows[0]?.count ?? 0
}

describe.each([
  ['cookies allowed', ALLOWED, 'cookies: __Host-plain __Host-partitioned'],
  ['third-party cookies blocked', THIRD_PARTY_BLOCKED, 'cookies: __Host-partitioned'],
])('in a frame of another site, %s', (_name, preferences, kept) => {
  let browser: ProfiledBrowser
  beforeAll(async () => {
    browser = await openProfile(preferences)
  })
  afterAll(() => browser.close())

  it('a teacher, a coach and somebody unknown are who they are', async () => {
    const page = await visit(browser, tool.lms.url)
    for (const [name, who] of [
      ['Marisol Hedgecombe', 'demo-teacher at communities'],
      ['Odalys Fernwood', 'demo-coach at coach'],
      ['Quinn Harper', 'nobody at unmatched'],
    ] as const) {
      await page.getByRole('link', { name }).click()
      expect(await shown(toolIn(page))).toBe(who)
    }
  })

  it.each(['canvas', 'schoology', 'moodle'] as const)('from %s, which begins its own way', async (profile) => {
    expect(await openedBy(browser, profile)).toBe(teacherOf(profile))
  })

  it('the cookie alone carries it where the platform keeps nothing', async () => {
    platformOf('canvas').platform.storage.mode = 'withheld'
    expect(await openedBy(browser, 'canvas')).toBe('demo-teacher at communities')
  })

  it('cookies come back as the browser was told', async () => {
    const probe = await startCookieProbe()
    const page = await visit(browser, probe.outer)
    const seen = await shown(page.frameLocator('iframe'))
    expect(seen).toBe(kept)
    await probe.stop()
  })
})

describe('where the browser keeps no cookie at all', () => {
  let browser: ProfiledBrowser
  beforeAll(async () => {
    browser = await openProfile(NONE_AT_ALL)
  })
  afterAll(() => browser.close())

  it('it does keep none', async () => {
    const probe = await startCookieProbe()
    expect(await shown((await visit(browser, probe.outer)).frameLocator('iframe'))).toBe('cookies: ')
    await probe.stop()
  })

  it.each(['canvas', 'schoology'] as const)('the storage of %s carries the launch', async (profile) => {
    expect(await openedBy(browser, profile)).toBe(teacherOf(profile))
  })

  it('the platform’s storage is left as it was', async () => {
    const page = await visit(browser, `${platformOf('canvas').url}/?as=demo-teacher`)
    await shown(toolIn(page))
    const keeper = page.frames().find((frame) => frame.name() === 'post_message_forwarding')
    expect(await keeper?.evaluate('[kept.size, heard]')).toEqual([0, ['lti.put_data', 'lti.get_data', 'lti.put_data']])
  })

  it.each(['withheld', 'silent'] as const)('a window of its own is offered where the storage is %s', async (mode) => {
    platformOf('canvas').platform.storage.mode = mode
    const before = await sessions()
    const page = await visit(browser, `${platformOf('canvas').url}/?as=demo-teacher`)
    await toolIn(page).getByText('browser_unbound').waitFor({ timeout: 20_000 })
    await toolIn(page).getByRole('link', { name: 'Open Staffroom in a new window' }).waitFor()
    expect(await sessions()).toBe(before)
  })

  it('what the platform gives back is not believed', async () => {
    platformOf('canvas').platform.storage.mode = 'wrong'
    const before = await sessions()
    const page = await visit(browser, `${platformOf('canvas').url}/?as=demo-teacher`)
    await toolIn(page).getByText('browser_mismatch').waitFor({ timeout: 20_000 })
    expect(await sessions()).toBe(before)
  })

  it('a page that may frame us, and is not the platform’s, is told nothing and is not believed', async () => {
    const { platform, registration } = platformOf('schoology')
    const rogue = await startRogue()
    const clientId = 'framed-by-a-stranger'
    const settings = { db: tool.db, allowPrivateNetwork: true, frameOriginsOf }
    const frameOrigins = [rogue.origin, platform.url]
    await registerPlatform(settings, { ...registration, clientId, frameOrigins, deploymentId: 'x', districtId: 'd1' })
    const [own] = platform.tools.values()
    if (own !== undefined) platform.tools.set(clientId, { ...own, clientId, deploymentIds: ['x'] })
    const before = await sessions()
    const page = await visit(browser, rogue.frame(platformOf('schoology').startLaunch('demo-teacher', { clientId })))
    await page.frameLocator('iframe').getByText('browser_unbound').waitFor({ timeout: 20_000 })
    expect(await page.evaluate('heard')).toEqual(['lti.capabilities', 'lti.capabilities'])
    expect(await sessions()).toBe(before)
    await rogue.stop()
  })

  it('a page that may not frame us shows nothing of ours', async () => {
    const rogue = await startRogue()
    const page = await visit(browser, rogue.frame(platformOf('schoology').startLaunch('demo-teacher')))
    await page.waitForTimeout(1000)
    expect(await page.evaluate('heard')).toEqual([])
    await rogue.stop()
  })
})

describe('where a frame keeps no cookie and the platform keeps nothing', () => {
  let browser: ProfiledBrowser
  beforeAll(async () => {
    browser = await openProfile(NONE_IN_FRAMES)
  })
  afterAll(() => browser.close())

  it('a frame does keep none, not even a partitioned one', async () => {
    const probe = await startCookieProbe()
    expect(await shown((await visit(browser, probe.outer)).frameLocator('iframe'))).toBe('cookies: ')
    await probe.stop()
  })

  it.each(['plain', 'moodle'] as const)('a window of its own is offered, and works: %s', async (profile) => {
    const before = await sessions()
    const page = await visit(browser, `${platformOf(profile).url}/?as=demo-teacher`)
    await toolIn(page).getByText('browser_unbound').waitFor()
    expect(await sessions()).toBe(before)
    const opened = page.waitForEvent('popup')
    await toolIn(page).getByRole('link', { name: 'Open Staffroom in a new window' }).click()
    expect(await shown(await opened)).toBe('demo-teacher at communities')
  })
})

async function listen(server: Server): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  await new Promise<void>((resolve) => {
    server.listen(0, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A page of 127.0.0.1 that frames one of localhost, which sets a cookie of each kind and then says what came back. */
async function startCookieProbe(): Promise<{ outer: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url === '/outer') response.end(`<iframe src="http://localhost:${place.port}/set"></iframe>`)
    else if (request.url === '/set') {
      response.setHeader('set-cookie', [
        '__Host-plain=1; Path=/; Secure; SameSite=None',
        '__Host-partitioned=1; Path=/; Secure; SameSite=None; Partitioned',
      ])
      response.end('<meta http-equiv="refresh" content="0; url=/show">')
    } else {
      const names = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')[0])
      response.end(`<output>cookies: ${names.join(' ')}</output>`)
    }
  })
  const place = await listen(server)
  return { outer: `http://127.0.0.1:${place.port}/outer`, stop: place.stop }
}

/** Frames the address; answers whatever it hears. */
const roguePage = (address: string): string => `<iframe src="${address.replaceAll('&', '&amp;')}"></iframe><script>
const heard = []
addEventListener('message', (event) => {
  heard.push(event.data.subject)
  event.source.postMessage({ ...event.data, subject: event.data.subject + '.response', value: 'x'.repeat(43),
    supported_messages: [{ subject: 'lti.put_data' }, { subject: 'lti.get_data' }] }, '*')
})</script>`

/** A page of a stranger that frames what it is asked to, and answers every question that it hears. */
async function startRogue(): Promise<{
  readonly origin: string
  readonly frame: (address: string) => string
  readonly stop: () => Promise<void>
}> {
  const { port, stop } = await listen(
    createServer((request, response) => {
      const address = new URL(request.url ?? '/', 'http://localhost').searchParams.get('frame') ?? ''
      response.setHeader('content-type', 'text/html')
      response.end(roguePage(address))
    }),
  )
  const origin = `http://127.0.0.1:${port}`
  return { origin, frame: (address) => `${origin}/?frame=${encodeURIComponent(address)}`, stop }
}
