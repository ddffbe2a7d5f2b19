/** A launch in a frame of another site, in a browser that blocks third-party cookies. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { openBrowser } from '../support/browser.ts'

let tool: ServedTool
let browser: Browser

beforeAll(async () => {
  tool = await startServedTool()
  const sync = tool.database.open('sync')
  await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
  await addPerson(sync, 'd1', { sourcedId: 'demo-coach', roles: ['coach'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await tool.stop()
})

async function launchAs(page: Page, name: string): Promise<string> {
  await page.goto(tool.lms.url)
  await page.getByRole('link', { name }).click()
  const output = page.frameLocator('iframe').locator('output')
  await output.filter({ hasText: /\w/ }).waitFor()
  return (await output.textContent()) ?? ''
}

describe('in a frame of another site', () => {
  it('a teacher, a coach and somebody unknown are who they are', async () => {
    const page = await browser.newPage()
    expect(await launchAs(page, 'Marisol Hedgecombe')).toBe('demo-teacher at communities')
    expect(await launchAs(page, 'Odalys Fernwood')).toBe('demo-coach at coach')
    expect(await launchAs(page, 'Quinn Harper')).toBe('nobody at unmatched')
    await page.close()
  })

  it('the browser does block third-party cookies: only the partitioned kind comes back', async () => {
    const probe = await startCookieProbe()
    const page = await browser.newPage()
    await page.goto(probe.outer)
    const seen = page.frameLocator('iframe').locator('output')
    await seen.filter({ hasText: /\w/ }).waitFor()
    expect(await seen.textContent()).toBe('cookies: __Host-partitioned')
    await page.close()
    await probe.stop()
  })
})

describe('where the browser keeps no cookie at all in a frame', () => {
  it('a window of its own is offered, and works', async () => {
    const page = await browser.newPage()
    tool.network.dropsCookiesOfFrames = true
    await page.goto(`${tool.lms.url}/?as=demo-teacher`)
    const frame = page.frameLocator('iframe')
    await frame.getByText('browser_unbound').waitFor()
    const opened = page.waitForEvent('popup')
    await frame.getByRole('link', { name: 'Open Staffroom in a new window' }).click()
    const popup = await opened
    const output = popup.locator('output')
    await output.filter({ hasText: /\w/ }).waitFor()
    expect(await output.textContent()).toBe('demo-teacher at communities')
    await popup.close()
    await page.close()
    tool.network.dropsCookiesOfFrames = false
  })
})

/** A page of 127.0.0.1 that frames one of localhost, which sets a cookie of each kind and then says what came back. */
async function startCookieProbe(): Promise<{ outer: string; stop: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url === '/outer') response.end(`<iframe src="http://localhost:${port()}/set"></iframe>`)
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
  const port = (): number => (server.address() as AddressInfo).port
  await new Promise<void>((resolve) => {
    server.listen(0, resolve)
  })
  return {
    outer: `http://127.0.0.1:${port()}/outer`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
