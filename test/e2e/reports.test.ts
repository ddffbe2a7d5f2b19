/** The page of coaching reports, in every look. */

import { expect, test } from 'vitest'
import { interactionAt } from '../ui/district.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()

test('a coach reads their own year, as charts and tables, and whom they have not seen', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coaching/reports'), 360)
  await page.getByText('86.5 h').waitFor()
  await page.getByText('Never seen').first().waitFor()
  await page.getByText('The family asked what was agreed upon').waitFor()
  expect(await page.getByRole('combobox', { name: 'Whose work' }).count()).toBe(0)
  await page.getByRole('heading', { name: 'Cycles by focus' }).waitFor()
  await page.getByRole('heading', { name: 'By tag' }).waitFor()
  await page.getByRole('combobox', { name: 'Kept filter' }).selectOption('Old programme (shared)')
  expect(await page.getByRole('combobox', { name: 'Tag' }).inputValue()).toBe('6')
  await page.getByRole('button', { name: 'Keep this filter' }).click()
  const cut = page.waitForRequest((request) => /reports\/mine\?.*caseload=mine/.test(request.url()))
  await page.getByRole('combobox', { name: 'With whom' }).selectOption('My caseload')
  await cut
  await page.getByLabel('Name of the filter').fill('Mine')
  await inspect(page, 'own reports')
  const kept = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/report-filters'),
  )
  await page.getByRole('button', { name: 'Save' }).click()
  expect((await kept).postDataJSON()).toMatchObject({ asked: { whose: 'mine', caseload: 'mine' } })
  await page.getByRole('button', { name: 'Keep this filter' }).waitFor()
  await page.getByRole('button', { name: 'Show as a table By month' }).click()
  await page.getByRole('table', { name: 'By month' }).waitFor()
  await page.getByRole('combobox', { name: 'Not seen for' }).selectOption('365')
  await page.getByText('Everybody was seen').waitFor()
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Other')
  await page.getByText('Nothing logged').waitFor()
  await close()
})

test('an administrator reads the work of all coaches by coach', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/coaching/reports'))
  await page.getByRole('heading', { name: 'By coach', exact: true }).waitFor()
  await page.getByText('The chart shows the first 20 of 24.').first().waitFor()
  expect(await page.getByRole('combobox', { name: 'With whom' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Show as a table Cycles by coach' }).click()
  await page.getByRole('table', { name: 'Cycles by coach' }).getByText('Practise').first().waitFor()
  await page.getByRole('button', { name: 'Show as a table Our rubric' }).click()
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('Old programme (no longer used)')
  await page.getByText('is told whatever their kind and tag').waitFor()
  // Notes are private here: how many there are is told, of no single educator.
  await page.locator('.figure-tiles div', { hasText: 'With a note' }).getByText('96', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Show as a table By month' }).click()
  await page.getByRole('table', { name: 'By month' }).getByText('With a note').first().waitFor()
  const one = page.waitForRequest((request) => request.url().includes('reports/all/cycles'))
  await page.getByRole('combobox', { name: 'Coach', exact: true }).selectOption('Coach Number 3')
  expect(new URL((await one).url()).searchParams.get('coachId')).toBe('3')
  await page.locator('.figure-tiles div', { hasText: 'Interactions' }).getByText('39', { exact: true }).waitFor()
  await page.getByText('a visit of any coach counts').waitFor()
  expect(await page.getByRole('combobox', { name: 'Coach', exact: true }).locator('option').count()).toBe(25)
  await inspect(page, 'reports of all')
  await close()
})

test('an administrator opens another’s note with a reason only', async () => {
  pages.backend.interactions.set('admin', [interactionAt(0)])
  const { page, close } = await pages.open(launchOf('admin', '#/coach'), 360)
  await page.getByRole('button', { name: 'Show note' }).first().click()
  const open = page.getByRole('button', { name: 'Open the note' })
  await open.waitFor()
  expect(await open.isDisabled()).toBe(true)
  await inspect(page, 'a note that wants a reason')
  await page.getByLabel('Why do you open this note?').fill('The coach has left and asked me to')
  await open.click()
  await page.getByText('What another coach wrote.').waitFor()
  await close()
})

test('an educator reads who can see what about them, and an administrator shows it to them', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/communities'), 360)
  await page.getByRole('link', { name: 'Who can see what about me' }).click()
  await page.getByText('What a coach wrote is private: notes, next steps, files').waitFor()
  await page.getByText('Your district has set the rule').first().waitFor()
  expect(await page.getByText('This is what your educators read').count()).toBe(0)
  await inspect(page, 'who can see what about me')
  await close()
  const admin = await pages.open(launchOf('admin', '#/coaching/visibility'))
  await admin.page.getByText('This is what your educators read').waitFor()
  await admin.page.getByRole('button', { name: 'Print' }).waitFor()
  await admin.page.emulateMedia({ media: 'print' })
  expect(await admin.page.getByText('This is what your educators read').isVisible()).toBe(false)
  await admin.close()
})
