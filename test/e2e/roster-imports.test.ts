/** Importing staff, students and classes in a real browser: choose, look, confirm, take back; and how it reads in every look. */

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const FILE = 'First name,Last name,Student number\r\nAda,Byron,4711\r\n'
const pages = useOpenedPages()
const { backend } = pages

async function open(who: Persona = 'admin'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/import'))
  await page.getByRole('heading', { level: 1, name: 'Import from a file' }).waitFor()
  return { page, close }
}

async function choose(page: Page, text: string): Promise<void> {
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Look at it' }).click()
}

test('is opened from the staff, and says what each kind of file takes', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/staff'))
  await page.getByRole('link', { name: 'Import from a file' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import from a file' }).waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download an empty student file' }).click()
  expect((await waiting).suggestedFilename()).toBe('students.csv')
  await inspect(page, 'imports, the form')
  await close()
})

test('a workbook is refused in words, and no file is asked for again', async () => {
  const { page, close } = await open()
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByText('Choose a file').first().waitFor()
  await choose(page, 'PKxx')
  await page.getByText('This is no CSV file but a workbook.').waitFor()
  await close()
})

test('what rows would do is shown first; rows that stay out keep everything out until they are left out', async () => {
  const { page, close } = await open()
  await choose(page, FILE)
  await page.getByRole('heading', { name: 'What would be imported' }).waitFor()
  const table = page.getByRole('table', { name: 'Rows of the file' })
  await table.getByText('a new account, 2 places in classes').waitFor()
  await table.getByText('Number: The district asks for at least 6 characters, digits only.').waitFor()
  await page.getByText('Columns that are ignored: Shoe size.').waitFor()
  const run = page.getByRole('button', { name: 'Import 2 rows' })
  expect(await run.isDisabled()).toBe(true)
  await inspect(page, 'imports, what it would do')
  await page.getByLabel('Leave out 1 row that can’t be taken').check()
  expect(backend.asked.some((call) => call.startsWith('POST /api/v1/roster-imports'))).toBe(false)
  await run.click()
  await page.getByText('2 rows were imported').waitFor()
  await inspect(page, 'imports, the end')
  await close()
})

test('new staff get links where they are asked for, and they are downloaded', async () => {
  const { page, close } = await open()
  await page.getByLabel('What is in it').selectOption('staff')
  await choose(page, FILE)
  await page.getByLabel('Leave out 1 row that can’t be taken').check()
  await page.getByLabel('Invite the new staff to set a password').check()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the links' }).click()
  expect((await waiting).suggestedFilename()).toBe('invitations.csv')
  await close()
})

test('an import is taken back after a second word, and says what stayed', async () => {
  const { page, close } = await open()
  await page.getByText('Classes: 14 new, 3 changed, 0 left out').waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Classes: 14 new' })
    .getByRole('button', { name: /^Take back/ })
    .click()
  await page.getByText('What was touched since stays.').waitFor()
  await inspect(page, 'imports, taking back')
  await page.getByRole('button', { name: 'Yes, take it back' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Classes: 14 new' })
    .getByText(/^Taken back/)
    .waitFor()
  await close()
})

test('a teacher comes from the class, imports students and classes, and no staff', async () => {
  const { page, close } = await pages.open(launchOf('teacher-in-class'))
  await page.getByRole('link', { name: 'Import from a file' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import from a file' }).waitFor()
  await page.getByText('Nothing was imported yet.').waitFor()
  expect(await page.getByLabel('What is in it').locator('option').allTextContents()).toEqual([
    'Students',
    'Classes with their teachers and students',
  ])
  await inspect(page, 'imports, a teacher')
  expect(await page.getByRole('link', { name: 'Back to my classes' }).getAttribute('href')).toBe('#/communities')
  await close()
})

test('who may not import is not offered it', async () => {
  const { page, close } = await pages.open(launchOf('coach'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Import from a file' }).count()).toBe(0)
  await close()
})
