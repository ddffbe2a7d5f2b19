import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openFakeSettings, setFakeValues } from '../ui/fake-settings.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend.settings, openFakeSettings())
})

async function open(who: 'it' | 'admin'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/sync'))
  await page.getByRole('link', { name: 'Sync settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sync settings' }).waitFor()
  return { page, close }
}

const guard = (page: Page) => page.getByRole('form', { name: 'When a run is held' })
const ownLimits = () =>
  Object.fromEntries(backend.settings.guard.limits.filter(({ isOwn }) => isOwn).map(({ name, value }) => [name, value]))

test('limits are shown in percent and rows, and only those that are not the standard’s are saved', async () => {
  const { page, close } = await open('admin')
  expect(await page.getByLabel('Share that may retire').inputValue()).toBe('7')
  expect(await page.getByLabel('Share that may change').inputValue()).toBe('')
  await page.getByLabel('Share that may change').fill('12.5 %')
  await page.getByLabel('Changes that always pass').fill('40')
  await guard(page).getByRole('button', { name: 'Save' }).click()
  await guard(page).getByText('Saved.').waitFor()
  expect(ownLimits()).toEqual({ retireShareMax: 0.07, changeShareMax: 0.125, changeRowsMin: 40 })
  await page.getByLabel('Share that may retire').fill('')
  await guard(page).getByRole('button', { name: 'Save' }).click()
  await expect.poll(ownLimits).toEqual({ changeShareMax: 0.125, changeRowsMin: 40 })
  await close()
})

test('a number out of its range is refused beside its field, and nothing is asked of the server', async () => {
  const { page, close } = await open('admin')
  for (const [typed, says] of [
    ['1e300', 'Write a whole number from 0 to 1,000,000.'],
    ['9999999', 'Write a whole number from 0 to 1,000,000.'],
    ['-1', 'Write a whole number from 0 to 1,000,000.'],
    ['1.5', 'Write a whole number from 0 to 1,000,000.'],
  ] as const) {
    await page.getByLabel('Changes that always pass').fill(typed)
    await guard(page).getByRole('button', { name: 'Save' }).click()
    await guard(page).getByText(says).waitFor()
  }
  await page.getByLabel('Days between complete exports').fill('91')
  await page.getByRole('form', { name: 'Complete exports' }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Write a whole number from 1 to 90.').waitFor()
  expect(backend.asked.filter((call) => call.startsWith('PUT /api/v1/settings/full'))).toEqual([])
  await close()
})

test('what somebody else has set meanwhile is not overwritten: it is shown, what was typed stays, and saving again saves both', async () => {
  const { page, close } = await open('admin')
  await page.getByLabel('Changes that always pass').fill('40')
  // Another administrator, at another page.
  setFakeValues(backend.settings.guard.limits, { retireShareMax: 0.03, changeShareMax: 0.5 })
  backend.settings.guard.version = '2'
  await guard(page).getByRole('button', { name: 'Save' }).click()
  await guard(page).getByText('Somebody else has changed this since you opened the page').waitFor()
  await expect.poll(() => page.getByLabel('Share that may retire').inputValue()).toBe('3')
  expect(ownLimits()).toEqual({ retireShareMax: 0.03, changeShareMax: 0.5 })
  expect(await page.getByLabel('Changes that always pass').inputValue()).toBe('40')
  await guard(page).getByRole('button', { name: 'Save' }).click()
  await guard(page).getByText('Saved.').waitFor()
  expect(ownLimits()).toEqual({ retireShareMax: 0.03, changeShareMax: 0.5, changeRowsMin: 40 })
  await close()
})

test('dates that somebody else has changed meanwhile are shown instead of overwritten', async () => {
  const { page, close } = await open('it')
  const [nightly] = backend.settings.sources
  Object.assign(nightly ?? {}, { blackouts: [{ from: '2027-05-01', to: '2027-05-02' }], version: '2' })
  const source = page.getByRole('region', { name: 'sis-nightly' })
  await source.getByRole('button', { name: 'Remove Dec 20, 2026 – Jan 3, 2027: sis-nightly' }).click()
  await source.getByText('Somebody else has changed this since you opened the page').waitFor()
  await source.getByText('May 1, 2027').first().waitFor()
  expect(backend.settings.sources[0]?.blackouts).toEqual([{ from: '2027-05-01', to: '2027-05-02' }])
  await close()
})

test('dates are added and removed', async () => {
  const { page, close } = await open('it')
  const source = page.getByRole('region', { name: 'sis-nightly' })
  await source.getByLabel('First day').fill('2027-03-19')
  await source.getByLabel('Last day').fill('2027-03-15')
  await source.getByRole('button', { name: 'Add dates: sis-nightly' }).click()
  await source.getByText('the last one not before the first').waitFor()
  await source.getByLabel('First day').fill('2027-03-15')
  await source.getByRole('button', { name: 'Add dates: sis-nightly' }).click()
  await source.getByText('Mar 15, 2027').first().waitFor()
  await source.getByRole('button', { name: 'Remove Dec 20, 2026 – Jan 3, 2027: sis-nightly' }).click()
  await source.getByText('Dec 20, 2026').waitFor({ state: 'detached' })
  expect(backend.settings.sources[0]?.blackouts).toEqual([{ from: '2027-03-15', to: '2027-03-15' }])
  await close()
})

test('district IT sees no retention and can’t set how many administrators a feed makes', async () => {
  const { page, close } = await open('it')
  expect(await page.getByLabel('New administrator roles').isDisabled()).toBe(true)
  expect(await page.getByText('How long things are kept').count()).toBe(0)
  await close()
})

test('every look reads well, with a message and a refusal in it', async () => {
  const { page, close } = await open('admin')
  await page.getByLabel('Changes that always pass').fill('x')
  await guard(page).getByRole('button', { name: 'Save' }).click()
  await page.getByLabel('Messages').fill('30')
  await page.getByRole('form', { name: 'How long things are kept' }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await inspect(page, 'settings with a message and a refusal')
  await close()
})
