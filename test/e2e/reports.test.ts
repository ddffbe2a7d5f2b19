/** The page of coaching reports, in every look. */

import { expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()

test('a coach reads their own year, as charts and tables, and whom they have not seen', async () => {
  const { page, close } = await pages.open(launchOf('coach', '#/coaching/reports'), 360)
  await page.getByText('86.5 h').waitFor()
  await page.getByText('Never seen').first().waitFor()
  expect(await page.getByRole('combobox', { name: 'Whose work' }).count()).toBe(0)
  await inspect(page, 'own reports')
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
  await page.getByRole('heading', { name: 'By coach' }).waitFor()
  await page.getByText('The chart shows the first 20 of 24.').waitFor()
  await inspect(page, 'reports of all')
  await close()
})
