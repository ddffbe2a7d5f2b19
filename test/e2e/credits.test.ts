/** The page of export credits. */

import { beforeEach, expect, test } from 'vitest'
import { openFakeCredits } from '../ui/fake-licences.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend, { credits: openFakeCredits() })
})

const open = async () => {
  const opened = await pages.open(launchOf('admin', '#/credits'))
  await opened.page.getByText('What was given').waitFor()
  return opened
}

test('credits are given by name, asked once more, and stand in the history', async () => {
  const { page, close } = await open()
  await page.getByText('40 credits are left in the district').waitFor()
  await inspect(page, 'credits')
  await page.getByLabel('Find by name').fill('farid')
  await page.getByLabel('Credits for Farid Suzuki').first().fill('7')
  await page.getByRole('button', { name: 'Give credits to Farid Suzuki' }).first().click()
  await page.getByText('Farid Suzuki gets 7 for good. They cannot be taken back.').waitFor()
  await page.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('Farid Suzuki has got 7.').waitFor()
  await page.getByText('33 credits are left in the district').waitFor()
  expect(backend.credits.history[0]).toMatchObject({ quantity: 7 })
  await close()
})

test('where none is left nothing can be given, and it says who can help', async () => {
  Object.assign(backend, { credits: openFakeCredits(0) })
  const { page, close } = await open()
  await page.getByText('None is left').waitFor()
  await page.getByLabel('Credits for Ana Rivera').first().fill('1')
  expect(
    await page
      .getByRole('button', { name: /^Give credits to/ })
      .first()
      .isDisabled(),
  ).toBe(true)
  await inspect(page, 'credits with none left')
  await close()
})

test('a coach who waits for a seat sees why, and their past work, and no form', async () => {
  const { page, close } = await pages.open(launchOf('coach-seatless'))
  await page.getByText('You are waiting for a seat').waitFor()
  await page.getByRole('link', { name: 'help@riverside.example' }).waitFor()
  await page.getByText('You are number 2 of 5 who wait. All are in use.').waitFor()
  await page.getByRole('heading', { name: 'My interactions' }).waitFor()
  expect(await page.getByRole('button', { name: 'Log interaction' }).count()).toBe(0)
  await inspect(page, 'coach without a seat')
  await close()
})
