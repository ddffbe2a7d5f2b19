/** The page of learning platforms: links, addresses to copy, registering by hand, binding and switching, every look. */

import { beforeEach, expect, test } from 'vitest'
import { openFakeSetup } from '../ui/fake-platforms.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend.setup, openFakeSetup())
})

async function open(who: 'admin' | 'admin-new'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/sync'))
  await page.getByRole('link', { name: 'LMS connections' }).click()
  await page.getByRole('heading', { level: 1, name: 'LMS connections' }).waitFor()
  return { page, close }
}

test('a deployment that waits is bound, one that is bound is switched off only when somebody is sure', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('button', { name: 'Bind to Riverside Unified School District: 2:waiting' }).click()
  await page.getByRole('button', { name: 'Switch off 2:waiting' }).click()
  expect(backend.asked.filter((call) => call.includes('/state'))).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Switch off 2:waiting' }).click()
  await page.getByRole('button', { name: 'Yes, switch off' }).click()
  await page.getByRole('button', { name: 'Switch on 2:waiting' }).waitFor()
  await close()
})

test('a deployment that announced itself meanwhile is there when the page is opened again', async () => {
  const { page, close } = await open('admin')
  await page.getByText('2:waiting').first().waitFor()
  await page.getByRole('link', { name: 'Back to sync status' }).click()
  backend.setup.registrations[0]?.deployments.push({
    id: '14',
    deploymentId: '3:announced',
    status: 'pending',
    isConfirmed: false,
    checked: null,
  })
  await page.getByRole('link', { name: 'LMS connections' }).click()
  await page.getByText('3:announced').waitFor()
  await close()
})

test('a connection that an administrator has not confirmed says so, and is confirmed only when somebody is sure', async () => {
  backend.setup.registrations[0]?.deployments.push({
    id: '15',
    deploymentId: '4:by-it',
    status: 'active',
    isConfirmed: false,
    checked: null,
  })
  const { page, close } = await open('admin')
  await page.getByText('Not confirmed by an administrator of the district.').waitFor()
  await page.getByRole('button', { name: 'Look and confirm 4:by-it' }).click()
  await page.getByText('proves it with keys from sso.canvaslms.com').waitFor()
  await inspect(page, 'platforms with a connection to confirm')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(backend.asked.filter((call) => call.includes('/confirmation'))).toEqual([])
  await page.getByRole('button', { name: 'Look and confirm 4:by-it' }).click()
  await page.getByRole('button', { name: 'Yes, it is ours' }).click()
  await page.getByText('Not confirmed by an administrator of the district.').waitFor({ state: 'detached' })
  await close()
})

test('a link is shown once, to be copied, and can be taken back', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const shown = page.getByLabel('Registration URL', { exact: true })
  expect(await shown.inputValue()).toMatch(/\/lti\/register\/riverside\.s{43}$/)
  await page.getByRole('button', { name: 'Copy: Registration URL' }).click()
  await page.getByText(/^(Copied|It is selected: press Ctrl \+ C\.)$/).waitFor()
  await page.getByText('Not used yet; works until').waitFor()
  await page.getByRole('button', { name: /^Take back the link of Nov 22/ }).click()
  await page.getByText('Not used yet; works until').waitFor({ state: 'detached' })
  await close()
})

test('Schoology’s addresses are known, Moodle’s follow from its site, and what is missing is said beside its field', async () => {
  const { page, close } = await open('admin-new')
  await page.getByText('No LMS is connected yet').waitFor()
  const form = page.getByRole('form', { name: 'Enter what the LMS shows' })
  expect(await form.getByLabel('Issuer (platform id)').inputValue()).toBe('https://schoology.schoology.com')
  await form.getByRole('button', { name: 'Register' }).click()
  await form.getByText('This is needed.').waitFor()
  expect(backend.asked.filter((call) => call === 'POST /api/v1/lti/registrations')).toEqual([])
  await form.getByLabel('LMS', { exact: true }).selectOption('moodle')
  await form.getByLabel('Address of the site').fill('https://moodle.riverside.example/')
  expect(await form.getByLabel('Public keyset URL of the LMS').inputValue()).toBe(
    'https://moodle.riverside.example/mod/lti/certs.php',
  )
  await form.getByLabel('Client id').fill('taken')
  await form.getByRole('button', { name: 'Register' }).click()
  await form.getByText('are registered in Staffroom already').waitFor()
  await form.getByLabel('Client id').fill('a1b2c3')
  await form.getByLabel('Deployment id').fill('4')
  await form.getByRole('button', { name: 'Register' }).click()
  await form.getByText('Registered.').waitFor()
  expect(backend.setup.registrations.at(-1)).toMatchObject({
    issuer: 'https://moodle.riverside.example',
    clientId: 'a1b2c3',
    product: 'moodle',
    deployments: [{ deploymentId: '4' }],
  })
  await close()
})

test('settings name pages that may frame it, never all of them; a shared registration has none to change', async () => {
  const { page, close } = await open('admin')
  const settings = page.getByRole('form', { name: /^Settings/ })
  expect(await settings.count()).toBe(1)
  await settings.getByLabel('Pages that may show Staffroom, one address a line').fill('*')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Name at least one, each as').waitFor()
  await settings.getByLabel('Pages that may show Staffroom, one address a line').fill('https://lms.riverside.example')
  await settings.getByLabel('The LMS’s person id is, in the roster, the').selectOption('identifier')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Saved.').waitFor()
  expect(backend.setup.registrations[0]).toMatchObject({
    personIdField: 'identifier',
    frameOrigins: ['https://lms.riverside.example'],
  })
  await close()
})

test('every look reads well, with a link, a check and a refusal in it', async () => {
  const { page, close } = await open('admin')
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.getByLabel('Registration URL', { exact: true }).waitFor()
  await page.getByText('For a ticket').click()
  await page.getByRole('button', { name: 'Register' }).click()
  await inspect(page, 'platforms with a link, a check and a refusal')
  await close()
})
