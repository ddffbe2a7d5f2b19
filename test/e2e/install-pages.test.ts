/** The guides, followed step by step with Staffroom's own pages on the one side and the LMS's on the other. */

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { openBrowser } from '../support/browser.ts'
import { buildPages } from '../ui/served-app.ts'

const PICTURES = process.env['PICTURES']

let tool: ServedTool
let browser: Browser
let built: string

beforeAll(async () => {
  built = await buildPages()
  ;[tool, browser] = await Promise.all([startServedTool({ built }), openBrowser()])
  const sync = tool.database.open('sync')
  await addPerson(sync, 'd1', { sourcedId: 'demo-admin', roles: ['district_admin'], givenName: 'Lucian' })
  await addPerson(sync, 'd1', { sourcedId: 'demo-coach-2', roles: ['it_admin'], givenName: 'Tobias' })
  await addPerson(sync, 'd1', { sourcedId: 'demo-coach', roles: ['coach'], givenName: 'Odalys' })
  const teacher = await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'], givenName: 'Marisol' })
  await inDistrict(tool.database.open('owner'), { districtId: 'd1', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into community (district_id, name, created_by) values ('d1', 'Fourth grade writing', $1) returning id`,
      [teacher],
    )
    await client.query(
      `insert into community_member (district_id, community_id, person_id, role, added_by) values ('d1', $1, $2, 'lead', $2)`,
      [rows[0]?.id, teacher],
    )
  })
})
afterAll(async () => {
  await browser.close()
  await tool.stop()
  await rm(built, { recursive: true, force: true })
})

/** Staffroom's own pages for one of the people, by the LMS that is connected already. */
async function openOurs(person: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(60_000)
  await page.goto(tool.lms.startLaunch(person))
  await page.getByRole('link', { name: 'LMS connections' }).click()
  await page.getByRole('heading', { level: 1, name: 'LMS connections' }).waitFor()
  return page
}

interface OpenedLms {
  readonly lms: Lms
  readonly page: Page
  readonly close: () => Promise<void>
}

async function openLms(profile: ProfileName): Promise<OpenedLms> {
  const lms = await startLms({ port: 0, toolUrl: tool.publicUrl, clientId: 'other', deploymentId: '1', profile })
  lms.platform.tools.clear()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(60_000)
  await page.goto(`${lms.url}/admin/tools`)
  const close = async (): Promise<void> => {
    await page.close()
    await lms.stop()
  }
  return { lms, page, close }
}

async function follow({ page, lms }: OpenedLms, navigation: string | RegExp, person: string): Promise<FrameLocator> {
  await page.goto(`${lms.url}/admin/tools`)
  await page.getByRole('navigation', { name: navigation }).getByRole('link', { name: person }).click()
  return page.frameLocator('iframe')
}
const openAs = (opened: OpenedLms, person: string) => follow(opened, /^Open \w+ as$/, person)

/** Each picture at the three widths, in both colour schemes, where somebody wants to look. */
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  for (const [width, scheme] of [
    [360, 'light'],
    [700, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(PICTURES, `${name}-${width}-${scheme}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** What the LMS shows of the tool: the value beside a name. */
async function readFact(page: Page, name: string): Promise<string> {
  const fact = page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
  return (await fact.locator('dd').first().innerText()).trim()
}

async function copied(ours: Page, label: string): Promise<string> {
  return ours.getByLabel(label, { exact: true }).inputValue()
}

/** The check after an install, all well; where it isn't, what the page says instead. */
async function connected(frame: FrameLocator): Promise<void> {
  await frame.locator('h1').first().waitFor()
  expect(await frame.locator('body').innerText()).toContain('Staffroom is connected')
}

/** A teacher chooses in the LMS what to place; the link that stands in the course then opens it. */
async function placeAndOpen(opened: OpenedLms, name: string): Promise<void> {
  const choosing = await follow(opened, 'Place a link as', 'Marisol Hedgecombe')
  await choosing.getByRole('checkbox', { name: /^Fourth grade writing/ }).check()
  await picture(opened.page, `${name}-choosing`)
  await choosing.getByRole('button', { name: 'Add to the LMS' }).click()
  await choosing.getByRole('heading', { name: 'Placed.' }).waitFor()
  const placed = await follow(opened, 'Open link 0 as', 'Marisol Hedgecombe')
  await placed.getByRole('heading', { name: 'Fourth grade writing' }).first().waitFor()
  await picture(opened.page, `${name}-placed-link`)
}

test('Canvas by a link: registered, bound, checked, and a community placed in a course', async () => {
  const ours = await openOurs('demo-admin')
  await ours.getByRole('button', { name: 'Make a link' }).click()
  const link = await copied(ours, 'Registration URL')
  const canvas = await openLms('canvas')
  await canvas.page.getByLabel('Registration URL').fill(link)
  await canvas.page.getByRole('button', { name: 'Register' }).click()
  const registering = canvas.page.frameLocator('iframe')
  await registering.getByRole('heading', { name: 'Staffroom is registered' }).waitFor()
  await picture(canvas.page, 'canvas-registered')
  await registering.getByRole('button', { name: 'Finish' }).click()
  await canvas.page.getByRole('button', { name: 'Install and enable' }).click()
  expect(await readFact(canvas.page, 'Deep linking')).toBe('on')
  await (await openAs(canvas, 'Lucian Merrowby')).getByText('deployment_unknown').waitFor()
  await ours.goto(tool.lms.startLaunch('demo-admin'))
  await ours.getByRole('link', { name: 'LMS connections' }).click()
  const bind = ours.getByRole('button', { name: /^Bind to District d1: / })
  await bind.click()
  await bind.waitFor({ state: 'detached' })
  const checked = await openAs(canvas, 'Lucian Merrowby')
  await connected(checked)
  await checked.locator('[data-code=token_given]').waitFor()
  await picture(canvas.page, 'canvas-connected')
  await placeAndOpen(canvas, 'canvas')
  await canvas.close()
  await ours.close()
})

test('Moodle by hand, each address copied from our page and back; deep linking switched on there', async () => {
  const ours = await openOurs('demo-admin')
  const moodle = await openLms('moodle')
  await moodle.page.getByLabel('Login URL').fill(await copied(ours, 'Login URL (OpenID Connect initiation URL)'))
  await moodle.page.getByLabel('Launch URL').fill(await copied(ours, 'Launch URL, target link URI and redirect URI'))
  await moodle.page.getByLabel('Public keyset URL').fill(await copied(ours, 'Public keyset URL (JWK URL)'))
  await moodle.page.getByLabel('Supports Deep Linking (Content-Item Message)').check()
  await moodle.page.getByRole('button', { name: 'Add tool' }).click()
  const form = ours.getByRole('form', { name: 'Enter what the LMS shows' })
  await form.getByLabel('LMS', { exact: true }).selectOption('moodle')
  await form.getByLabel('Address of the site').fill(moodle.lms.url)
  await form.getByLabel('Client id').fill(await readFact(moodle.page, 'Client id'))
  await form.getByLabel('Deployment id').fill(await readFact(moodle.page, 'Deployment id'))
  await picture(ours, 'moodle-by-hand')
  await form.getByRole('button', { name: 'Register' }).click()
  await form.getByText('Registered.').waitFor()
  const checked = await openAs(moodle, 'Lucian Merrowby')
  await connected(checked)
  // By hand Moodle grants no services until somebody switches them on: said, and no more than a warning.
  await checked.locator('[data-code=token_none][data-state=warning]').waitFor()
  await picture(moodle.page, 'moodle-connected')
  await placeAndOpen(moodle, 'moodle')
  await moodle.close()
  await ours.close()
})

test('Schoology by hand on our page, by district IT: teachers get in at once, an administrator confirms the rest', async () => {
  const schoology = await openLms('schoology')
  const it = await openOurs('demo-coach-2')
  await schoology.page.getByLabel('Login URL').fill(await copied(it, 'Login URL (OpenID Connect initiation URL)'))
  await schoology.page.getByLabel('Launch URL').fill(await copied(it, 'Launch URL, target link URI and redirect URI'))
  await schoology.page.getByLabel('Public keyset URL').fill(await copied(it, 'Public keyset URL (JWK URL)'))
  await schoology.page.getByRole('button', { name: 'Add tool' }).click()
  const form = it.getByRole('form', { name: 'Enter what the LMS shows' })
  expect(await form.getByLabel('Issuer (platform id)').inputValue()).toBe('https://schoology.schoology.com')
  // This Schoology is on this machine; a real one is at the addresses that stand there.
  for (const [label, fact] of [
    ['Authentication request URL', 'Authentication request URL'],
    ['Access token URL', 'Access token URL'],
    ['Public keyset URL of the LMS', 'Public keyset URL'],
    ['Client id', 'Client id'],
    ['Deployment id', 'Deployment id'],
  ] as const)
    await form.getByLabel(label, { exact: true }).fill(await readFact(schoology.page, fact))
  await form.getByRole('button', { name: 'Register' }).click()
  await form.getByText('Registered.').waitFor()
  await it.getByText('Not confirmed by an administrator of the district.').first().waitFor()
  expect(await it.getByRole('button', { name: /^Look and confirm/ }).count()).toBe(0)
  await picture(it, 'schoology-unconfirmed-it')
  const checked = await openAs(schoology, 'Lucian Merrowby')
  await connected(checked)
  await checked.locator('[data-code=person_id_missing]').waitFor()
  await picture(schoology.page, 'schoology-connected')
  const admin = await openOurs('demo-admin')
  await admin.getByRole('button', { name: /^Look and confirm/ }).click()
  await admin.getByText('whoever runs that LMS could open Staffroom as any of them').waitFor()
  await picture(admin, 'schoology-confirm')
  await admin.getByRole('button', { name: 'Yes, it is ours' }).click()
  await admin.getByText('Not confirmed by an administrator of the district.').waitFor({ state: 'detached' })
  await schoology.close()
  await it.close()
  await admin.close()
})
