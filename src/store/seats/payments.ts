/** Purchase orders, money that came and went back, and what the payment provider told. In the district's transaction. */

import type pg from 'pg'
import type { PaymentWay } from '../../seats/invoice.ts'
import { sql } from '../sql.ts'

interface Place {
  readonly districtId: string
}
export interface Noting extends Place {
  readonly actor: string
  readonly now: Date
}

/** The most that a list shows. */
export const PAYMENTS_SHOWN = 1000

export interface PaymentRow {
  readonly id: string
  readonly invoiceId: string
  readonly invoiceNumber: number
  /** Of a refund: the payment that it gives back. */
  readonly refundsId: string | null
  readonly way: PaymentWay
  readonly amount: number
  readonly currency: string
  readonly paidOn: string
  readonly reference: string
  /** `cli`, `payment-provider` or `person:17`. */
  readonly notedBy: string
  readonly notedAt: Date
  /** What was given back of it. */
  readonly refunded: number
}

export interface NewPayment {
  readonly invoiceId: string
  readonly refundsId: string | null
  readonly way: PaymentWay
  readonly amount: number
  readonly currency: string
  /** Null: today in the district. */
  readonly paidOn: string | null
  readonly reference: string
}

/** Its id; null: one of that way and reference is noted already, and nothing was added. */
export async function insertPayment(
  client: pg.ClientBase,
  { districtId, actor, now }: Noting,
  o: NewPayment,
): Promise<string | null> {
  const values = [districtId, o.invoiceId, o.refundsId, o.way, o.amount, o.currency, o.paidOn, o.reference, actor, now]
  const { rows } = await client.query<{ id: string }>(sql('insert_payment'), values)
  return rows[0]?.id ?? null
}

/** The latest first; `limit` null: all of them. */
export async function listPayments(
  client: pg.ClientBase,
  { districtId }: Place,
  by: {
    readonly invoiceId?: string
    readonly id?: string
    readonly way?: PaymentWay
    readonly reference?: string
    readonly limit?: number | null
  } = {},
): Promise<readonly PaymentRow[]> {
  const limit = by.limit === undefined ? PAYMENTS_SHOWN : by.limit
  const values = [districtId, by.invoiceId ?? null, by.id ?? null, by.way ?? null, by.reference ?? null, limit]
  return (await client.query<PaymentRow>(sql('list_payments'), values)).rows
}

export async function countPayments(client: pg.ClientBase, { districtId }: Place): Promise<number> {
  const { rows } = await client.query<{ total: number }>(sql('count_payments'), [districtId])
  return rows[0]?.total ?? 0
}

export interface PurchaseOrderRow {
  readonly orderNumber: string
  /** Null: no person of the roster, for instance the command line. */
  readonly byName: string | null
  readonly givenAt: Date
}

export async function insertPurchaseOrder(
  client: pg.ClientBase,
  { districtId, actor, now }: Noting,
  o: { readonly invoiceId: string; readonly orderNumber: string },
): Promise<void> {
  await client.query(sql('insert_purchase_order'), [districtId, o.invoiceId, o.orderNumber, actor, now])
}

/** The latest first. */
export async function listPurchaseOrders(
  client: pg.ClientBase,
  { districtId }: Place,
  invoiceId: string,
): Promise<readonly PurchaseOrderRow[]> {
  return (await client.query<PurchaseOrderRow>(sql('list_purchase_orders'), [districtId, invoiceId])).rows
}

/** A page of the provider where an invoice can be paid. */
export interface CheckoutRow {
  readonly invoiceId: string
  readonly reference: string
  readonly url: string
  readonly amount: number
  readonly currency: string
  readonly openedAt: Date
  readonly expiresAt: Date
}

export async function insertCheckout(
  client: pg.ClientBase,
  { districtId, actor, now }: Noting,
  o: Omit<CheckoutRow, 'openedAt'>,
): Promise<void> {
  const values = [districtId, o.invoiceId, o.reference, o.url, o.amount, o.currency, actor, now, o.expiresAt]
  await client.query(sql('insert_checkout'), values)
}

/** The latest first. */
export async function listCheckouts(
  client: pg.ClientBase,
  { districtId }: Place,
  by: { readonly invoiceId?: string; readonly reference?: string },
): Promise<readonly CheckoutRow[]> {
  const values = [districtId, by.invoiceId ?? null, by.reference ?? null]
  return (await client.query<CheckoutRow>(sql('list_checkouts'), values)).rows
}

export type EventOutcome = 'paid' | 'refunded' | 'known' | 'ignored' | 'amount_differs' | 'currency_differs' | 'unknown'

export interface PaymentEventRow {
  readonly event: string
  readonly type: string
  readonly outcome: EventOutcome
  readonly invoiceId: string | null
  readonly toldAt: Date
}

/** Whether it is told for the first time. */
export async function insertPaymentEvent(
  client: pg.ClientBase,
  { districtId, now }: Pick<Noting, 'districtId' | 'now'>,
  o: Omit<PaymentEventRow, 'toldAt'>,
): Promise<boolean> {
  const values = [districtId, o.event, o.type, o.outcome, o.invoiceId, now]
  return (await client.query(sql('insert_payment_event'), values)).rowCount === 1
}

/** Whether the event was told before. */
export async function isKnownEvent(client: pg.ClientBase, { districtId }: Place, event: string): Promise<boolean> {
  return (await client.query(sql('has_payment_event'), [districtId, event])).rowCount === 1
}

/** What somebody has to look into: money of another amount, or for something that nobody knows. */
export async function listOddEvents(
  client: pg.ClientBase,
  { districtId }: Place,
  invoiceId: string | null = null,
): Promise<readonly PaymentEventRow[]> {
  return (await client.query<PaymentEventRow>(sql('list_payment_events'), [districtId, invoiceId])).rows
}
