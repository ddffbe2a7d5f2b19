/** Invoices, one invoice with its history, and payments, as the billing office sees them. */

import type { BillingAreaGrant, InvoiceGrant, PaymentGrant } from '../../access/billing.ts'
import type { BillingSettings } from '../../seats/billing.ts'
import { decimalOf, formatMoney } from '../../seats/billing.ts'
import {
  balanceOf,
  type InvoiceLine,
  type InvoiceState,
  numberOf,
  type PaymentWay,
  stateOf,
} from '../../seats/invoice.ts'
import { type PaymentProvider, takesCurrency } from '../../seats/payment-provider.ts'
import {
  type CreditNoteRow,
  findInvoice,
  type InvoiceRow,
  listCreditNotes,
  listInvoiceLines,
  listInvoices,
} from '../../store/seats/invoices.ts'
import {
  countPayments,
  listOddEvents,
  listPayments,
  listPurchaseOrders,
  type PaymentRow,
} from '../../store/seats/payments.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface InvoiceView {
  readonly id: string
  /** As people name it: `demo-0003`. */
  readonly name: string
  readonly sellerNumber: string | null
  readonly state: Exclude<InvoiceState, 'draft'> | 'credit_note'
  /** Of a credit note: the invoice that it takes back. */
  readonly credits: { readonly id: string; readonly name: string } | null
  readonly issuedOn: string
  readonly dueOn: string
  readonly currency: string
  readonly total: number
  readonly paid: number
  readonly credited: number
  readonly open: number
  readonly credit: number
  readonly orderNumber: string | null
}

export interface InvoiceDetailView extends InvoiceView {
  readonly seller: string
  readonly billTo: string
  readonly remittance: string
  readonly reason: string | null
  readonly subtotal: number
  readonly tax: number
  readonly taxName: string | null
  readonly taxRatePpm: number
  readonly lines: readonly Omit<InvoiceLine, 'kind' | 'purchase'>[]
  readonly history: readonly InvoiceStep[]
  /** By card, at this provider; null: it can't, or nothing is open. */
  readonly card: string | null
}

/** What happened to it, the latest first. */
export interface InvoiceStep {
  readonly what: 'issued' | 'order' | 'payment' | 'refund' | 'credit_note' | 'odd'
  /** A day of the district, or an instant. */
  readonly at: string
  /** Of money and credit notes. */
  readonly amount: number | null
  readonly way: PaymentWay | null
  /** Number of the order or credit note, reference of the money. */
  readonly reference: string | null
  /** Who gave the order; null: the seller or the provider. */
  readonly by: string | null
}

export interface PaymentView {
  readonly id: string
  readonly invoice: { readonly id: string; readonly name: string }
  readonly isRefund: boolean
  readonly way: PaymentWay
  readonly amount: number
  readonly currency: string
  readonly paidOn: string
  readonly reference: string
}

/** What the installation offers, besides what is kept. */
export interface BillingOffer {
  readonly settings: BillingSettings | null
  readonly provider: PaymentProvider | null
}

/** What is owed, what is left over, and what to do where there is nothing yet. */
export async function viewBillingArea(world: DomainWorld, grant: BillingAreaGrant, offer: BillingOffer) {
  const { districtId } = grant.principal
  const { items, total } = await inGrantDirect(world, grant, (client) =>
    listInvoices(client, { districtId, now: world.now(), drafts: false, limit: null }),
  )
  const owed = items.filter(({ creditsId }) => creditsId === null)
  const sums = [...Map.groupBy(owed, ({ currency }) => currency)].map(([currency, invoices]) => {
    const balances = invoices.map((one) => ({ ...balanceOf(one), state: stateOf(one, one.today) }))
    return {
      currency,
      open: sum(balances.map(({ open }) => open)),
      overdue: sum(balances.filter(({ state }) => state === 'overdue').map(({ open }) => open)),
      credit: sum(balances.map(({ credit }) => credit)),
    }
  })
  const hasPrices = (offer.settings?.prices.length ?? 0) > 0
  return { invoices: total, sums, hasPrices, card: offer.provider?.name ?? null }
}

function sum(parts: readonly number[]): number {
  return parts.reduce((all, one) => all + one, 0)
}

/** How many a list has; without it, as many as fit on a page; null: all. */
interface Listed {
  readonly limit?: null
}

/** Invoices and credit notes, the latest first; `total`: also of those that no longer fit on the list. */
export async function viewInvoices(world: DomainWorld, grant: InvoiceGrant, listed: Listed = {}) {
  const { districtId } = grant.principal
  const { items, total } = await inGrantDirect(world, grant, (client) =>
    listInvoices(client, { districtId, now: world.now(), drafts: false, ...listed }),
  )
  return { items: items.map((row) => shown(districtId, row)), total }
}

/** Null: there is none of that id, in this district. */
export async function viewInvoice(
  world: DomainWorld,
  grant: InvoiceGrant,
  o: BillingOffer & { readonly invoiceId: string },
): Promise<InvoiceDetailView | null> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const place = { districtId }
    const row = await findInvoice(client, { ...place, now: world.now(), drafts: false, id: o.invoiceId })
    if (row === null) return null
    const lines = await listInvoiceLines(client, place, row.id)
    const [payments, orders] = [
      await listPayments(client, place, { invoiceId: row.id }),
      await listPurchaseOrders(client, place, row.id),
    ]
    const notes = await listCreditNotes(client, place, row.id)
    const odd = await listOddEvents(client, place, row.id)
    const { seller, billTo, remittance, reason, subtotal, tax, taxName, taxRatePpm } = row
    const history = [
      ...odd.map(({ toldAt }) => step('odd', toldAt.toISOString())),
      ...payments.map(paymentStep),
      ...notes.map((one) => noteStep(districtId, one)),
      ...orders.map(({ givenAt, orderNumber: reference, byName: by }) => ({
        ...step('order', givenAt.toISOString()),
        reference,
        by,
      })),
      step('issued', row.issuedOn ?? ''),
    ].toSorted((a, b) => Number(a.at < b.at) - Number(a.at > b.at))
    const view = shown(districtId, row)
    const isPayable = row.creditsId === null && view.open > 0 && view.state !== 'cancelled'
    return {
      ...view,
      seller,
      billTo,
      remittance,
      reason,
      subtotal,
      tax,
      taxName,
      taxRatePpm,
      history,
      lines: lines.map(({ kind: _kind, purchase: _purchase, ...line }) => line),
      card: isPayable && o.provider !== null && takesCurrency(o.provider, row.currency) ? o.provider.name : null,
    }
  })
}

function shown(districtId: string, row: InvoiceRow): InvoiceView {
  const { id, number, sellerNumber, creditsId, creditsNumber, issuedOn, dueOn, currency, total, orderNumber } = row
  const isNote = creditsId !== null
  const state = stateOf(row, row.today)
  const balance = isNote ? { open: 0, credit: 0 } : balanceOf(row)
  return {
    id,
    sellerNumber,
    currency,
    total,
    orderNumber,
    ...balance,
    name: numberOf(districtId, number ?? 0),
    state: isNote || state === 'draft' ? 'credit_note' : state,
    credits: creditsId === null ? null : { id: creditsId, name: numberOf(districtId, creditsNumber ?? 0) },
    issuedOn: issuedOn ?? '',
    dueOn: dueOn ?? issuedOn ?? '',
    paid: row.paid - row.refunded,
    credited: row.credited,
  }
}

function step(what: InvoiceStep['what'], at: string): InvoiceStep {
  return { what, at, amount: null, way: null, reference: null, by: null }
}

function paymentStep({ refundsId, notedAt, amount, way, reference }: PaymentRow): InvoiceStep {
  return { ...step(refundsId === null ? 'payment' : 'refund', notedAt.toISOString()), amount, way, reference }
}

function noteStep(districtId: string, { issuedOn, amount, number }: CreditNoteRow): InvoiceStep {
  return { ...step('credit_note', issuedOn), amount, reference: numberOf(districtId, number) }
}

/** How its amounts are written in a file for people. */
export function moneyOf({ currency }: { readonly currency: string }): (amount: number) => string {
  return (amount) => formatMoney(amount, currency)
}

/** The latest first. */
export async function viewPayments(world: DomainWorld, grant: PaymentGrant, listed: Listed = {}) {
  const { districtId } = grant.principal
  const { rows, total } = await inGrantDirect(world, grant, async (client) => ({
    rows: await listPayments(client, { districtId }, listed),
    total: await countPayments(client, { districtId }),
  }))
  return { items: rows.map((row) => paymentShown(districtId, row)), total }
}

function paymentShown(districtId: string, row: PaymentRow): PaymentView {
  const { id, invoiceId, invoiceNumber, refundsId, way, amount, currency, paidOn, reference } = row
  const invoice = { id: invoiceId, name: numberOf(districtId, invoiceNumber) }
  return { id, invoice, isRefund: refundsId !== null, way, amount, currency, paidOn, reference }
}

const INVOICE_HEAD = [
  'number',
  'seller number',
  'state',
  'issued',
  'due',
  'currency',
  'total',
  'paid',
  'credited',
  'open',
  'credit',
  'purchase order',
  'takes back',
]
const PAYMENT_HEAD = ['payment', 'invoice', 'date', 'what', 'way', 'currency', 'amount', 'reference']

/** All of them with their head, as cells of a file. */
export async function viewInvoiceFile(
  world: DomainWorld,
  grant: InvoiceGrant,
): Promise<readonly (readonly string[])[]> {
  const { items } = await viewInvoices(world, grant, { limit: null })
  const rows = items.map((one) => {
    const money = [one.total, one.paid, one.credited, one.open, one.credit].map((each) => decimalOf(each, one.currency))
    const about = [one.name, one.sellerNumber ?? '', one.state, one.issuedOn, one.dueOn, one.currency]
    return [...about, ...money, one.orderNumber ?? '', one.credits?.name ?? '']
  })
  return [INVOICE_HEAD, ...rows]
}

/** The same of payments. */
export async function viewPaymentFile(
  world: DomainWorld,
  grant: PaymentGrant,
): Promise<readonly (readonly string[])[]> {
  const { items } = await viewPayments(world, grant, { limit: null })
  const rows = items.map((one) => [
    one.id,
    one.invoice.name,
    one.paidOn,
    one.isRefund ? 'refund' : 'payment',
    one.way,
    one.currency,
    decimalOf(one.amount, one.currency),
    one.reference,
  ])
  return [PAYMENT_HEAD, ...rows]
}
