/** Money of an invoice: noted by hand by the seller, or told by the payment provider. In the district's transaction. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import type { PaymentWay } from '../../seats/invoice.ts'
import type { ToldPayment } from '../../seats/payment-provider.ts'
import { sql } from '../sql.ts'
import { findInvoice, type InvoiceRow, lockInvoice } from './invoices.ts'
import { unknown } from './issue-invoice.ts'
import {
  type EventOutcome,
  insertPayment,
  insertPaymentEvent,
  isKnownEvent,
  listCheckouts,
  listPayments,
  type Noting,
} from './payments.ts'

const refuse = (says: string) => new Failure('PAYMENT_REFUSED', 'operator', says)

export interface HandPayment {
  readonly number: number
  readonly amount: number
  readonly way: Exclude<PaymentWay, 'card'>
  readonly reference: string
  /** Null: today in the district. */
  readonly paidOn: string | null
}

/** Notes money that came by bank or cheque; what is above the balance stands as a credit. @throws Failure INVOICE_UNKNOWN, PAYMENT_REFUSED */
export async function notePayment(client: pg.ClientBase, place: Noting, o: HandPayment): Promise<InvoiceRow> {
  const { number, ...money } = o
  const known = await findInvoice(client, { ...place, drafts: false, number })
  if (known === null) throw unknown(place.districtId, number)
  if (known.creditsId !== null) throw refuse('A credit note is not paid. Name the invoice.')
  await lockInvoice(client, place, known.id)
  const paid = { ...money, invoiceId: known.id, refundsId: null, currency: known.currency }
  const id = await insertPayment(client, place, paid)
  if (id === null) throw refuse('Money with this reference is noted already. Nothing was added.')
  await note(client, place, { action: 'payment.note', invoiceId: known.id, detail: { payment: id } })
  return invoiceOf(client, place, known.id)
}

/** Notes money that went back. @throws Failure PAYMENT_UNKNOWN, PAYMENT_REFUSED */
export async function refundPayment(
  client: pg.ClientBase,
  place: Noting,
  o: {
    readonly paymentId: string
    readonly amount: number
    readonly reference: string
    readonly paidOn: string | null
  },
): Promise<InvoiceRow> {
  const [first] = await listPayments(client, place, { id: o.paymentId })
  if (first === undefined || first.refundsId !== null)
    throw new Failure(
      'PAYMENT_UNKNOWN',
      'operator',
      `There is no payment ${o.paymentId}. "staffroom payment list" has them.`,
    )
  // The provider says how much went back in all: what is noted by hand would be taken off what it tells next.
  if (first.way === 'card')
    throw refuse('What goes back of a card is sent back at the payment provider, which tells it by itself.')
  await lockInvoice(client, place, first.invoiceId)
  const [payment = first] = await listPayments(client, place, { id: o.paymentId })
  if (o.amount > payment.amount - payment.refunded) throw refuse('No more can go back than is left of the payment.')
  const { invoiceId, way, currency } = payment
  const money = {
    invoiceId,
    refundsId: payment.id,
    way,
    amount: o.amount,
    currency,
    paidOn: o.paidOn,
    reference: o.reference,
  }
  const id = await insertPayment(client, place, money)
  if (id === null) throw refuse('Money with this reference is noted already. Nothing was added.')
  await note(client, place, { action: 'payment.refund', invoiceId, detail: { payment: payment.id } })
  return invoiceOf(client, place, invoiceId)
}

/** For so long a refund may be told before its payment. */
const EARLY_MS = 3_600_000

/**
 * Notes what the provider told, once, however often it tells it. `later` of a refund: its payment wasn't told yet, and
 * nothing is kept, so that it can be told again; after an hour it is kept as `unknown`.
 */
export async function takeEvent(
  client: pg.ClientBase,
  place: Noting,
  told: ToldPayment,
): Promise<EventOutcome | 'later'> {
  const { invoiceId, ...found } = await placeOf(client, place, told)
  const isFresh = told.madeAt !== null && place.now.getTime() - told.madeAt.getTime() < EARLY_MS
  if (invoiceId === null && told.says === 'refunded' && isFresh) return 'later'
  if (invoiceId === null)
    return keep(client, place, { told, outcome: told.says === null ? 'ignored' : 'unknown', invoiceId })
  await lockInvoice(client, place, invoiceId)
  if (await isKnownEvent(client, place, told.event)) return 'known'
  const outcome = differs(found, told) ?? (await pay(client, place, { ...told, invoiceId }))
  return keep(client, place, { told, outcome, invoiceId })
}

interface Owed {
  readonly invoiceId: string | null
  readonly currency: string
  /** Null: it may be part of it. */
  readonly amount: number | null
}

async function placeOf(client: pg.ClientBase, place: Noting, { says, checkout, payment }: ToldPayment): Promise<Owed> {
  const nothing = { invoiceId: null, currency: '', amount: null }
  if (says === 'paid' && checkout !== null)
    return (await listCheckouts(client, place, { reference: checkout }))[0] ?? nothing
  if (says !== 'refunded' || payment === null) return nothing
  const [known] = await listPayments(client, place, { way: 'card', reference: payment })
  return known === undefined ? nothing : { invoiceId: known.invoiceId, currency: known.currency, amount: null }
}

function differs(owed: Omit<Owed, 'invoiceId'>, told: ToldPayment): EventOutcome | null {
  if (owed.currency !== told.currency) return 'currency_differs'
  return owed.amount === null || owed.amount === told.amount ? null : 'amount_differs'
}

async function pay(
  client: pg.ClientBase,
  place: Noting,
  told: ToldPayment & { readonly invoiceId: string },
): Promise<EventOutcome> {
  const { says, invoiceId, amount, currency, payment } = told
  const money = { invoiceId, way: 'card', currency, paidOn: null } as const
  if (says === 'paid') {
    const reference = payment ?? told.checkout ?? told.event
    const id = await insertPayment(client, place, { ...money, refundsId: null, amount, reference })
    if (id === null) return 'known'
    await note(client, place, { action: 'payment.card', invoiceId, detail: { payment: id } })
    return 'paid'
  }
  const [refunded] = await listPayments(client, place, { way: 'card', reference: payment ?? '' })
  if (refunded === undefined) return 'unknown'
  if (amount > refunded.amount) return 'amount_differs'
  // The provider says how much went back in all: what came too late says nothing new.
  const more = amount - refunded.refunded
  if (more <= 0) return 'known'
  const reference = `${payment ?? ''} refund to ${amount}`
  await insertPayment(client, place, { ...money, refundsId: refunded.id, amount: more, reference })
  await note(client, place, { action: 'payment.refund', invoiceId, detail: { payment: refunded.id } })
  return 'refunded'
}

async function keep(
  client: pg.ClientBase,
  place: Noting,
  o: { readonly told: ToldPayment; readonly outcome: EventOutcome; readonly invoiceId: string | null },
): Promise<EventOutcome> {
  const { event, type } = o.told
  const isNew = await insertPaymentEvent(client, place, { event, type, outcome: o.outcome, invoiceId: o.invoiceId })
  return isNew ? o.outcome : 'known'
}

async function invoiceOf(client: pg.ClientBase, place: Noting, id: string): Promise<InvoiceRow> {
  const invoice = await findInvoice(client, { ...place, drafts: false, id })
  if (invoice === null) throw new Failure('INVOICE_UNKNOWN', 'bug', 'The invoice that was paid is gone.')
  return invoice
}

async function note(
  client: pg.ClientBase,
  { districtId }: Noting,
  entry: {
    readonly action: string
    readonly invoiceId: string
    readonly detail: Readonly<Record<string, string | number>>
  },
): Promise<void> {
  const values = [districtId, entry.action, `invoice:${entry.invoiceId}`, JSON.stringify(entry.detail)]
  await client.query(sql('append_audit_entry'), values)
}
