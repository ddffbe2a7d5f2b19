/** The app inside an LMS's frame: its height, its scroll bars, and the keyboard. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageScript } from '../fakes/lms/frame-script.ts'
import { openBrowser } from '../support/browser.ts'
import { openFakeBackend } from '../ui/fake-backend.ts'
import { findViolations, openPage } from '../ui/looks.ts'
import type { Persona } from '../ui/personas.ts'
import { serveApp } from '../ui/served-app.ts'
import type { ServedApp } from '../ui/served-app.ts'

const FRAME_PX = 700
const backend = openFakeBackend()
let app: ServedApp
let browser: Browser
let lms: Server

beforeAll(async () => {
  ;[app, browser] = await Promise.all([serveApp(backend, 'http://localhost:*'), openBrowser()])
  lms = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-type', 'text/html')
    response.end(coursePage(url.searchParams.get('as') ?? '', url.searchParams.has('grows')))
  })
  await new Promise<void>((resolve) => {
    lms.listen(0, 'localhost', resolve)
  })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await app.close()
  await new Promise((resolve) => {
    lms.close(resolve)
    lms.closeAllConnections()
  })
})

/** A course page with a link before and one after the tool; `grows`: the frame takes the height that the tool asks for. */
function coursePage(who: string, grows: boolean): string {
  const script = pageScript({ toolOrigin: app.origin, storage: 'works', storageTarget: null, resizesFrame: grows })
  return `<!doctype html><html lang="en"><title>Course</title><body style="margin: 0">
<p><a id="before" href="#x">Before</a></p>
<iframe class="tool" title="Staffroom" src="${app.origin}/lti/launch?code=${who}" style="width: 100%; height: ${FRAME_PX}px; border: 0"></iframe>
<p><a id="after" href="#y">After</a></p>
<script>${script}</script></body></html>`
}

interface Opened {
  readonly page: Page
  readonly frame: Frame
  readonly close: () => Promise<void>
}

async function open(who: Persona, grows: boolean): Promise<Opened> {
  const { page, faults, context } = await openPage(browser, { width: 1000, scheme: 'light' })
  const { port } = lms.address() as AddressInfo
  await page.goto(`http://localhost:${port}/?as=${who}${grows ? '&grows' : ''}`)
  const frame = page.frames()[1]
  if (frame === undefined) throw new Error('The course page has no frame.')
  await frame.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => frame.locator('[aria-busy="true"]').count()).toBe(0)
  const close = async (): Promise<void> => {
    expect(faults).toEqual([])
    await context.close()
  }
  return { page, frame, close }
}

const heightOf = (page: Page): Promise<number> => page.locator('iframe.tool').evaluate((frame) => frame.clientHeight)

/** Everything in the frame that has a vertical scroll bar, the page itself as `HTML`. */
const scrollersIn = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement
    const inner = [...document.querySelectorAll('body *')].filter((element) => {
      const { overflowY } = getComputedStyle(element)
      return ['auto', 'scroll'].includes(overflowY) && element.scrollHeight > element.clientHeight + 1
    })
    const own = root.scrollHeight > root.clientHeight ? ['HTML'] : []
    return [...own, ...inner.map((element) => `${element.tagName}.${element.className}`)]
  })

const EVERYBODY: readonly Persona[] = ['coach', 'teacher', 'admin', 'student', 'billing', 'unmatched']

describe('in a frame that grows with its page', () => {
  test.each(EVERYBODY)('%s has no scroll bar in the frame, and no empty space under the page', async (who) => {
    const { page, frame, close } = await open(who, true)
    await expect.poll(() => scrollersIn(frame)).toEqual([])
    const content = await frame.evaluate(() => document.querySelector('#root')?.getBoundingClientRect().height ?? 0)
    expect((await heightOf(page)) - content).toBeLessThan(Math.max(1.01, 320 - content + 1))
    await close()
  })

  test('the frame follows to a longer page and back to a shorter one', async () => {
    const { page, frame, close } = await open('admin', true)
    await frame.evaluate(() => {
      location.hash = '#/sync/settings'
    })
    await frame.getByRole('heading', { level: 1, name: 'Sync settings' }).waitFor()
    await frame.getByLabel('Share that may retire').waitFor()
    await expect.poll(() => scrollersIn(frame)).toEqual([])
    const long = await heightOf(page)
    await frame.evaluate(() => {
      location.hash = '#/nowhere'
    })
    await expect.poll(() => heightOf(page)).toBeLessThan(long / 2)
    await close()
  })
})

describe('in a frame of 700 px that stays as it is', () => {
  test.each(EVERYBODY)('%s has one scroll bar at most, the page’s own', async (who) => {
    const { page, frame, close } = await open(who, false)
    expect(await heightOf(page)).toBe(FRAME_PX)
    expect((await scrollersIn(frame)).filter((scroller) => scroller !== 'HTML')).toEqual([])
    await close()
  })
})

describe('with the keyboard', () => {
  test('the way leads into the frame, past the bar by the skip link, and out again; nothing takes the focus', async () => {
    const { page, frame, close } = await open('student', true)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    await page.locator('#before').focus()
    await page.keyboard.press('Tab')
    const focused = (): Promise<string> => frame.evaluate(() => document.activeElement?.textContent ?? '')
    expect(await focused()).toBe('Skip to the page')
    await page.keyboard.press('Enter')
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe('main')
    for (let left = 40; left > 0; left -= 1) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate(() => document.activeElement?.id)) === 'after') break
    }
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('after')
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
    await close()
  })

  test.each(EVERYBODY)('%s’s page reads well inside the frame', async (who) => {
    const { frame, close } = await open(who, true)
    expect(await findViolations(frame)).toEqual([])
    await close()
  })
})
