/** Signing in without an LMS, in a real browser on the real pages and server. */

import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { inDistrict } from '../../src/store/database.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { signInParts } from '../signin/parts.ts'
import { codeOfStep } from '../../src/signin/totp.ts'
import { change } from '../signin/roster.ts'
import { openBrowser } from '../support/browser.ts'
import { buildPages } from '../ui/served-app.ts'

const PASSWORD = 'four geese on the pond'
let tool: ServedTool
let built: string
let browser: Browser
let context: BrowserContext
let people = 0

beforeAll(async () => {
  built = await buildPages()
  ;[tool, browser] = await Promise.all([startServedTool({ built }), openBrowser()])
}, 120_000)
afterAll(async () => {
  await browser.close()
  await tool.stop()
  await rm(built, { recursive: true, force: true })
})
afterEach(() => context.close())

async function visit(hash = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${tool.publicUrl}/${hash}`)
  return page
}

/** Accepts an invitation in the browser: the first page of a district administrator. */
async function comeByInvitation(): Promise<{ readonly page: Page; readonly email: string }> {
  context = await browser.newContext()
  context.setDefaultTimeout(10_000)
  people += 1
  const email = `visitor${people}@d1.example`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const invited = { place: { districtId: 'd1' }, role: 'district_admin', email, by: 'cli' } as const
  const page = await visit(`#/invitation/${(await createInvitation(world, invited)).token}`)
  await page.getByLabel('First name').fill('Pat')
  await page.getByLabel('Last name').fill('Nguyen')
  await page.getByLabel('Choose a password').fill('Pat.Nguyen.2026')
  await page.keyboard.press('Enter')
  await page.getByText('made of your name').waitFor()
  await page.getByLabel('Choose a password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await home(page)
  return { page, email }
}

const home = (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: 'Sync status' }).waitFor()

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('a session survives a reload and opens in a second tab, and signing out ends it in both', async () => {
  const { page } = await comeByInvitation()
  await page.reload()
  await home(page)
  const second = await visit()
  await home(second)
  // No script can read what the session is kept in.
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await second.getByRole('link', { name: 'Sessions' }).click()
  await second.getByText('Your session has ended').waitFor()
  await page.reload()
  await page.getByLabel('E-mail').waitFor()
  expect(await page.getByText('Your session has ended').count()).toBe(0)
})

test('signing out where there is no connection says that the server has not heard of it', async () => {
  const { page } = await comeByInvitation()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('The server has not heard that you signed out').waitFor()
  await context.setOffline(false)
  await page.reload()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
})

test('a tab doesn’t go on as somebody else after another tab has signed in', async () => {
  const first = await comeByInvitation()
  const other = await comeByOtherPerson(first.email)
  await first.page.getByRole('link', { name: 'Sessions' }).click()
  await first.page.getByText('Your session has ended').waitFor()
  await other.reload()
  await home(other)
})

/** A second person signs in at the same browser, in a tab of their own. */
async function comeByOtherPerson(notThis: string): Promise<Page> {
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const email = `other-than-${notThis}`
  const invited = { place: { districtId: 'd1' }, role: 'district_admin', email, by: 'cli' } as const
  const { token } = await createInvitation(world, invited)
  await tool.signIn.acceptInvitation({ token, givenName: 'Kim', familyName: 'Oduya', password: PASSWORD })
  const page = await visit()
  await home(page)
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-staffroom-page': 'start' } }))
  await page.reload()
  await enter(page, email, PASSWORD)
  await home(page)
  return page
}

test('a page of another site can’t use the session, nor sign anybody in', async () => {
  const { page } = await comeByInvitation()
  const evil = await context.newPage()
  // Another site than localhost; the page is what the server answers to an unknown address.
  await evil.goto(tool.publicUrl.replace('localhost', '127.0.0.1'))
  const outcome = await evil.evaluate(async (target) => {
    const tries: readonly RequestInit[] = [
      { method: 'GET', headers: { 'x-staffroom-page': 'start' } },
      { method: 'DELETE', headers: { 'x-staffroom-page': 'start' } },
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    ]
    const one = (given: RequestInit): Promise<string> =>
      fetch(`${target}/api/v1/session`, { ...given, credentials: 'include' }).then(
        ({ status }) => String(status),
        () => 'stopped',
      )
    return Promise.all(tries.map(one))
  }, tool.publicUrl)
  expect(outcome).toEqual(['stopped', 'stopped', 'stopped'])
  await page.reload()
  await home(page)
})

test('a forgotten password is set by the mailed link, and what was open is over', async () => {
  const { page, email } = await comeByInvitation()
  const elsewhere = await browser.newContext()
  const there = await elsewhere.newPage()
  await there.goto(tool.publicUrl)
  await there.getByRole('button', { name: 'Forgotten your password?' }).click()
  await there.getByLabel('E-mail').fill(email)
  await there.keyboard.press('Enter')
  await there.getByText('Look into your mail').waitFor()
  await there.goto(`${tool.publicUrl}/#/reset/${await mailedLink(email)}`)
  await there.getByLabel('New password').fill('a heron stands still at dawn')
  await there.keyboard.press('Enter')
  await there.getByText('The password is set').waitFor()
  await page.getByRole('link', { name: 'Sessions' }).click()
  await page.getByText('Your session has ended').waitFor()
  await enter(page, email, PASSWORD)
  await page.getByText('E-mail or password is not right').waitFor()
  await enter(page, email, 'a heron stands still at dawn')
  await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor()
  await elsewhere.close()
})

async function mailedLink(email: string): Promise<string> {
  return inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ message: { account: string } }>(
      'select message from outbox where recipient = $1 order by id desc limit 1',
      [email],
    )
    const at = { districtId: 'd1', now: tool.now() }
    const letter = openAccountLetter(signInParts.box, rows[0]?.message.account ?? '', at)
    return /#\/reset\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  })
}

test('a second factor is set up with an app, asked for beside the password, and replaced by a recovery code', async () => {
  const { page, email } = await comeByInvitation()
  await page.getByRole('link', { name: 'Sessions' }).click()
  const card = page.getByRole('region', { name: 'Second factor' })
  await card.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await card.getByRole('img', { name: 'QR code' }).waitFor()
  const secret = await card.getByRole('textbox', { name: 'Key' }).inputValue()
  const codeAt = (steps: number): string => codeOfStep(secret, Math.floor(tool.now().getTime() / 30_000) + steps)
  await card.getByLabel('Code of the app').fill('12345')
  await page.keyboard.press('Enter')
  await card.getByText('Enter the six digits').waitFor()
  await card.getByLabel('Code of the app').fill(codeAt(0))
  await page.keyboard.press('Enter')
  await card.getByText('Keep these recovery codes').waitFor()
  const codes = await card.getByRole('listitem').allInnerTexts()
  expect(codes).toHaveLength(10)
  await card.getByRole('button', { name: 'I have kept them' }).click()
  await card.getByText('10 recovery codes are left').waitFor()
  for (const code of [codeAt(1), codes[0] ?? '']) {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await enter(page, email, PASSWORD)
    await page.getByText('One more step').waitFor()
    await page.getByLabel('Code of the app').fill('aaaaa-aaaaa')
    await page.keyboard.press('Enter')
    await page.getByText('The code is not right.').waitFor()
    await page.getByLabel('Code of the app').fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor()
  }
})

test('a person who is disabled is out with the next click', async () => {
  const { page, email } = await comeByInvitation()
  const sync = tool.database.open('sync')
  await change(sync, 'd1', 'update person set enabled = false where district_id = $1 and email = $2', ['d1', email])
  await page.getByRole('link', { name: 'Sessions' }).click()
  await page.getByText('Your session has ended').waitFor()
  await enter(page, email, PASSWORD)
  await page.getByText('E-mail or password is not right').waitFor()
})
