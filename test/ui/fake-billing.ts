/** Invoices for the fake backend: one overdue, one paid in part, one paid too much, one taken back by its credit note. */

import type { InvoiceDetail, Payments } from '../../src/http/contract/invoices.ts'
import { found, Refused } from './fake-answers.ts'

export interface FakeBilling {
  readonly invoices: InvoiceDetail[]
  readonly payments: Payments['items'][number][]
  hasPrices: boolean
  card: string | null
}

interface Asked {
  readonly backend: { readonly billing: FakeBilling }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const LINES = [
  {
    description: 'Coaching seats',
    quantity: 60,
    startsOn: '2026-08-01',
    endsOn: '2027-06-30',
    unitPrice: 14_900,
    amount: 894_000,
  },
  {
    description: 'A long name of something that was bought, with-a-word-that-has-no-end-and-goes-on',
    quantity: 3,
    startsOn: null,
    endsOn: '2027-06-30',
    unitPrice: 450,
    amount: 1350,
  },
]

function invoice(number: number, over: Partial<InvoiceDetail>): InvoiceDetail {
  return {
    id: String(number),
    name: `riverside-${String(number).padStart(4, '0')}`,
    sellerNumber: null,
    state: 'issued',
    credits: null,
    issuedOn: `2026-1${number > 2 ? 1 : 0}-0${number}`,
    dueOn: '2026-12-22',
    currency: 'USD',
    subtotal: 895_350,
    tax: 55_959,
    taxName: 'Sales tax',
    taxRatePpm: 62_500,
    total: 951_309,
    paid: 0,
    credited: 0,
    open: 951_309,
    credit: 0,
    orderNumber: null,
    seller: 'Sample Learning Supplies\n100 Example Street\naccounts@seller.example',
    billTo: 'Riverside Unified School District\nAccounts payable',
    remittance: 'By bank transfer to account 0000 of Sample Bank.\nPut the number of the invoice on it.',
    reason: null,
    lines: LINES,
    history: [
      {
        what: 'issued',
        at: `2026-1${number > 2 ? 1 : 0}-0${number}`,
        amount: null,
        way: null,
        reference: null,
        by: null,
      },
    ],
    card: 'Stripe',
    ...over,
  }
}

const step = (what: InvoiceDetail['history'][number]['what'], at: string, over: object = {}) => ({
  what,
  at,
  amount: null,
  way: null,
  reference: null,
  by: null,
  ...over,
})

export function openFakeBilling(): FakeBilling {
  const paid = { amount: 951_309, way: 'bank', reference: 'Transfer 4471' } as const
  return {
    hasPrices: true,
    card: 'Stripe',
    invoices: [
      invoice(1, {
        state: 'paid',
        paid: 951_309 + 1000,
        open: 0,
        credit: 1000,
        card: null,
        orderNumber: 'PO-2026-118',
        history: [
          step('odd', '2026-10-20T15:00:00.000Z'),
          step('payment', '2026-10-12T15:00:00.000Z', { ...paid, amount: 952_309 }),
          step('order', '2026-10-02T14:00:00.000Z', { reference: 'PO-2026-118', by: 'Bill Nguyen' }),
          step('issued', '2026-10-01'),
        ],
      }),
      invoice(2, { state: 'overdue', dueOn: '2026-11-02' }),
      invoice(3, { state: 'cancelled', credited: 951_309, open: 0, card: null }),
      invoice(4, {
        state: 'credit_note',
        credits: { id: '3', name: 'riverside-0003' },
        open: 0,
        card: null,
        reason: 'Billed twice',
      }),
      invoice(5, { state: 'part_paid', paid: 100_000, open: 851_309 }),
    ],
    payments: [
      payment('2', '5', { ...paid, amount: 100_000, way: 'card', reference: 'pi_3NzKfG2eZvKYlo2C0123456789abcdef' }),
      payment('3', '1', { isRefund: true, amount: 500, reference: 'Transfer 4480' }),
      payment('1', '1', { ...paid, amount: 952_309 }),
    ],
  }
}

function payment(id: string, of: string, over: Partial<Payments['items'][number]>): Payments['items'][number] {
  const about = { invoice: { id: of, name: `riverside-000${of}` }, isRefund: false, currency: 'USD' }
  return { id, ...about, way: 'bank', amount: 1, paidOn: `2026-10-1${id}`, reference: 'x', ...over }
}

const one = ({ backend, params }: Asked) => found(backend.billing.invoices.find(({ id }) => id === params['invoiceId']))

const sum = (parts: readonly number[]) => parts.reduce((all, each) => all + each, 0)

export const billingHandlers = {
  'GET /api/v1/billing': ({ backend: { billing } }: Asked) => {
    const { invoices, hasPrices, card } = billing
    const overdue = sum(invoices.filter(({ state }) => state === 'overdue').map(({ open }) => open))
    const sums = { currency: 'USD', open: sum(invoices.map(({ open }) => open)), overdue }
    const credit = sum(invoices.map((each) => each.credit))
    return { invoices: invoices.length, sums: invoices.length === 0 ? [] : [{ ...sums, credit }], hasPrices, card }
  },
  'GET /api/v1/invoices': ({ backend }: Asked) => ({
    items: backend.billing.invoices.map(listed),
    total: backend.billing.invoices.length,
  }),
  'GET /api/v1/invoices/export': () => '\uFEFFnumber\r\nriverside-0001\r\n',
  'GET /api/v1/invoices/{invoiceId}': (asked: Asked) => one(asked),
  'GET /api/v1/invoices/{invoiceId}/pdf': (asked: Asked) => {
    one(asked)
    return new Blob(['%PDF-1.7'], { type: 'application/pdf' })
  },
  'POST /api/v1/invoices/{invoiceId}/purchase-order': (asked: Asked) => {
    const known = one(asked)
    const number = String(asked.body['orderNumber'])
    if (number.startsWith('='))
      throw new Refused(422, 'order_number', 'The number of an order begins with a letter or digit.')
    const given = step('order', '2026-11-22T15:00:00.000Z', { reference: number, by: 'Bill Nguyen' })
    Object.assign(known, { orderNumber: number, history: [given, ...known.history] })
    return null
  },
  'POST /api/v1/invoices/{invoiceId}/checkout': (asked: Asked) => {
    const { open, currency } = one(asked)
    return { url: 'https://checkout.stripe.example/pay/cs_1', amount: open, currency }
  },
  'GET /api/v1/payments': ({ backend }: Asked) => ({
    items: backend.billing.payments,
    total: backend.billing.payments.length,
  }),
  'GET /api/v1/payments/export': () => '\uFEFFpayment\r\n1\r\n',
}

function listed(each: InvoiceDetail) {
  const { id, name, sellerNumber, state, credits, issuedOn, dueOn, currency, total, paid, credited, open, credit } =
    each
  const { orderNumber } = each
  return {
    id,
    name,
    sellerNumber,
    state,
    credits,
    issuedOn,
    dueOn,
    currency,
    total,
    paid,
    credited,
    open,
    credit,
    orderNumber,
  }
}
