import { describe, expect, test } from 'vitest'
import { STALE_VALUE, openFakeRoster } from '../ui/fake-roster.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(hash: string): Promise<OpenedPage> {
  Object.assign(backend.roster, openFakeRoster())
  backend.roster.records.clear()
  for (const [key, record] of openFakeRoster().records) backend.roster.records.set(key, record)
  return pages.open(launchOf('admin', hash), 360)
}

describe('the people', () => {
  test('are found by name and opened', async () => {
    const { page, close } = await open('#/people')
    await page.getByText('1 to 15 of 24').waitFor()
    await inspect(page, 'people')
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('álvarez')
    await page.getByRole('link', { name: 'Álvarez-Montgomery, Inés' }).click()
    await page.getByRole('heading', { name: 'Inés Álvarez-Montgomery' }).waitFor()
    await close()
  })
})

describe('a person', () => {
  test('shows who owns each field, and what the feed says where somebody edited it', async () => {
    const { page, close } = await open('#/people/900')
    await page.getByText('The feed says: Ines').waitFor()
    await page.getByText('The feed says the same by now').waitFor()
    await page.getByText('From the feed').first().waitFor()
    await page.getByRole('button', { name: 'Edit: E-mail' }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor()
    await inspect(page, 'a person with a field being edited')
    await close()
  })

  test('shows why they have each role and seat: row, rule, run, ledger', async () => {
    const { page, close } = await open('#/people/900')
    await page.getByText('Coach at school lincoln').waitFor()
    await page.getByText('sis-nightly: row 412 of users.csv, record u-900').waitFor()
    await page.getByText('By rule district:1 of the role map').waitFor()
    await page.getByText('Teaches the class, as the feed says').waitFor()
    await page.getByText('Given by hand').waitFor()
    await page.getByText('Needed for: Coach').waitFor()
    await inspect(page, 'a person with every reason')
    await close()
  })

  test('is edited by hand and given back', async () => {
    const { page, close } = await open('#/people/900')
    await page.getByRole('button', { name: 'Edit: User name' }).click()
    await page.getByRole('textbox', { name: 'User name' }).fill('ines')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The feed says: i.alvarez-montgomery').waitFor()
    await page.getByText('Edited by Pat Nguyen').waitFor()
    await page.getByRole('button', { name: 'Give back to the feed: User name' }).click()
    await page.getByText('The feed says: i.alvarez-montgomery').waitFor({ state: 'detached' })
    await close()
  })

  test('says so where the field has changed meanwhile', async () => {
    const { page, close } = await open('#/people/900')
    await page.getByRole('button', { name: 'Edit: User name' }).click()
    await page.getByRole('textbox', { name: 'User name' }).fill(STALE_VALUE)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This field has changed since you opened the page.').waitFor()
    await inspect(page, 'a person with a stale field')
    await close()
  })

  test('who is not there says so', async () => {
    const { page, close } = await open('#/people/1')
    await page.getByText('This is not here any more').waitFor()
    await close()
  })
})

describe('a school', () => {
  test('is found beside the people, and its name is mended and given back', async () => {
    const { page, close } = await open('#/people')
    await page.getByRole('link', { name: 'Lincoln Middle School' }).click()
    await page.getByText('The feed says: LINCOLN MS').waitFor()
    await inspect(page, 'a school')
    await page.getByRole('button', { name: 'Edit: Name' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Lincoln Middle')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Edited by Pat Nguyen').waitFor()
    await page.getByRole('button', { name: 'Give back to the feed: Name' }).click()
    await page.getByText('From the feed').waitFor()
    await page.getByRole('link', { name: 'Science 7, period 4' }).click()
    await page.getByRole('heading', { level: 1, name: 'Science 7, period 4' }).waitFor()
    await page.getByRole('link', { name: 'Lincoln Middle School' }).waitFor()
    await close()
  })
})

describe('somebody’s days in a class', () => {
  test('are shown in the class, mended on their own page and given back', async () => {
    const { page, close } = await open('#/classes/801')
    await page.getByText('Aug 12, 2026 – Jun 4, 2027').waitFor()
    await page.getByRole('link', { name: 'Edit role and days: Inés Álvarez-Montgomery' }).click()
    await page.getByRole('heading', { name: 'Inés Álvarez-Montgomery in Science 7, period 4' }).waitFor()
    expect(await page.getByText('In the class', { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Edit: First day' }).click()
    await page.getByLabel('First day').fill('2026-09-01')
    await page.getByRole('button', { name: 'Edit: Role' }).click()
    await inspect(page, 'somebody’s days in a class')
    await page.getByRole('button', { name: 'Save' }).nth(1).click()
    await page.getByText('Sep 1, 2026').waitFor()
    await page.getByLabel('Role', { exact: true }).selectOption('Proctor')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Proctor').waitFor()
    await page.getByRole('button', { name: 'Edit: Primary teacher' }).click()
    await page.getByLabel('Primary teacher').selectOption('Yes')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The feed says: No').waitFor()
    expect(backend.roster.records.get('enrolments/sis-nightly/e-0')?.fields.map(({ value }) => value)).toEqual([
      'proctor',
      true,
      '2026-09-01',
      '2027-06-04',
      true,
    ])
    await page.getByRole('button', { name: 'Give back to the feed: Last day' }).click()
    await page.getByText('Jun 4, 2027').waitFor({ state: 'detached' })
    await close()
  })
})

describe('a class', () => {
  test('takes somebody out and gives them back, puts somebody in', async () => {
    const { page, close } = await open('#/classes/801')
    await page.getByText('Taken out by Dana Director').first().waitFor()
    await page.getByText('Put in by Dana Director').first().waitFor()
    await inspect(page, 'a class')
    await page.getByRole('button', { name: 'Take out of the class: Inés Álvarez-Montgomery' }).click()
    await page.getByText('Inés Álvarez-Montgomery is out of the class and stays out').waitFor()
    await page.getByRole('button', { name: 'Give back to the feed: Inés Álvarez-Montgomery' }).click()
    await page.getByRole('button', { name: 'Take out of the class: Inés Álvarez-Montgomery' }).waitFor()
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('robin 9')
    await page.getByRole('button', { name: 'Put in', exact: true }).click()
    await page.getByText('Robin 9 Student 09 is in the class and stays there').waitFor()
    await page.getByRole('link', { name: 'Student 09, Robin 9' }).waitFor()
    await inspect(page, 'a class with somebody put in')
    await close()
  })
})
