/** The pages of invoices and payments. */

import { beforeEach, expect, test } from 'vitest'
import { openFakeBilling } from '../ui/fake-billing.ts'
import { inspect } from '../ui/looks.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()
const { backend } = pages

beforeEach(() => {
  Object.assign(backend, { billing: openFakeBilling() })
  backend.asked.length = 0
})

const asked = (start: string) => backend.asked.filter((call) => call.startsWith(start))

test('the billing office lands at its invoices: what is to be paid, what is overdue, every payment', async () => {
  const { page, close } = await pages.open(launchOf('billing'))
  await page.getByRole('heading', { level: 1, name: 'Invoices and payments' }).waitFor()
  await page.getByText('$18,026.18 to be paid').waitFor()
  await page.getByText('$9,513.09 of it is overdue').waitFor()
  await page.getByText('$10.00 was paid too much').waitFor()
  await inspect(page, 'invoices')
  await page.getByLabel('Show').selectOption('open')
  await page.getByRole('link', { name: 'riverside-0005' }).first().waitFor()
  expect(await page.getByRole('table', { name: 'Invoices' }).getByRole('link').allTextContents()).toEqual([
    'riverside-0005',
    'riverside-0002',
  ])
  await page.getByRole('link', { name: 'Licences', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor()
  await page.getByText('used').first().waitFor()
  await close()
})

test('an invoice takes the number of an order, is saved as PDF, and is paid at the provider’s', async () => {
  const { page, close } = await pages.open(launchOf('billing', '#/invoices/2'))
  await page.getByRole('heading', { level: 1, name: 'Invoice riverside-0002' }).waitFor()
  await inspect(page, 'invoice')
  await page.getByRole('button', { name: 'Give the number' }).click()
  await page.getByText('Type the number of the order.').waitFor()
  expect(asked('POST /api/v1/invoices')).toHaveLength(0)
  await page.getByLabel('Number of the order').fill('=1')
  await page.keyboard.press('Enter')
  await page.getByText('The number of an order begins with a letter or digit.').waitFor()
  await page.getByLabel('Number of the order').fill('PO-7')
  await page.keyboard.press('Enter')
  await page.getByText('Order PO-7 stands on the invoice now.').waitFor()
  await page.getByText('Purchase order PO-7 received from Bill Nguyen').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('riverside-0002.pdf')
  await page.getByRole('button', { name: 'Pay by card' }).click()
  const link = page.getByRole('link', { name: 'Go to Stripe and pay $9,513.09' })
  expect(await link.getAttribute('href')).toBe('https://checkout.stripe.example/pay/cs_1')
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer'])
  await inspect(page, 'invoice to be paid by card')
  await close()
})

test('where no card is taken there is none to choose; what is settled can’t be paid again', async () => {
  for (const one of backend.billing.invoices) Object.assign(one, { card: null })
  const open = await pages.open(launchOf('billing', '#/invoices/2'))
  await open.page.getByRole('heading', { name: 'By purchase order' }).waitFor()
  expect(await open.page.getByRole('button', { name: 'Pay by card' }).count()).toBe(0)
  await open.close()
  const paid = await pages.open(launchOf('billing', '#/invoices/1'))
  await paid.page.getByText('Paid too much: $10.00').waitFor()
  await paid.page.getByText('told of a payment that doesn’t fit').waitFor()
  expect(await paid.page.getByRole('heading', { name: /^Pay / }).count()).toBe(0)
  await inspect(paid.page, 'invoice paid too much')
  await paid.close()
  const note = await pages.open(launchOf('billing', '#/invoices/4'))
  await note.page.getByRole('heading', { level: 1, name: 'Credit note riverside-0004' }).waitFor()
  await note.page.getByText('Why: Billed twice').waitFor()
  await inspect(note.page, 'credit note')
  await note.close()
})

test('an administrator gets there from the licences; without an invoice it says what to do next', async () => {
  Object.assign(backend.billing, { invoices: [], payments: [], hasPrices: false })
  const { page, close } = await pages.open(launchOf('admin'))
  await page.getByRole('link', { name: 'Invoices and payments' }).click()
  await page.getByText('No invoices yet').waitFor()
  await page.getByText('No prices are set up in this installation.').waitFor()
  await page.getByText('staffroom invoice import').waitFor()
  await inspect(page, 'no invoices')
  await close()
})

test('an invoice that isn’t there says so under its heading', async () => {
  const { page, close } = await pages.open(launchOf('billing', '#/invoices/99'))
  await page.getByRole('heading', { level: 1, name: 'Invoices and payments' }).waitFor()
  await page.getByText('There is nothing with that number').waitFor()
  await close()
})

test.each([
  ['done', 'You have paid at the payment provider', 'The payment is noted on the invoice once'],
  ['left', 'You left the payment page', 'If you had not finished paying there, nothing was paid'],
])(
  'whoever comes back from the provider (%s) without a session in that window is told what became of it, and nothing of a district',
  async (came, title, says) => {
    const { page, close } = await pages.open(`/#/invoices/2?card=${came}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(says).waitFor()
    await page.getByText('look at your invoices in Staffroom where you opened it').waitFor()
    expect(await page.locator('body').textContent()).not.toMatch(/riverside|\$|0002/i)
    expect(backend.asked).toEqual([])
    await inspect(page, `back from the payment page ${came}`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await close()
  },
)

test('whoever comes back to a session is at the invoice', async () => {
  const { page, close } = await pages.open(launchOf('billing', '#/invoices/2?card=done'))
  await page.getByRole('heading', { level: 1, name: 'Invoice riverside-0002' }).waitFor()
  await page.getByText('Thank you. The payment is shown here once Stripe has told it').waitFor()
  await close()
})
