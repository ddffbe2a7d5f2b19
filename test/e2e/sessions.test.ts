import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openFakeBackend } from '../ui/fake-backend.ts'
import { WRONG_PASSWORD } from '../ui/fake-passwords.ts'
import { openFakeSessions } from '../ui/fake-sessions.ts'
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
beforeEach(() => {
  const { own, district } = openFakeSessions()
  backend.sessions.own.splice(0, Infinity, ...own)
  backend.sessions.district.splice(0, Infinity, ...district)
})

async function open(who: Persona): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, faults, context } = await openPage(browser, { width: 1280, scheme: 'light' })
  await page.goto(`${app.origin}/lti/launch?code=${who}`)
  await page.getByRole('link', { name: 'Sessions' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor()
  const close = async () => {
    expect(faults).toEqual([])
    expect(backend.breaches).toEqual([])
    await context.close()
  }
  return { page, close }
}

const asked = (start: string) => backend.asked.filter((call) => call.startsWith(start))

test('everybody sees where they are signed in and ends what they don’t know', async () => {
  const { page, close } = await open('teacher')
  const own = page.getByRole('region', { name: 'Yours' })
  expect(await own.getByRole('listitem').count()).toBe(2)
  await own.getByText('From canvas.instructure.com').waitFor()
  await own.getByText('This one').waitFor()
  await own.getByRole('listitem').filter({ hasText: 'By e-mail and password' }).getByRole('button').click()
  await page.getByText('Ended. Its next click is refused.').waitFor()
  expect(asked('DELETE /api/v1/sessions')).toEqual(['DELETE /api/v1/sessions/807'])
  await expect.poll(() => own.getByRole('listitem').count()).toBe(1)
  expect(await page.getByRole('region', { name: 'Everybody in the district' }).count()).toBe(0)
  expect(asked('GET /api/v1/district')).toEqual([])
  await close()
})

test('a district administrator ends somebody’s session', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('button', { name: 'End the session of María-José Etxeberria-Quintana' }).click()
  await page.getByText('Ended. Its next click is refused.').waitFor()
  await page.getByRole('button', { name: 'End the session of María-José' }).waitFor({ state: 'detached' })
  expect(asked('DELETE /api/v1/district')).toEqual(['DELETE /api/v1/district/sessions/812'])
  await close()
})

test('whoever has a password changes it, and is told what is wrong with it', async () => {
  const { page, close } = await open('admin')
  const own = page.getByRole('region', { name: 'Your password' })
  await own.getByRole('button', { name: 'Change password' }).click()
  await own.getByText('Enter the password that you sign in with now.').waitFor()
  await own.getByText('Use at least 12 characters.').waitFor()
  await own.getByLabel('Old password').fill(WRONG_PASSWORD)
  await own.getByLabel('New password').fill('four geese on the pond')
  await page.keyboard.press('Enter')
  await own.getByText('This is not your password.').waitFor()
  await own.getByLabel('Old password').fill('the right one')
  await page.keyboard.press('Enter')
  await own.getByText('The password is changed.').waitFor()
  expect(await own.getByLabel('Old password').inputValue()).toBe('')
  await close()
})

test('whoever has no password is asked for none', async () => {
  const { page, close } = await open('teacher')
  await page.getByRole('region', { name: 'Yours' }).waitFor()
  await expect.poll(() => asked('GET /api/v1/session/password').length).toBeGreaterThan(0)
  expect(await page.getByRole('region', { name: 'Your password' }).count()).toBe(0)
  await close()
})

test('reads well at every width, in both colour schemes', async () => {
  const { page, close } = await open('admin')
  await page.getByText('Somebody the roster doesn’t know').first().waitFor()
  await inspect(page, 'sessions')
  await close()
})
