/** Invoices and payments. Amounts are whole numbers of the currency's smallest unit: 4900 of USD are 49.00. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable } from './shapes.ts'

const Amount = Type.Integer({ minimum: 0 })
const Currency = Type.String({ description: 'ISO 4217.' })
const Words = Type.String()
const Way = Type.Union([Type.Literal('card'), Type.Literal('bank'), Type.Literal('cheque'), Type.Literal('other')])

/** `GET /api/v1/billing` */
export const BillingArea = exactly({
  invoices: Amount,
  sums: Type.Array(
    exactly({
      currency: Currency,
      open: Amount,
      overdue: Type.Integer({ minimum: 0, description: 'Of what is open.' }),
      credit: Type.Integer({ minimum: 0, description: 'Paid above what was owed.' }),
    }),
    { description: 'By currency; empty: there is no invoice.' },
  ),
  hasPrices: Type.Boolean({ description: 'The seller has set up prices in this installation.' }),
  card: nullable(Type.String({ description: 'Who takes cards; null: nobody.' })),
})
export type BillingArea = Static<typeof BillingArea>

const InvoiceRef = exactly({ id: Id, name: Type.String({ description: 'As people name it: `demo-0003`.' }) })

const invoice = {
  id: Id,
  name: Words,
  sellerNumber: nullable(Words),
  state: Type.Union([
    Type.Literal('issued'),
    Type.Literal('part_paid'),
    Type.Literal('paid'),
    Type.Literal('overdue'),
    Type.Literal('cancelled'),
    Type.Literal('credit_note'),
  ]),
  credits: Type.Union([InvoiceRef, Type.Null()], { description: 'Of a credit note: the invoice that it takes back.' }),
  issuedOn: DateOnly,
  dueOn: DateOnly,
  currency: Currency,
  total: Amount,
  paid: Type.Integer({ minimum: 0, description: 'Without what went back.' }),
  credited: Amount,
  open: Amount,
  credit: Amount,
  orderNumber: nullable(Words),
}
export const Invoice = exactly(invoice)
export type Invoice = Static<typeof Invoice>

/** `GET /api/v1/invoices`: the latest 500. */
export const Invoices = exactly({ items: Type.Array(Invoice), total: Amount })
export type Invoices = Static<typeof Invoices>

export const InvoiceParams = exactly({ invoiceId: Id })

/** `GET /api/v1/invoices/{invoiceId}` */
export const InvoiceDetail = exactly({
  ...invoice,
  seller: Words,
  billTo: Words,
  remittance: Words,
  reason: nullable(Words),
  subtotal: Amount,
  tax: Amount,
  taxName: nullable(Words),
  taxRatePpm: Type.Integer({ minimum: 0, description: 'Millionths; 0: none, or as the seller reckoned it.' }),
  lines: Type.Array(
    exactly({
      description: Words,
      quantity: Type.Integer({ minimum: 1 }),
      startsOn: nullable(DateOnly),
      endsOn: nullable(DateOnly),
      unitPrice: Amount,
      amount: Amount,
    }),
  ),
  history: Type.Array(
    exactly({
      what: Type.Union([
        Type.Literal('issued'),
        Type.Literal('order'),
        Type.Literal('payment'),
        Type.Literal('refund'),
        Type.Literal('credit_note'),
        Type.Literal('odd', { description: 'The provider told of a payment that does not fit.' }),
      ]),
      at: Type.String({ description: 'A day of the district, or an instant in UTC.' }),
      amount: nullable(Amount),
      way: nullable(Way),
      reference: nullable(Words),
      by: nullable(Words),
    }),
    { description: 'The latest first.' },
  ),
  card: nullable(Type.String({ description: 'Who takes a card for what is open; null: nobody.' })),
})
export type InvoiceDetail = Static<typeof InvoiceDetail>

/** `POST /api/v1/invoices/{invoiceId}/purchase-order` */
export const PurchaseOrderBody = exactly({ orderNumber: Type.String({ minLength: 1, maxLength: 100 }) })
export type PurchaseOrderBody = Static<typeof PurchaseOrderBody>

/** `POST /api/v1/invoices/{invoiceId}/checkout` */
export const Checkout = exactly({
  url: Type.String({ description: 'A page of the provider. Open it in a window of its own.' }),
  amount: Amount,
  currency: Currency,
})
export type Checkout = Static<typeof Checkout>

/** `GET /api/v1/payments`: the latest 1,000. */
export const Payments = exactly({
  items: Type.Array(
    exactly({
      id: Id,
      invoice: InvoiceRef,
      isRefund: Type.Boolean(),
      way: Way,
      amount: Amount,
      currency: Currency,
      paidOn: DateOnly,
      reference: Words,
    }),
  ),
  total: Amount,
})
export type Payments = Static<typeof Payments>
