import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openFakeBackend } from '../ui/fake-backend.ts'
import { inspect, openPage } from '../ui/looks.ts'
import type { Persona } from '../ui/personas.ts'
import type { ServedApp } from '../ui/served-app.ts'
import { serveApp } from '../ui/served-app.ts'

const backend = openFakeBackend()
let app: ServedApp
let browser: Browser

beforeAll(async () => {
  ;[app, browser] = await Promise.all([serveApp(backend), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

async function open(who: Persona): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, faults, context } = await openPage(browser, { width: 1280, scheme: 'light' })
  await page.goto(`${app.origin}/lti/launch?code=${who}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const close = async () => {
    expect(faults).toEqual([])
    expect(backend.breaches).toEqual([])
    await context.close()
  }
  return { page, close }
}

test('an administrator reads who did what, looks for one thing, and takes the log along', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor()
  const table = page.getByRole('table', { name: 'Entries' })
  await table.getByText('access.denied').waitFor()
  expect(await table.getByText('Somebody at the command line').count()).toBe(1)
  await page.getByLabel('To what').fill('setting:guard')
  await expect.poll(() => table.getByRole('row').count()).toBe(2)
  await page.getByLabel('To what').fill('')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'All of it as CSV' }).click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toContain('number,at')
  await page.getByText('That you took it along is on the log.').waitFor()
  await inspect(page, 'audit')
  await close()
})

test('whoever may not read it is not offered it', async () => {
  const { page, close } = await open('teacher')
  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0)
  await close()
})
