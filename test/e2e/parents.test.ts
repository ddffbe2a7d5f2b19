import { describe, expect, test } from 'vitest'
import { openFakeParents, WRONG_NUMBER } from '../ui/fake-parents.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

describe('the parent portal', () => {
  test('takes who a parent is, and says what is missing or no number', async () => {
    Object.assign(backend.parents, openFakeParents())
    const { page, close } = await pages.open('/#/parents/riverside', 360)
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByText('Fill this in.').first().waitFor()
    for (const [name, text] of [
      ['Your given name', 'Ana'],
      ['Your family name', 'Rivera'],
      ['Your e-mail', 'ana@mail.example'],
      ['Name of your child', 'Leo Rivera'],
      ['Student number of your child', WRONG_NUMBER],
    ] as const)
      await page.getByRole('textbox', { name }).fill(text)
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByText('This is no student number').waitFor()
    await inspect(page, 'a parent with a wrong number')
    await page.getByRole('textbox', { name: 'Student number of your child' }).fill('00413')
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByText('Thank you, that has arrived').waitFor()
    await inspect(page, 'a parent has registered')
    expect(backend.parents.registrations.at(-1)).toMatchObject({ familyName: 'Rivera', studentNumber: '00413' })
    await close()
  })

  test('says so where the district has not opened it', async () => {
    Object.assign(backend.parents, openFakeParents(), { isOpen: false })
    const { page, close } = await pages.open('/#/parents/riverside', 360)
    await page.getByRole('heading', { name: 'Parents can’t register here' }).waitFor()
    expect(await page.getByRole('form').count()).toBe(0)
    await inspect(page, 'a parent portal that is closed')
    await close()
  })

  test('has a logo and a list of who registered, for administrators', async () => {
    Object.assign(backend.parents, openFakeParents())
    const { page, close } = await pages.open(launchOf('admin', '#/organisation'), 360)
    const form = page.getByRole('form', { name: 'Logo' })
    const choose = form.getByLabel('Choose a logo')
    await choose.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
    await form.getByRole('button', { name: 'Put it up' }).click()
    await form.getByText('This is no PNG and no JPEG.').waitFor()
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64')
    await choose.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
    await form.getByRole('button', { name: 'Put it up' }).click()
    await form.getByAltText('The logo as parents see it').waitFor()
    await page.getByRole('table', { name: 'Registrations' }).getByText('00412').waitFor()
    await inspect(page, 'the parent portal of administrators')
    await form.getByRole('button', { name: 'Take the logo away' }).click()
    await form.getByText('No logo yet.').waitFor()
    await close()
  })
})
