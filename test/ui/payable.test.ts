/** The link to pay by card: only of a page that asks for what is open now. */

import { expect, it } from 'vitest'
import { payableAt } from '../../src/ui/pages/invoices/words.ts'

const page = { url: 'https://pay.example/1', amount: 35_381, currency: 'USD' }

it('is there as long as nothing else is open than its page asks for', () => {
  expect(payableAt(page, { open: 35_381, currency: 'USD' })).toBe(page)
  expect(payableAt(page, { open: 30_000, currency: 'USD' })).toBeUndefined()
  expect(payableAt(page, { open: 35_381, currency: 'EUR' })).toBeUndefined()
  expect(payableAt(undefined, { open: 35_381, currency: 'USD' })).toBeUndefined()
})
