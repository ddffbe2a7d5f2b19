/** What is kept of people, in a browser: the file, a hold, an erasure. */

import { beforeEach, expect, test } from 'vitest'
import { openFakeKept } from '../ui/fake-kept.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()

beforeEach(() => {
  Object.assign(pages.backend, { kept: openFakeKept() })
  pages.backend.asked.length = 0
})

const asked = (start: string) => pages.backend.asked.filter((call) => call.startsWith(start))

test('an administrator finds somebody, makes their file, and sees what is not in it', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/kept'))
  await page.getByRole('region', { name: 'Under a legal hold' }).first().getByText('Case 2026-CV-1187').waitFor()
  await page.getByLabel('Search by name').fill('ada')
  await page.getByRole('link', { name: 'Abernathy, Ada' }).click()
  await page.getByRole('heading', { level: 1, name: 'What is kept of Ada Abernathy' }).waitFor()
  await page.getByText('Nobody opens the coaching record kept about themself').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Make the file' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('record-901.json')
  await page.getByText('The file is on its way').waitFor()
  expect(asked('GET /api/v1/people/901/record')).toHaveLength(1)
  await close()
})

test('a hold is set with a reason, stands in the way of erasing, and is lifted after a second question', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/kept/901'))
  await page.getByText('They are not under hold.').waitFor()
  await page.getByRole('button', { name: 'Put under hold' }).click()
  await page.getByText('Say why.').waitFor()
  expect(asked('POST /api/v1/people/901/hold')).toHaveLength(0)
  await page.getByLabel('Why').fill('Case 9')
  await page.getByRole('button', { name: 'Put under hold' }).click()
  await page.getByText('by Pat Nguyen: Case 9').waitFor()
  await page.getByRole('button', { name: 'See what would go' }).click()
  await page.getByText('under a legal hold, so nothing').waitFor()
  expect(await page.getByRole('button', { name: 'Erase for good' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Lift the hold' }).click()
  expect(asked('DELETE /api/v1/people/901/hold')).toHaveLength(0)
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await page.getByText('They are not under hold.').waitFor()
  await close()
})

test('who is in a feed is not erased yet; who has left is, once their name is typed', async () => {
  const fed = await pages.open(launchOf('admin', '#/kept/903'))
  await fed.page.getByRole('button', { name: 'See what would go' }).click()
  await fed.page.getByText('A feed has them.').waitFor()
  expect(await fed.page.getByRole('button', { name: 'Erase for good' }).count()).toBe(0)
  await fed.close()
  const { page, close } = await pages.open(launchOf('admin', '#/kept/901'))
  await page.getByRole('button', { name: 'See what would go' }).click()
  await page.getByText('Classes that they are or were in, and as what. (6)').waitFor()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('That is not “Ada Abernathy”.').waitFor()
  await page.getByLabel('Type “Ada Abernathy”').fill('ada abernathy')
  await page.getByLabel('Type “Ada Abernathy”').fill('Ada Abernathy')
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByRole('heading', { level: 1, name: 'What is kept of people' }).waitFor()
  expect(await page.getByRole('link', { name: 'Abernathy, Ada' }).count()).toBe(0)
  await close()
})

test('the pages are sound at every width, in light and dark', async () => {
  for (const hash of ['#/kept', '#/kept/902', '#/kept/901']) {
    const { page, close } = await pages.open(launchOf('admin', hash))
    await page
      .getByText(hash === '#/kept' ? 'Case 2026-CV-1187' : 'Not in the file')
      .first()
      .waitFor()
    if (hash !== '#/kept') {
      await page.getByRole('button', { name: 'See what would go' }).click()
      await page.getByText('This goes for good').waitFor()
    }
    await inspect(page, `kept ${hash.replaceAll(/\W/g, '')}`)
    await close()
  }
})

test('everybody reads what is kept, how long and who sees it, from their sessions', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/sessions'))
  await page.getByRole('link', { name: 'Privacy: what is kept' }).click()
  await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor()
  await page.getByText('every year on July 31').waitFor()
  await page.getByText('People come from https://canvas.riverside.example').waitFor()
  await page.getByText('The gradebooks of 3 classes are told').waitFor()
  await page.getByText('Nobody.').waitFor()
  await inspect(page, 'privacy')
  await close()
})
