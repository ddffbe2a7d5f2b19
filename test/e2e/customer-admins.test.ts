import { describe, expect, test } from 'vitest'
import { openFakeCustomer } from '../ui/fake-customer.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

describe('the administrators of a customer', () => {
  test('see each other among the staff, keep one out and let them in again, and not themself', async () => {
    backend.customer.administrators = openFakeCustomer().administrators
    const { page, close } = await pages.open(launchOf('customer', '#/staff'), 360)
    const card = page.locator('section', { has: page.getByRole('heading', { name: 'Administrators of the customer' }) })
    await card.getByText('Grace Hopper (you)').waitFor()
    await inspect(page, 'administrators of a customer')
    expect(await card.getByRole('button', { name: 'Suspend Grace Hopper' }).count()).toBe(0)
    expect(await card.getByRole('button', { name: 'Suspend new@acme.example' }).count()).toBe(0)
    await card.getByRole('button', { name: 'Suspend Ada Lovelace-Byron' }).click()
    await card.getByText('They are signed out at once').waitFor()
    await inspect(page, 'administrator of a customer being suspended')
    await card.getByRole('button', { name: 'Yes' }).click()
    await card.getByText('Ada Lovelace-Byron is suspended.').waitFor()
    expect(backend.customer.administrators.map(({ status }) => status)).toEqual(['suspended', 'active', 'invited'])
    await card.getByRole('button', { name: 'Let in again: Ada Lovelace-Byron' }).click()
    await card.getByRole('button', { name: 'Yes' }).click()
    await card.getByText('Ada Lovelace-Byron can sign in again.').waitFor()
    await close()
  })

  test('are nothing to those of a district', async () => {
    const { page, close } = await pages.open(launchOf('admin', '#/staff'), 360)
    await page.getByRole('heading', { name: 'Staff', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Add a person' }).first().waitFor()
    expect(await page.getByText('Administrators of the customer').count()).toBe(0)
    await close()
  })
})
