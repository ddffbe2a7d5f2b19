/** Invoices and what is paid of them: amounts, tax, balance and state. Whole numbers of the currency's smallest unit. Pure. */

import { AMOUNT_MAX, type BillingSettings, priceOf } from './billing.ts'

export const PAYMENT_WAYS = ['card', 'bank', 'cheque', 'other'] as const
export type PaymentWay = (typeof PAYMENT_WAYS)[number]

export type InvoiceState = 'draft' | 'issued' | 'part_paid' | 'paid' | 'overdue' | 'cancelled'

export interface InvoiceLine {
  /** A kind of licence; null: something else that the seller bills. */
  readonly kind: string | null
  /** The purchase of the licence that it bills. */
  readonly purchase: string | null
  readonly description: string
  readonly quantity: number
  /** Term, YYYY-MM-DD; null: open at that end. */
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly unitPrice: number
  readonly amount: number
}

export interface Amounts {
  readonly subtotal: number
  readonly tax: number
  readonly total: number
}

/** What happened to the money of one invoice. */
export interface Settlement {
  readonly total: number
  /** By credit notes. */
  readonly credited: number
  readonly paid: number
  readonly refunded: number
}

export interface Balance {
  /** Still to be paid. */
  readonly open: number
  /** Paid above what was owed: the district's, to be refunded or set off. One of the two is 0. */
  readonly credit: number
}

/** What is owed, or what is left over; never both. */
export function balanceOf({ total, credited, paid, refunded }: Settlement): Balance {
  const owed = total - credited - (paid - refunded)
  return { open: Math.max(0, owed), credit: Math.max(0, -owed) }
}

/** Days as YYYY-MM-DD of the district; `issuedOn` null: a draft. */
export function stateOf(
  invoice: Settlement & { readonly issuedOn: string | null; readonly dueOn: string | null },
  today: string,
): InvoiceState {
  if (invoice.issuedOn === null) return 'draft'
  if (invoice.credited >= invoice.total && invoice.credited > 0) return 'cancelled'
  if (balanceOf(invoice).open === 0) return 'paid'
  if (invoice.dueOn !== null && invoice.dueOn < today) return 'overdue'
  return invoice.paid > invoice.refunded ? 'part_paid' : 'issued'
}

/** Tax of the whole, rounded once, half up. */
export function taxOf(subtotal: number, ratePpm: number): number {
  return Number((BigInt(subtotal) * BigInt(ratePpm) + 500_000n) / 1_000_000n)
}

/** The sums of lines. */
export function sumOf(lines: readonly Pick<InvoiceLine, 'amount'>[], ratePpm: number): Amounts {
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  const tax = taxOf(subtotal, ratePpm)
  return { subtotal, tax, total: subtotal + tax }
}

/** The part of an invoice that a credit note takes back: of its tax as much as of the whole, so that all parts add up. */
export function creditOf(
  invoice: Amounts & { readonly credited: number; readonly creditedTax: number },
  amount: number,
): Amounts {
  const share = (part: number): number =>
    invoice.total === 0
      ? 0
      : Number((2n * BigInt(invoice.tax) * BigInt(part) + BigInt(invoice.total)) / (2n * BigInt(invoice.total)))
  const tax = share(invoice.credited + amount) - invoice.creditedTax
  return { subtotal: amount - tax, tax, total: amount }
}

/** A purchase of a licence with what was billed of it before. */
export interface BillablePurchase {
  readonly kind: string
  readonly title: string
  readonly name: string
  readonly quantity: number
  readonly billed: number
  readonly startsOn: string | null
  readonly endsOn: string | null
}

export interface Billing {
  readonly lines: readonly InvoiceLine[]
  /** Kinds that were bought and have no price. */
  readonly unpriced: readonly string[]
}

/** Lines for what was bought and not billed yet, at the prices that are set up. */
export function billPurchases(
  settings: Pick<BillingSettings, 'prices'>,
  purchases: readonly BillablePurchase[],
): Billing {
  const due = purchases.filter(({ quantity, billed }) => quantity > billed)
  const priced = due.flatMap((purchase) => {
    const unitPrice = priceOf(settings, purchase.kind)
    return unitPrice === null ? [] : [lineOf(purchase, unitPrice)]
  })
  const unpriced = due.filter(({ kind }) => priceOf(settings, kind) === null).map(({ kind }) => kind)
  return { lines: priced, unpriced: [...new Set(unpriced)] }
}

function lineOf(
  { kind, title, name, quantity, billed, startsOn, endsOn }: BillablePurchase,
  unitPrice: number,
): InvoiceLine {
  const more = quantity - billed
  const description = billed === 0 ? title : `${title}, added`
  return { kind, purchase: name, description, quantity: more, startsOn, endsOn, unitPrice, amount: more * unitPrice }
}

/** Whether the sums can be kept. */
export function isSound({ subtotal, tax, total }: Amounts): boolean {
  return [subtotal, tax, total].every((one) => Number.isSafeInteger(one) && one >= 0 && one <= AMOUNT_MAX)
}

/** Whether a purchase order can be called so: 1 to 60 letters, digits, spaces or `. _ / # -`, the first a letter or digit. */
export function isOrderNumber(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/#-]{0,59}$/u.test(text)
}

/** As a district and its seller name it: `demo-0003`. */
export function numberOf(districtId: string, number: number): string {
  return `${districtId}-${String(number).padStart(4, '0')}`
}
