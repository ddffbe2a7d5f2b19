/** Benchmark tests in a real browser: the roster, giving and taking, what is confirmed by a typed name, results, the student. */

import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openFakeBenchmarks } from '../ui/fake-benchmarks.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  const { students, isOn, address } = openFakeBenchmarks()
  backend.benchmarks.students.splice(0, 99, ...students)
  Object.assign(backend.benchmarks, { isOn, address })
})

async function open(who: Persona = 'teacher', width = 1280): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, '#/benchmarks'), width)
  await page.getByRole('heading', { level: 1, name: 'Benchmark tests' }).waitFor()
  return { page, close }
}
const list = (page: Page) => page.getByRole('table', { name: 'Students and their tests' })
const line = (page: Page, name: string) => list(page).getByRole('row').filter({ hasText: name })
const sent = (start: string) => backend.asked.filter((call) => call.startsWith(start)).length

test('the list is opened from the students, and shows where each test stands', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/students'))
  await page.getByRole('link', { name: 'Benchmark tests' }).click()
  await page.getByRole('heading', { level: 1, name: 'Benchmark tests' }).waitFor()
  await line(page, 'Abdi-Wellington, Amina').getByText('Score 1,412.5').waitFor()
  await line(page, 'Dunn, Dee').getByText('Assigned', { exact: true }).waitFor()
  await page.getByText('Nobody has said where the tests are taken').waitFor()
  await inspect(page, 'benchmark tests, the list')
  await close()
})

test('nobody but teachers and school administrators is offered it; by hand it says why', async () => {
  const { page, close } = await pages.open(launchOf('admin', '#/students'))
  await page.getByRole('heading', { level: 1, name: 'Students' }).waitFor()
  expect(await page.getByRole('link', { name: 'Benchmark tests' }).count()).toBe(0)
  await close()
  const other = await pages.open(launchOf('school-admin', '#/students'))
  await other.page.getByRole('link', { name: 'Benchmark tests' }).waitFor()
  await other.close()
})

test('some are chosen and given the test that each may have; sooner than advised is said, and done', async () => {
  const { page, close } = await open()
  await page.getByRole('checkbox', { name: 'Choose Abdi-Wellington, Amina' }).check()
  await page.getByRole('checkbox', { name: 'Choose Brown, Bo' }).check()
  await page.getByText('1 of them completed the test before less than 90 days ago').waitFor()
  await inspect(page, 'benchmark tests, some chosen')
  await page.getByRole('button', { name: 'Assign test 2 to 1' }).click()
  await page.getByText('Test 2 was assigned to 1 student.').waitFor()
  await line(page, 'Abdi-Wellington, Amina').getByText('Assigned', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: 'Choose Cole, Cy' }).check()
  await page.getByRole('button', { name: 'Take test 2 from 1' }).click()
  await page.getByText('Test 2 was taken from 1 student.').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Dunn, Dee' }).check()
  await page.getByText('Nothing can be assigned to or taken from those chosen now.').waitFor()
  await close()
})

test('taking test 1 again names what goes, and wants the name of the student', async () => {
  const { page, close } = await open()
  await page.getByRole('button', { name: 'Take again: test 1 of Amina Abdi-Wellington' }).click()
  await page
    .getByText(/This destroys the score of test 1 of Amina Abdi-Wellington, completed on Sep/)
    .first()
    .waitFor()
  await inspect(page, 'benchmark tests, taking again')
  const before = sent('POST /api/v1/students/')
  await page.getByRole('button', { name: 'Destroy the score and assign test 1 anew' }).click()
  await page.getByText('Type Amina Abdi-Wellington as it stands here.').waitFor()
  expect(sent('POST /api/v1/students/')).toBe(before)
  await page.getByLabel(/Type the student’s name to confirm/).fill('amina abdi-wellington')
  await page.getByLabel(/Type the student’s name to confirm/).press('Enter')
  await page.getByText('Done. The list shows the test as it is now.').waitFor()
  await line(page, 'Abdi-Wellington, Amina').getByText('Assigned', { exact: true }).waitFor()
  await close()
})

test('a test is invalidated within its hours, after the name was typed', async () => {
  const { page, close } = await open('school-admin')
  await page.getByRole('button', { name: 'Invalidate test 2 of Bo Brown' }).click()
  await page.getByText(/Nothing takes that back/).waitFor()
  await page.getByText(/96 hours after the test was completed/).waitFor()
  await page.getByLabel(/Type the student’s name to confirm/).fill('Bo Brown')
  await inspect(page, 'benchmark tests, invalidating')
  await page.getByRole('button', { name: 'Invalidate test 2', exact: true }).click()
  await line(page, 'Brown, Bo').getByText('Invalidated', { exact: true }).waitFor()
  await close()
})

test('results are looked at first, and rows that can’t be taken keep everything out until they are left out', async () => {
  const { page, close } = await open()
  const choose = async (text: string) => {
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Look at the file' }).click()
  }
  await choose('PKxx')
  await page.getByText('This is no CSV file but a workbook.').waitFor()
  await choose('Student,Test,Started\r\n4002,1,2026-11-20 10:00\r\n')
  await page.getByText('Completed: It can’t have been completed before it began.').first().waitFor()
  const keep = page.getByRole('button', { name: 'Keep 2 results' })
  expect(await keep.isDisabled()).toBe(true)
  await inspect(page, 'benchmark tests, results')
  await page.getByLabel('Leave out the 1 row that can’t be taken').check()
  await keep.click()
  await page.getByText('2 results were kept').waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Get the empty file' }).click()
  expect((await waiting).suggestedFilename()).toBe('benchmark-results.csv')
  await close()
})

test('where the district hasn’t switched them on, it says so and who can', async () => {
  backend.benchmarks.isOn = false
  backend.benchmarks.students.splice(0, 99)
  const { page, close } = await open()
  await page.getByText('Your district has not switched benchmark tests on').waitFor()
  await page.getByText('No student with benchmark tests found').waitFor()
  await inspect(page, 'benchmark tests, off')
  await close()
})

test('a student finds the tests to take first, with the way to them', async () => {
  const { page, close } = await pages.open(launchOf('student'))
  const link = page.getByRole('link', { name: 'Go to the test: benchmark test 2' })
  expect(await link.getAttribute('href')).toBe('https://tests.example/start')
  await page.getByText('You have begun it').waitFor()
  await inspect(page, 'a student with tests to take')
  await close()
  const other = await pages.open(launchOf('student-new'))
  await other.page.getByText('Your teacher tells you where to take it.').waitFor()
  await other.close()
})
