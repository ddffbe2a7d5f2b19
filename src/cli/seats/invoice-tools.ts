/** What the commands of invoices and payments ask of an open installation. Amounts in the smallest unit of the currency. */

import type { InvoiceState, PaymentWay } from '../../seats/invoice.ts'

export interface InvoiceSheet {
  readonly id: string
  /** Null: a draft. */
  readonly number: number | null
  readonly name: string
  readonly sellerNumber: string | null
  readonly state: InvoiceState | 'credit_note'
  readonly takesBack: string | null
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly currency: string
  readonly total: number
  readonly paid: number
  readonly credited: number
  readonly open: number
  readonly credit: number
  readonly purchaseOrder: string | null
  readonly billTo: string
  /** In words. */
  readonly told: { readonly total: string; readonly open: string; readonly credit: string }
}
export interface InvoiceSheetLine {
  readonly kind: string | null
  readonly purchase: string | null
  readonly description: string
  readonly quantity: number
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly unitPrice: number
  readonly amount: number
  readonly told: string
}
export interface PaymentSheet {
  readonly id: string
  readonly invoice: string
  readonly what: 'payment' | 'refund'
  readonly way: PaymentWay
  readonly amount: number
  readonly currency: string
  readonly told: string
  readonly paidOn: string
  readonly reference: string
}

/** In an open installation. */
export interface InvoiceRoom {
  readonly invoices: InvoiceTools
}

interface InvoiceTools {
  readonly preview: (
    districtId: string,
  ) => Promise<{ readonly lines: readonly InvoiceSheetLine[]; readonly unpriced: readonly string[] }>
  /** What was bought and not billed yet. */
  readonly bill: (o: {
    readonly districtId: string
    readonly billTo: string | null
    readonly orderNumber: string | null
    readonly dueDays: number | null
    readonly draft: boolean
  }) => Promise<InvoiceSheet>
  readonly issue: (o: {
    readonly districtId: string
    readonly id: string
    readonly dueDays: number | null
  }) => Promise<InvoiceSheet>
  readonly discard: (o: { readonly districtId: string; readonly id: string }) => Promise<void>
  readonly list: (districtId: string) => Promise<{ readonly invoices: readonly InvoiceSheet[]; readonly total: number }>
  readonly show: (
    districtId: string,
    number: number,
  ) => Promise<{
    readonly invoice: InvoiceSheet
    readonly lines: readonly InvoiceSheetLine[]
    readonly payments: readonly PaymentSheet[]
  }>
  readonly credit: (o: {
    readonly districtId: string
    readonly number: number
    /** As `1250.00`; null: all that is left. */
    readonly amount: string | null
    readonly reason: string
  }) => Promise<InvoiceSheet>
  readonly import: (o: {
    readonly districtId: string
    readonly content: unknown
  }) => Promise<{ readonly taken: readonly InvoiceSheet[]; readonly known: readonly string[] }>
  readonly pay: (o: {
    readonly districtId: string
    readonly number: number
    readonly amount: string
    readonly way: Exclude<PaymentWay, 'card'>
    readonly reference: string
    readonly on: string | null
  }) => Promise<InvoiceSheet>
  readonly refund: (o: {
    readonly districtId: string
    readonly paymentId: string
    readonly amount: string
    readonly reference: string
    readonly on: string | null
  }) => Promise<InvoiceSheet>
  readonly payments: (districtId: string) => Promise<{
    readonly payments: readonly PaymentSheet[]
    /** What the provider told and nobody could note. */
    readonly odd: readonly {
      readonly event: string
      readonly type: string
      readonly outcome: string
      readonly invoiceId: string | null
      readonly toldAt: Date
    }[]
  }>
}
