/** Amounts of invoices: sums, tax, balances, states, and what may stand in the seller's files. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf, formatMoney, priceOf, readAmount, readBilling } from '../../src/seats/billing.ts'
import {
  balanceOf,
  billPurchases,
  creditOf,
  isSound,
  numberOf,
  stateOf,
  sumOf,
  taxOf,
} from '../../src/seats/invoice.ts'
import { readInvoiceFile } from '../../src/seats/invoice-file.ts'
import { PRICES } from '../http/billing-desk.ts'

const amount = fc.integer({ min: 0, max: 1_000_000_000 })
const rate = fc.integer({ min: 0, max: 1_000_000 })

describe('the balance', () => {
  it('is never under nothing: what is too much is a credit, and never both', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, credited, paid, share) => {
          const refunded = Math.floor(paid * share)
          const { open, credit } = balanceOf({ total, credited: Math.min(total, credited), paid, refunded })
          expect(open).toBeGreaterThanOrEqual(0)
          expect(credit).toBeGreaterThanOrEqual(0)
          expect(Math.min(open, credit)).toBe(0)
          expect(open - credit).toBe(total - Math.min(total, credited) - paid + refunded)
        },
      ),
    )
  })

  it('goes with the state: settled only where nothing is open, overdue only after the day', () => {
    fc.assert(
      fc.property(amount, amount, fc.boolean(), (total, paid, isLate) => {
        const invoice = { total, credited: 0, paid, refunded: 0, issuedOn: '2026-01-01', dueOn: '2026-02-01' }
        const state = stateOf(invoice, isLate ? '2026-02-02' : '2026-02-01')
        expect(state === 'paid').toBe(paid >= total)
        expect(state === 'overdue').toBe(paid < total && isLate)
        expect(state === 'part_paid').toBe(paid > 0 && paid < total && !isLate)
      }),
    )
  })

  it('of a draft has no state of money, and of what was taken back whole none either', () => {
    const money = { total: 100, credited: 0, paid: 0, refunded: 0, dueOn: null }
    expect(stateOf({ ...money, issuedOn: null }, '2026-01-01')).toBe('draft')
    expect(stateOf({ ...money, credited: 100, issuedOn: '2026-01-01' }, '2026-01-02')).toBe('cancelled')
    expect(stateOf({ ...money, credited: 40, issuedOn: '2026-01-01' }, '2026-01-02')).toBe('issued')
  })
})

describe('the tax', () => {
  it('is rounded once, half up, and never a cent off the exact share', () => {
    expect(taxOf(2331, 62_500)).toBe(146)
    expect(taxOf(8, 62_500)).toBe(1)
    expect(taxOf(7, 62_500)).toBe(0)
    fc.assert(
      fc.property(amount, rate, (subtotal, ratePpm) => {
        const exact = (subtotal * ratePpm) / 1_000_000
        expect(Math.abs(taxOf(subtotal, ratePpm) - exact)).toBeLessThanOrEqual(0.5 + exact * 1e-12)
      }),
    )
  })

  it('taken back in parts adds up to what was billed, part by part and in the end', () => {
    fc.assert(
      fc.property(
        amount,
        rate,
        fc.array(fc.integer({ min: 1, max: 500_000_000 }), { maxLength: 8 }),
        (subtotal, ratePpm, parts) => {
          const sums = sumOf([{ amount: subtotal }], ratePpm)
          let [credited, creditedTax, creditedNet] = [0, 0, 0]
          for (const wanted of [...parts, sums.total]) {
            const part = Math.min(wanted, sums.total - credited)
            if (part <= 0) break
            const taken = creditOf({ ...sums, credited, creditedTax }, part)
            expect(isSound(taken)).toBe(true)
            expect(taken.subtotal + taken.tax).toBe(part)
            credited += taken.total
            creditedTax += taken.tax
            creditedNet += taken.subtotal
          }
          expect({ subtotal: creditedNet, tax: creditedTax, total: credited }).toEqual(sums)
        },
      ),
    )
  })
})

describe('lines', () => {
  const bought = { kind: 'coaching-seats', title: 'Coaching seats', name: 'PO 1', startsOn: null, endsOn: null }

  it('bill what was bought and not billed yet, and nothing where less is bought than was billed', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (quantity, before) => {
        const { lines } = billPurchases(PRICES, [{ ...bought, quantity, billed: before }])
        const billed = lines.reduce((sum, line) => sum + line.quantity, 0)
        expect(billed).toBe(Math.max(0, quantity - before))
        for (const line of lines) expect(line.amount).toBe(line.quantity * line.unitPrice)
      }),
    )
  })

  it('leave out what has no price, and say what it is', () => {
    const { lines, unpriced } = billPurchases(PRICES, [{ ...bought, kind: 'account-seats', quantity: 3, billed: 0 }])
    expect([lines, unpriced]).toEqual([[], ['account-seats']])
  })

  it('take the price of a product, else that of its kind', () => {
    const prices = [
      { kind: 'product-seats', unitPrice: 5 },
      { kind: 'product-seats:reading', unitPrice: 7 },
    ]
    expect(priceOf({ prices }, 'product-seats:reading')).toBe(7)
    expect(priceOf({ prices }, 'product-seats:maths')).toBe(5)
    expect(priceOf({ prices }, 'coaching-seats')).toBeNull()
  })
})

describe('amounts in words', () => {
  it('are read back as they are written, in currencies with and without decimal places', () => {
    expect([readAmount('1250.00', 'USD'), readAmount('1250', 'JPY'), readAmount('1.234', 'KWD')]).toEqual([
      125_000, 1250, 1234,
    ])
    expect([formatMoney(1_234_500, 'USD'), decimalOf(5, 'USD')]).toEqual(['$12,345.00', '0.05'])
    for (const wrong of ['', '-1', '1,5', '1.234', 'NaN', '1e3', '9999999999999', ' . '])
      expect([wrong, readAmount(wrong, 'USD')]).toEqual([wrong, null])
    expect(readAmount('1.5', 'JPY')).toBeNull()
    fc.assert(
      fc.property(amount, fc.constantFrom('USD', 'JPY', 'KWD'), (value, currency) => {
        expect(readAmount(decimalOf(value, currency), currency)).toBe(value)
      }),
    )
  })

  it('number invoices by their district', () => {
    expect([numberOf('demo', 3), numberOf('demo', 12_345)]).toEqual(['demo-0003', 'demo-12345'])
  })
})

describe('the file of prices', () => {
  it('says all that is wrong in it at once, and no value of it', () => {
    const read = readBilling({
      ...PRICES,
      currency: 'usd',
      prices: [{ kind: 'Coaching', unitPrice: 1.5 }],
      provider: { kind: 'stripe', secretKey: 'sk_live_SECRET', webhookSecret: '${OK}' },
      extra: 1,
    })
    const faults = 'faults' in read ? read.faults.join('\n') : ''
    for (const place of ['currency', 'prices/0/kind', 'prices/0/unitPrice', 'provider/secretKey', '"extra"'])
      expect(faults).toContain(place)
    expect(faults).not.toContain('SECRET')
  })

  it('knows no price twice and no currency that there isn’t', () => {
    const price = { kind: 'coaching-seats', unitPrice: 1 }
    expect(readBilling({ ...PRICES, prices: [price, price] })).toEqual({
      faults: ['prices: "coaching-seats" stands twice'],
    })
    expect(readBilling({ ...PRICES, currency: 'XQX' })).toEqual({ faults: ['currency: no currency of ISO 4217'] })
    expect('settings' in readBilling(PRICES)).toBe(true)
  })
})

describe('the seller’s own invoices', () => {
  const line = { description: 'Seats', quantity: 2, unitPrice: 150 }
  const invoice = {
    number: 'S-1',
    currency: 'USD',
    issuedOn: '2026-10-01',
    dueOn: '2026-10-31',
    seller: 'Seller',
    billTo: 'District',
    tax: 20,
    total: 320,
    lines: [line],
  }

  it('are taken where lines and tax add up', () => {
    const read = readInvoiceFile({ invoices: [invoice] })
    expect('invoices' in read ? read.invoices[0] : read).toMatchObject({
      subtotal: 300,
      tax: 20,
      total: 320,
      taxName: 'Tax',
    })
  })

  it.each([
    ['sums that differ', { total: 321 }, 'invoices/0/total'],
    ['a day that is none', { issuedOn: '2026-02-31' }, 'invoices/0'],
    ['a due day before the issue', { dueOn: '2026-09-30' }, 'invoices/0/dueOn'],
    ['a purchase without its kind', { lines: [{ ...line, purchase: 'PO' }] }, 'invoices/0/lines/0/purchase'],
    ['an amount that is no whole number', { total: 3.2 }, 'invoices/0/total'],
    ['no lines', { lines: [] }, 'invoices/0/lines'],
    ['something more', { paid: true }, '"paid"'],
  ])('are refused with %s, and with its place', (_what, over, place) => {
    const read = readInvoiceFile({ invoices: [{ ...invoice, ...over }] })
    expect('faults' in read ? read.faults.join('\n') : '').toContain(place)
  })

  it('are refused where a number stands twice', () => {
    expect(readInvoiceFile({ invoices: [invoice, invoice] })).toEqual({ faults: ['invoices/1/number: stands twice'] })
  })
})
