/** The page of lists in a real browser: choose, look, confirm; what is refused; and how it reads in every look. */

import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { EMPTY_LIST, WITHOUT_LAST_NAME } from '../ui/fake-lists.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const LIST = 'Given name,Surname,Work email,Building,Shoe size\r\nAda,Byron,ada@riverside.example,Lincoln,37\r\n'
const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  backend.lists.upload = null
})

async function open(who: Persona = 'admin'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/sync'))
  await page.getByRole('link', { name: 'Upload a list of educators' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lists of educators' }).waitFor()
  return { page, close }
}

async function choose(page: Page, text: string | Buffer, name = 'educators.csv'): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Look at it' }).click()
}

test('the empty list is downloaded with its columns, which are explained on the page', async () => {
  const { page, close } = await open()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the empty list' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe('educators.csv')
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part as Buffer))
  expect(Buffer.concat(parts).toString('utf8').replace('\uFEFF', '')).toBe(EMPTY_LIST)
  await page.getByText('Also understood: Given name, Forename, FirstName').waitFor()
  await inspect(page, 'lists, the form')
  await close()
})

test('a list is looked at, confirmed, and its run is linked; nothing is applied before', async () => {
  const { page, close } = await open()
  await choose(page, LIST)
  await page.getByText('This is what the list would do').waitFor()
  await page.getByText('Nobody leaves by not standing in the list.').waitFor()
  await page.getByText('Not known: ignored').waitFor()
  await page.getByRole('table', { name: 'Rows that stay out' }).getByText('A field is no address.').waitFor()
  await page.getByRole('table', { name: 'The first rows' }).getByText('Okafor').first().waitFor()
  expect(backend.asked.some((call) => call.endsWith('/confirmation'))).toBe(false)
  await inspect(page, 'lists, what was understood')
  await page.getByRole('button', { name: 'Apply this list' }).click()
  await page.getByText('The list was applied').waitFor()
  expect(await page.getByRole('link', { name: 'Open run 141' }).getAttribute('href')).toBe('#/sync/runs/141')
  await inspect(page, 'lists, the end')
  await page.getByRole('button', { name: 'Upload another list' }).click()
  await page.getByLabel('CSV file').waitFor()
  await close()
})

test('a list of everybody says who would leave and that it would be held, and can be dropped', async () => {
  const { page, close } = await open()
  await page.getByRole('radio', { name: /^Everybody/ }).check()
  await choose(page, LIST)
  await page.getByText('12 people leave in all.').waitFor()
  await page.getByText('This would wait for a decision').waitFor()
  await inspect(page, 'lists, a list of everybody')
  await page.getByRole('button', { name: 'Apply this list' }).click()
  await page.getByText('The list waits for a decision').waitFor()
  expect(await page.getByText('The list was applied').count()).toBe(0)
  await page.getByRole('button', { name: 'Upload another list' }).click()
  await choose(page, LIST)
  await page.getByRole('button', { name: 'Drop it' }).click()
  await page.getByText('The list was dropped. Nothing was changed.').waitFor()
  await page.getByLabel('CSV file').waitFor()
  await close()
})

test('no file, a file that is too large and one that is no list are refused beside the field or by the server', async () => {
  const { page, close } = await open()
  const before = backend.asked.filter((call) => call.startsWith('POST /api/v1/educator-lists')).length
  const asked = () => backend.asked.filter((call) => call.startsWith('POST /api/v1/educator-lists')).length - before
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('alert').getByText('Choose a file.').waitFor()
  await choose(page, Buffer.alloc(4_194_305, 'x'))
  await page.getByText('This file is larger than 4 MB.').waitFor()
  expect(asked()).toBe(0)
  await inspect(page, 'lists, a refused file')
  await choose(page, 'PK\u0003\u0004', 'educators.xlsx')
  await page.getByText('This is no CSV file but a workbook.').waitFor()
  expect(asked()).toBe(1)
  await choose(page, `${WITHOUT_LAST_NAME}\r\nAda,a@b.example\r\n`)
  await page.getByText('This list cannot be used').waitFor()
  await page.getByText('(also understood: "Surname", "Family name")').waitFor()
  await inspect(page, 'lists, a list without a column')
  await close()
})

test('without a source for lists the page says how one is made; who may not upload is not offered it', async () => {
  const { page, close } = await open('admin-new')
  await page.getByText('No source takes lists yet').waitFor()
  await inspect(page, 'lists, no source')
  await close()
  const it = await pages.open(launchOf('it', '#/sync'))
  await it.page.getByRole('link', { name: 'Sync settings' }).waitFor()
  expect(await it.page.getByRole('link', { name: 'Upload a list of educators' }).count()).toBe(0)
  await it.close()
})
