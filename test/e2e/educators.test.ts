/** The educator database, as a coach and an administrator walk through it. */

import { expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

test('filters, order and page stand in the address, which opens the same again; all by keyboard', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coach/educators'))
  await page.getByRole('heading', { level: 1, name: 'Educator database' }).waitFor()
  const count = (text: string) => page.getByText(text, { exact: true }).waitFor()
  await count('132 educators')
  await page.getByRole('button', { name: 'Next', exact: true }).press('Enter')
  await page.getByText('26 to 50 of 132').waitFor()
  expect(page.url()).toContain('page=2')
  await page.getByRole('button', { name: 'Last contact', exact: true }).press('Enter')
  await page.getByText('1 to 25 of 132').waitFor()
  await page.getByLabel('Search by name').fill('a')
  await page.getByLabel('Cycle', { exact: true }).selectOption('In an open cycle')
  await page.getByRole('columnheader', { name: 'Last contact' }).waitFor()
  await page.waitForURL(/#\/coach\/educators\?(?=.*q=a)(?=.*cycle=open)(?=.*sort=last)/)
  expect(page.url()).not.toContain('page=')
  await inspect(page, 'educator database')
  const narrowed = await page.getByRole('status').textContent()
  await page.getByRole('table').getByRole('link').first().click()
  await page.waitForURL(/#\/coach\/educators\/\d+$/)
  await page.goBack()
  await page.getByText(narrowed ?? '', { exact: true }).waitFor()
  expect(await page.getByLabel('Search by name').inputValue()).toBe('a')
  expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain('Last contact')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('educators.csv')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await count('132 educators')
  expect(page.url()).not.toContain('?q')
  await page.getByLabel('Search by name').fill('nobody of that name')
  await page.getByText('Nobody matches').waitFor()
  await close()
})

test('an administrator merges two records after seeing what comes of it, and takes it back; all by keyboard', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coach/educators'))
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('link', { name: 'Merge with another record' }).press('Enter')
  await page.getByLabel('Search by name').fill('a')
  await page
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .press('Enter')
  await page.getByRole('heading', { name: 'What comes of it' }).waitFor()
  await page.getByRole('cell', { name: 'Interactions with them' }).waitFor()
  await inspect(page, 'merge of two educators')
  const kept = await page.getByText(/^Stays: record/).textContent()
  await page.getByRole('button', { name: 'Keep the other one' }).press('Enter')
  await page.getByText(kept?.replace('Stays', 'Goes') ?? 'none').waitFor()
  expect(backend.asked.filter((call) => call === 'POST /api/v1/educator-merges')).toEqual([])
  await page.getByRole('button', { name: /^Merge record/ }).press('Enter')
  await page.getByRole('button', { name: 'Yes, do it' }).press('Enter')
  await page.getByText('the two are merged within seconds').waitFor()
  await page.getByRole('button', { name: 'Take it back' }).press('Enter')
  await page.getByText('stays with').waitFor()
  await page.getByRole('button', { name: 'Yes, do it' }).press('Enter')
  await page.getByText('Taken back', { exact: true }).waitFor()
  await close()
})

test('an administrator opens the caseloads of a coach, sees who is in one and why, and keeps somebody out', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coach/caseloads'))
  await page.getByText('37 educators are in nobody’s caseload.').waitFor()
  await page.getByRole('table', { name: 'Coaches' }).getByRole('link').nth(1).press('Enter')
  await page.getByRole('button', { name: 'Name and rules' }).first().press('Enter')
  await page.getByRole('button', { name: 'Add a rule' }).press('Enter')
  await page.getByRole('group', { name: 'Rule 2' }).getByLabel('Grade taught').selectOption('08')
  await inspect(page, 'rules of a caseload')
  await page.getByRole('button', { name: 'Show educators' }).first().press('Enter')
  await page.getByText('Kept out by hand').waitFor()
  await inspect(page, 'caseloads')
  const kept = page.waitForRequest((request) => request.method() === 'PUT')
  await page
    .getByRole('button', { name: /^Keep .+ out$/ })
    .first()
    .press('Enter')
  expect((await kept).postDataJSON()).toMatchObject({ place: 'out', version: '3' })
  await close()
})
