import { describe, expect, test } from 'vitest'
import { openFakeOrganisation, TAKEN_GROUP } from '../ui/fake-organisation.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, type OpenedPage, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

function open(): Promise<OpenedPage> {
  Object.assign(backend.organisation, openFakeOrganisation())
  return pages.open(launchOf('admin', '#/organisation'), 360)
}

describe('the schools', () => {
  test('are listed with what the district knows of them', async () => {
    const { page, close } = await open()
    await page.getByText('+1 914 555 0142').waitFor()
    await inspect(page, 'schools')
    await close()
  })

  test('get their information, and what is no address is said', async () => {
    const { page, close } = await open()
    await page.getByRole('button', { name: 'Edit: Bay View High' }).click()
    const form = page.getByRole('form', { name: 'Information of Bay View High' })
    await form.getByRole('textbox', { name: 'E-mail' }).fill('nobody')
    await form.getByRole('textbox', { name: 'Web site' }).fill('bayview')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Write an address that begins with https://').waitFor()
    await inspect(page, 'a school being edited')
    await form.getByRole('textbox', { name: 'E-mail' }).fill('office@bay.example')
    await form.getByRole('textbox', { name: 'Web site' }).fill('https://bay.example')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('office@bay.example').waitFor()
    await close()
  })
})

describe('groups of schools', () => {
  test('are made, changed and dissolved once one is sure', async () => {
    const { page, close } = await open()
    await page.getByRole('button', { name: 'Make a group' }).click()
    const form = page.getByRole('form', { name: 'Make a group' })
    await form.getByRole('button', { name: 'Save the group' }).click()
    await form.getByText('Give the group a name.').waitFor()
    await form.getByRole('textbox', { name: 'Name of the group' }).fill(TAKEN_GROUP)
    await form.getByRole('searchbox', { name: 'Find a school' }).fill('bay')
    await form.getByRole('checkbox', { name: 'Bay View High' }).check()
    await form.getByRole('button', { name: 'Save the group' }).click()
    await form.getByText('There is a group of this name already.').waitFor()
    await inspect(page, 'a group being made')
    await form.getByRole('textbox', { name: 'Name of the group' }).fill('High schools')
    await form.getByRole('button', { name: 'Save the group' }).click()
    await page.getByText('High schools').waitFor()
    expect(backend.organisation.groups[1]?.schools.map(({ id }) => id)).toEqual(['72'])
    await page.getByRole('button', { name: 'Edit the group: Schools of the waterfront' }).click()
    await page.getByRole('checkbox', { name: 'Bay View High' }).uncheck()
    await page.getByRole('button', { name: 'Save the group' }).click()
    await expect.poll(() => backend.organisation.groups[0]?.schools.length).toBe(1)
    await page.getByRole('button', { name: 'Dissolve the group: High schools' }).click()
    await page.getByText('The group “High schools” goes').waitFor()
    await page.getByRole('button', { name: 'Yes, dissolve it' }).click()
    await page.getByText('High schools', { exact: true }).waitFor({ state: 'detached' })
    await close()
  })
})
