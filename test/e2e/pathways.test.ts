/** Pathways in a real browser: made and changed by those who may, students enrolled and steps marked, the student's own. */

import { beforeEach, expect, test } from 'vitest'
import { openFakePathways } from '../ui/fake-pathways.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  const { pathways, students } = openFakePathways()
  backend.pathways.pathways.splice(0, 99, ...pathways)
  backend.pathways.students.splice(0, 99, ...students)
})

async function open(who: Persona, hash = '#/pathways/51'): Promise<OpenedPage> {
  const { page, close } = await pages.open(launchOf(who, hash))
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, close }
}

test('a teacher comes from the students, sees where each stands, enrols, takes out, and marks steps', async () => {
  const { page, close } = await pages.open(launchOf('teacher', '#/students'))
  await page.getByRole('link', { name: 'Pathways' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pathways' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Make a pathway' }).count()).toBe(0)
  await inspect(page, 'pathways, a teacher')
  await page.getByRole('link', { name: 'Fractions, from halves to percentages' }).click()
  const row = (name: string) => page.getByRole('table', { name: 'Students' }).getByRole('row').filter({ hasText: name })
  await row('Abdi-Wellington').getByText('1 of 3, next: Thirds, and what they have to do with a clock').waitFor()
  await row('Dunn').getByText('In another pathway').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Cole, Cy' }).check()
  await page.getByRole('button', { name: 'Enrol 1' }).click()
  await row('Cole').getByText('0 of 3').waitFor()
  await page.getByRole('button', { name: 'Choose all 4 students shown' }).click()
  await page.getByLabel('Step', { exact: true }).selectOption('Percentages')
  await inspect(page, 'a pathway, some chosen')
  await page.getByRole('button', { name: 'Mark as done for 3' }).click()
  await row('Brown').getByText('1 of 3').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Dunn, Dee' }).check()
  await page.getByText('Those chosen are in another pathway.').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Dunn, Dee' }).uncheck()
  await page.getByRole('checkbox', { name: 'Choose Brown, Bo' }).check()
  await page.getByRole('button', { name: 'Take 1 out' }).click()
  await row('Brown').getByText('Not in it').waitFor()
  await close()
})

test('an administrator of the district makes one, changes its steps, and takes it out while nobody is in it', async () => {
  const { page, close } = await open('admin', '#/pathways')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Fill this in.').first().waitFor()
  await page.getByLabel('Name').fill('Decimals')
  await page.getByLabel('Grade, as the roster writes it').fill('05')
  await page.getByLabel('Step 1', { exact: true }).fill('Tenths')
  await page.getByLabel('Product of step 1').selectOption('Reading Plus')
  await page.getByRole('button', { name: 'Another step' }).click()
  await page.getByLabel('Step 2', { exact: true }).fill('Hundredths')
  await page.getByLabel('Web address of step 2').fill('http://work.example')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Write addresses that begin with https://').waitFor()
  await page.getByLabel('Web address of step 2').fill('https://work.example')
  await page.getByRole('button', { name: 'Step 2 further up' }).click()
  await inspect(page, 'pathways, making one')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'The pathway was saved' }).click()
  await page.getByRole('heading', { level: 1, name: 'Decimals' }).waitFor()
  expect(
    await page
      .getByRole('listitem')
      .filter({ hasText: /Tenths|Hundredths/ })
      .allTextContents(),
  ).toEqual([expect.stringContaining('Hundredths'), expect.stringContaining('Tenths')])
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('button', { name: 'Take step 1 out' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Change' }).waitFor()
  await page.getByRole('button', { name: 'Take this pathway out' }).click()
  await page.getByRole('button', { name: 'Yes, take it out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pathways' }).waitFor()
  await close()
})

test('one that students are in stays; its page says why', async () => {
  const { page, close } = await open('admin')
  expect(await page.getByRole('button', { name: 'Take this pathway out' }).isDisabled()).toBe(true)
  await page.getByText('their teachers take them out first').waitFor()
  await inspect(page, 'a pathway, an administrator')
  await close()
})

test('a student sees the own pathway, what is done and what comes next', async () => {
  const { page, close } = await pages.open(launchOf('student'))
  await page.getByText('My pathway: Fractions, from halves to percentages').waitFor()
  await page.getByText('1 of 3 steps are done').waitFor()
  const link = page.getByRole('link', { name: 'Open Thirds, and what they have to do with a clock' })
  expect(await link.getAttribute('href')).toBe('https://work.example/2')
  await inspect(page, 'a student with a pathway')
  await close()
})
