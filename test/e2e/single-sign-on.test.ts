/** Single sign-on at a real provider, in a real browser: set at the page, used by somebody else. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rm } from 'node:fs/promises'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson, change } from '../signin/roster.ts'
import { openBrowser } from '../support/browser.ts'
import { buildPages } from '../ui/served-app.ts'

const PASSWORD = 'four geese on the pond'
const CLIENT = { client_id: 'staffroom', client_secret: 'a-client-secret-of-the-provider' }
let tool: ServedTool
let built: string
let browser: Browser
let provider: { readonly issuer: string; readonly server: Server }

beforeAll(async () => {
  built = await buildPages()
  ;[tool, browser] = await Promise.all([startServedTool({ built }), openBrowser()])
  provider = await startProvider(`${tool.publicUrl}/sso/callback`)
}, 120_000)
afterAll(async () => {
  await browser.close()
  provider.server.closeAllConnections()
  provider.server.close()
  await tool.stop()
  await rm(built, { recursive: true, force: true })
})

/** A certified provider; whoever signs in there as `x` has the verified address x. */
async function startProvider(redirectUri: string): Promise<typeof provider> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const running = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' }],
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
    }),
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the provider’s cookies'] },
  })
  server.on('request', running.callback())
  return { issuer, server }
}

async function openPage(hash = ''): Promise<Page> {
  const context = await browser.newContext()
  context.setDefaultTimeout(8_000)
  const page = await context.newPage()
  await page.goto(`${tool.publicUrl}/${hash}`)
  return page
}

async function asAdministrator(): Promise<Page> {
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const email = 'it@d1.example'
  const invited = { place: { districtId: 'd1' }, role: 'it_admin', email, by: 'cli' } as const
  const { token } = await createInvitation(world, invited)
  await tool.signIn.acceptInvitation({ token, givenName: 'Ivo', familyName: 'Tech', password: PASSWORD })
  const page = await openPage()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Single sign-on' }).click()
  await page.getByRole('heading', { level: 1, name: 'Single sign-on' }).waitFor()
  return page
}

/** On the provider's own pages. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill('whatever')
  await page.locator('button[type="submit"]').click()
  // Consent, which the provider asks for once.
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('is set at the page, and lets in whom the roster knows by the address that the provider has verified', async () => {
  const admin = await asAdministrator()
  expect(await admin.getByRole('textbox', { name: 'Redirect address' }).inputValue()).toBe(
    `${tool.publicUrl}/sso/callback`,
  )
  await admin.getByLabel('Name of the button').fill('Riverside account')
  await admin.getByLabel('Issuer').fill(`${provider.issuer}/wrong`)
  await admin.getByLabel('Client id').fill(CLIENT.client_id)
  await admin.getByLabel('Client secret').fill(CLIENT.client_secret)
  await admin.getByLabel('Show the button to everybody').check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('has to name this very issuer').waitFor()
  await admin.getByLabel('Issuer').fill(provider.issuer)
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('Saved. The provider answered.').waitFor()
  expect(await admin.getByLabel('Client secret').inputValue()).toBe('')
  await admin.context().close()

  const sync = tool.database.open('sync')
  const coach = { sourcedId: 'coach-1', email: 'coach@d1.example', roles: ['coach'], givenName: 'Cora' }
  const id = await addPerson(sync, 'd1', coach)
  const page = await openPage()
  await page.getByRole('link', { name: 'Sign in with Riverside account' }).click()
  await signInThere(page, 'coach@d1.example')
  await page.getByText('Cora Byron').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Sessions' }).click()
  await page.getByText('By single sign-on').waitFor()
  await change(sync, 'd1', `update person set status = 'retired' where district_id = $1 and id = $2`, ['d1', id])
  await page.reload()
  await page.getByText('Your session has ended').waitFor()
  await page.context().close()
})

const known = new Set<string>()

test.each([
  ['whom the roster doesn’t know', 'stranger@elsewhere.example', 'The provider knows you and the roster does not.'],
  ['whose address nobody has verified', 'unverified@d1.example', 'in a way that can be believed'],
  ['who is a student', 'student@d1.example', 'Code sso_student'],
])('says why to somebody %s, and lets nobody in', async (_name, login, words) => {
  if (login.endsWith('@d1.example') && !known.has(login)) {
    known.add(login)
    const roles = [login.startsWith('student') ? 'student' : 'coach']
    await addPerson(tool.database.open('sync'), 'd1', { sourcedId: login, email: login, roles })
  }
  const page = await openPage()
  await page.goto(`${tool.publicUrl}/sso/start/d1`)
  await signInThere(page, login)
  await page.getByText('You could not be signed in').waitFor()
  await page.getByText(words).waitFor()
  expect(page.url()).toBe(`${tool.publicUrl}/`)
  await page.reload()
  await page.getByLabel('E-mail').waitFor()
  await page.context().close()
})

test('broken off at the provider ends at the sign-in page', async () => {
  const page = await openPage()
  await page.goto(`${tool.publicUrl}/sso/start/d1`)
  await page.getByRole('link', { name: /abort|cancel/i }).click()
  await page.getByText('The provider did not let you in').waitFor()
  await page.context().close()
})
