import { describe, expect, test } from 'vitest'
import { openFakeRules, STALE_ADDRESS } from '../ui/fake-rules.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'
import type { Persona } from '../ui/personas.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(who: Persona = 'admin'): Promise<OpenedPage> {
  Object.assign(backend.rules, openFakeRules())
  return pages.open(launchOf(who, '#/rules'), 360)
}

describe('the rules', () => {
  test('say what counts in the district, whose value it is, and what was changed', async () => {
    const { page, close } = await open()
    await page.getByRole('heading', { name: 'Students', exact: true }).waitFor()
    await page.getByText('Locked: schools can’t differ').waitFor()
    await page.getByText('By Pat Nguyen').first().waitFor()
    await page.getByRole('table', { name: 'What was changed' }).getByText('Students may publish').waitFor()
    await inspect(page, 'the rules of the district')
    await close()
  })

  test('are set and locked for the district, and go back to the standard', async () => {
    const { page, close } = await open()
    await page.getByRole('button', { name: 'Change: Students may message teachers' }).click()
    await page.getByRole('combobox', { name: 'Value' }).selectOption('false')
    await page.getByRole('checkbox', { name: 'Schools may not differ' }).check()
    await inspect(page, 'a rule being changed')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => backend.rules.set.get('studentsMayMessageTeachers')).toEqual({ value: false, locked: true })
    await page.getByRole('button', { name: 'Back to the standard: Students may message teachers' }).click()
    await expect.poll(() => backend.rules.set.has('studentsMayMessageTeachers')).toBe(false)
    await close()
  })

  test('of a school say where it differs, and it goes back to the district’s', async () => {
    const { page, close } = await open()
    await page.getByRole('combobox', { name: 'Show the rules of' }).selectOption('71')
    await page.getByText('Set by this school').waitFor()
    await page.getByText('The district says: help@riverside.example').waitFor()
    await page.getByText('Locked by the district').waitFor()
    await inspect(page, 'the rules of a school')
    await page.getByRole('button', { name: 'As the district has it: Support address' }).click()
    await expect.poll(() => backend.rules.set.has('71 supportEmail')).toBe(false)
    await close()
  })

  test('say what they take, and that somebody else was quicker', async () => {
    const { page, close } = await open()
    await page.getByRole('button', { name: 'Change: Least length of a student number' }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill('21')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Write a whole number from 0 to 20.').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Change: Support address' }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill(STALE_ADDRESS)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody else has set this since you opened the page.').waitFor()
    await inspect(page, 'a rule that somebody else has set')
    await close()
  })

  test('are seen in the table of permissions, which is searched in words and says what the district has changed', async () => {
    const { page, close } = await pages.open(launchOf('admin', '#/permissions'), 360)
    const mine = page.getByRole('table', { name: 'What your district decides' })
    await mine
      .getByRole('row', { name: /Where accounts of staff come from/ })
      .getByText('Pat Nguyen')
      .waitFor()
    const every = page.getByRole('table', { name: 'Every permission' })
    await page.getByRole('combobox', { name: 'Role' }).selectOption('coach')
    // Letter by letter: what is found changes, and whoever types stays where they are.
    await page.getByRole('searchbox', { name: 'Find a permission' }).focus()
    await page.keyboard.type('other coaches')
    await every.getByText('See interactions that other coaches logged').waitFor()
    await every.getByText('Closed here').waitFor()
    // On a narrow screen each row is a card, and there is no row of headers.
    expect(await every.getByRole('row').count()).toBe(1)
    await inspect(page, 'the permissions of a coach')
    await page.getByRole('searchbox', { name: 'Find a permission' }).fill('')
    await page.getByRole('combobox', { name: 'Role' }).selectOption('')
    await page.getByRole('checkbox', { name: 'Only what differs from the standard' }).check()
    await every.getByText('Make accounts of administrators').waitFor()
    await every.getByText('See interactions that other coaches logged').waitFor({ state: 'detached' })
    await inspect(page, 'what differs from the standard')
    await page.getByRole('link', { name: 'Change the rule “Where accounts of staff come from”' }).click()
    await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor()
    await close()
  })

  test('of a school administrator are those of their school', async () => {
    const { page, close } = await open('school-admin')
    await page.getByText('Set by this school').waitFor()
    expect(await page.getByRole('option', { name: 'The whole district' }).count()).toBe(0)
    await close()
  })
})
