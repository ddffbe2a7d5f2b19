/** Each way of connecting a learning platform, as its guide tells it: in a browser, against a platform of our own. */

import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { makeRegistrationLink } from '../../src/signin/registration-link.ts'
import { listRegistrations, registerPlatform } from '../../src/signin/registration.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { openBrowser } from '../support/browser.ts'

let tool: ServedTool
let browser: Browser

beforeAll(async () => {
  ;[tool, browser] = await Promise.all([startServedTool(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await tool.stop()
})

async function openLms(profile: ProfileName): Promise<{ lms: Lms; page: Page; close: () => Promise<void> }> {
  const lms = await startLms({ port: 0, toolUrl: tool.publicUrl, clientId: 'other', deploymentId: '1', profile })
  lms.platform.tools.clear()
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${lms.url}/admin/tools`)
  const close = async (): Promise<void> => {
    await page.close()
    await lms.stop()
  }
  return { lms, page, close }
}

/** Enters a new link in the LMS, and follows it to its end there. */
async function registerByLink(page: Page): Promise<void> {
  const { token } = await makeRegistrationLink(tool, { districtId: 'd1', actor: 'cli' })
  await page.getByLabel('Registration URL').fill(`${tool.publicUrl}/lti/register/${token}`)
  await page.getByRole('button', { name: 'Register' }).click()
  const frame = page.frameLocator('iframe')
  await frame.getByRole('heading', { name: 'Staffroom is registered' }).waitFor()
  await frame.getByRole('button', { name: 'Finish' }).click()
  await page.waitForURL(/\/admin\/tools$/)
}

async function openAs(page: Page, lms: Lms, name: string): Promise<FrameLocator> {
  await page.goto(`${lms.url}/admin/tools`)
  await page
    .getByRole('navigation', { name: /^Open / })
    .getByRole('link', { name })
    .click()
  return page.frameLocator('iframe')
}

/** What an administrator of the district does on their page: the one deployment waits, and they bind it. */
async function bindOnly(issuer: string): Promise<void> {
  const found = (await listRegistrations(tool.db)).filter((one) => one.issuer === issuer)
  expect(found).toMatchObject([{ onlyDistrictId: 'd1', deployments: [{ status: 'pending', districtId: null }] }])
  const id = found[0]?.deployments[0]?.id
  await tool.db.pool.query("update lti_deployment set district_id = 'd1', status = 'active' where id = $1", [id])
}

test('Moodle registers itself, is activated, and its first launch by an administrator shows that all works', async () => {
  const { lms, page, close } = await openLms('moodle')
  await registerByLink(page)
  await page.getByText('pending').waitFor()
  await page.getByRole('button', { name: 'Activate' }).click()
  const refused = await openAs(page, lms, 'Lucian Merrowby')
  await refused.getByText('deployment_pending').waitFor()
  await bindOnly(lms.url)
  const frame = await openAs(page, lms, 'Lucian Merrowby')
  await frame.getByRole('heading', { name: 'Staffroom is connected' }).waitFor()
  expect(await frame.locator('[data-state=wrong]').count()).toBe(0)
  await frame.getByRole('button', { name: 'Go on to Staffroom' }).click()
  await frame.locator('#preflight').waitFor({ state: 'detached' })
  await close()
})

test('Canvas registers itself, announces its deployment by the first launch, and works once somebody has bound it', async () => {
  const { lms, page, close } = await openLms('canvas')
  await registerByLink(page)
  await page.getByRole('button', { name: 'Install and enable' }).click()
  const refused = await openAs(page, lms, 'Lucian Merrowby')
  await refused.getByText('deployment_unknown').waitFor()
  await bindOnly(lms.url)
  const frame = await openAs(page, lms, 'Lucian Merrowby')
  await frame.getByRole('heading', { name: 'Staffroom is connected' }).waitFor()
  await frame.locator('[data-code=person_id_sent]').waitFor()
  await page.goto(`${lms.url}/admin/tools`)
  await page.getByRole('button', { name: 'Make anonymous' }).click()
  const changed = await openAs(page, lms, 'Lucian Merrowby')
  await changed.getByRole('heading', { name: 'Something of the connection does not work' }).waitFor()
  await changed.locator('[data-code=privacy_anonymous]').waitFor()
  await close()
})

test('Canvas takes the developer key from one address, with placements and fields', async () => {
  const { lms, page, close } = await openLms('canvas')
  await page.getByLabel('JSON URL').fill(`${tool.publicUrl}/lti/canvas.json`)
  await page.getByRole('button', { name: 'Save key' }).click()
  await page.getByRole('button', { name: 'Install and enable' }).click()
  const [added] = [...lms.platform.tools.values()]
  expect(added).toMatchObject({
    loginUrl: `${tool.publicUrl}/lti/login`,
    custom: { canvas_user_sissourceid: '$Canvas.user.sisSourceId' },
  })
  await close()
})

test('Schoology is entered by hand on both sides, and its launch says that it sends no id of the roster', async () => {
  const { lms, page, close } = await openLms('schoology')
  await page.getByLabel('Login URL').fill(`${tool.publicUrl}/lti/login`)
  await page.getByLabel('Launch URL').fill(`${tool.publicUrl}/lti/launch`)
  await page.getByLabel('Public keyset URL').fill(`${tool.publicUrl}/lti/jwks.json`)
  await page.getByRole('button', { name: 'Add tool' }).click()
  const [added] = [...lms.platform.tools.values()]
  const { authUrl, tokenUrl, jwksUrl } = lms.registration
  await registerPlatform(
    { db: tool.db, allowPrivateNetwork: true, frameOriginsOf },
    {
      issuer: lms.platform.issuer,
      clientId: added?.clientId ?? '',
      authUrl,
      tokenUrl,
      jwksUrl,
      deploymentId: added?.deploymentIds[0] ?? '',
      districtId: 'd1',
      alone: true,
    },
  )
  await tool.database.open('owner').pool.query("update lti_registration set origin = 'page'")
  const frame = await openAs(page, lms, 'Lucian Merrowby')
  await frame.getByRole('heading', { name: 'Staffroom is connected' }).waitFor()
  await frame.locator('[data-code=person_id_missing]').waitFor()
  await close()
})
