import { beforeEach, expect, test } from 'vitest'
import { SILENT_ISSUER } from '../ui/fake-sso.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  backend.sso.set = null
})

test('says at each field what is missing, and what the provider answered', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/sync/single-sign-on'))
  const form = page.getByRole('form', { name: 'The provider' })
  await form.getByLabel('Its value').fill('riverside.example')
  await form.getByRole('button', { name: 'Save' }).click()
  expect(await form.getByText('This is needed.').count()).toBe(4)
  await form.getByLabel('Its value').fill('')
  await form.getByLabel('Name of the button').fill('Riverside account')
  await form.getByLabel('Issuer').fill(SILENT_ISSUER)
  await form.getByLabel('Client id').fill('staffroom')
  await form.getByLabel('Client secret').fill('secret')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Nothing that speaks https answers').waitFor()
  await form.getByLabel('Issuer').fill('https://login.riverside.example')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The provider answered.').waitFor()
  expect(backend.sso.set).toMatchObject({ claim: 'email', field: 'email', required: null, isOn: true, isListed: false })
  await page.getByText('One is kept. Enter another to replace it.').waitFor()
  await inspect(page, 'single-sign-on')
  await page.getByRole('button', { name: 'Remove single sign-on' }).click()
  await page.getByText('is signed out, and comes back').waitFor()
  await page.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('Removed.').waitFor()
  expect(backend.sso.set).toBeNull()
  await close()
})

test('stands on the sign-in page where the district offers it to everybody, and says why it let nobody in', async () => {
  backend.sso.set = {
    issuer: 'https://login.riverside.example',
    clientId: 'staffroom',
    label: 'Riverside account',
    claim: 'email',
    field: 'email',
    required: null,
    isOn: true,
    isListed: true,
    version: '1',
    changedAt: '2026-11-22T10:00:00Z',
  }
  const { page, close } = await pages.open('/#/sign-in/unknown')
  await page.getByText('The provider knows you and the roster does not.').waitFor()
  const button = page.getByRole('link', { name: 'Sign in with Riverside account' })
  expect(await button.getAttribute('href')).toBe('/sso/start/riverside')
  await inspect(page, 'sign-in-by-provider')
  await close()
})

test('an unknown reason is none that could be believed', async () => {
  const { page, close } = await pages.open('/#/sign-in/constructor')
  await page.getByText('What the provider sent could not be believed.').waitFor()
  await close()
})
