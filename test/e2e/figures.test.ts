/** A principal's page of coaching, in every look. */

import { expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()

test('a principal sees totals as charts and as tables, by school, and how they are protected', async () => {
  const { page, close } = await pages.open(launchOf('principal'), 360)
  await page.getByText('558.4 h').waitFor()
  await page.getByText('Every figure stands for at least 10 different educators.').waitFor()
  await inspect(page, 'figures')
  await page.getByRole('button', { name: 'Show as a table By month' }).click()
  await page.getByRole('table', { name: 'By month' }).waitFor()
  await inspect(page, 'figures as a table')
  await page.getByRole('button', { name: 'Show as a table Coaching cycles' }).click()
  const cycles = page.getByRole('table', { name: 'Coaching cycles' })
  await cycles.getByText('Not told apart').first().waitFor()
  await inspect(page, 'figures of cycles as a table')
  await page.getByRole('combobox', { name: 'Schools' }).selectOption('Bay View High')
  await page.getByText('The kinds of these months can’t be shown').waitFor()
  expect(await page.getByText('Observation').count()).toBe(0)
  await page.getByRole('combobox', { name: 'School year' }).selectOption({ index: 1 })
  await page.getByText('No figures yet').waitFor()
  await inspect(page, 'figures of a year without any')
  await close()
})
