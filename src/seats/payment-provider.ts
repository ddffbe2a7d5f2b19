/** What Staffroom asks of a payment provider: a page of its own where an invoice is paid, and its signed word of what came of it. */

import { decimalsOf } from './billing.ts'

/** What is to be paid on a page of the provider. No card ever comes near Staffroom. */
export interface WantedCheckout {
  readonly districtId: string
  readonly invoiceId: string
  /** What the payer reads: `Invoice demo-0003`. */
  readonly title: string
  /** In the smallest unit of the currency. */
  readonly amount: number
  /** ISO 4217, in capitals. */
  readonly currency: string
  /** When nobody can pay on it any more. */
  readonly expiresAt: Date
  /** Where the payer comes back to, whether or not they paid. */
  readonly returnUrl: string
  /** The same for the same page, whose words are all the same then: asked twice, one is made. */
  readonly key: string
}

export interface OpenedCheckout {
  /** What the provider calls it. */
  readonly reference: string
  readonly url: string
  readonly expiresAt: Date
}

/** What a provider tells, understood. */
export interface ToldPayment {
  /** The provider's id of the event. */
  readonly event: string
  readonly type: string
  /** When it happened; null: it doesn't say. */
  readonly madeAt: Date | null
  /** `paid`: of this checkout; `refunded`: so much in all of this payment; null: nothing that concerns us. */
  readonly says: 'paid' | 'refunded' | null
  /** Of the checkout. */
  readonly checkout: string | null
  /** Of the payment. */
  readonly payment: string | null
  readonly amount: number
  /** ISO 4217, in capitals. */
  readonly currency: string
}

/** Of which district it is, by what we gave the provider along; null: not of ours. */
export interface ReadEvent {
  readonly districtId: string | null
  readonly told: ToldPayment
}

export interface PaymentProvider {
  /** Whose page opens, for people: `checkout.stripe.com`. */
  readonly name: string
  /** How many decimal places its amounts of the currency have; null: it takes them in steps of its own. */
  decimalsOf(currency: string): number | null
  /** Makes a page. @throws Failure PAYMENT_PROVIDER */
  open(wanted: WantedCheckout): Promise<OpenedCheckout>
  /** Closes a page, so that nobody pays there any more; `paid`: somebody has already. @throws Failure PAYMENT_PROVIDER */
  close(reference: string): Promise<'closed' | 'paid'>
  /** What was sent, where its signature holds and is fresh; else null. */
  read(sent: { readonly body: Buffer; readonly signature: string | null; readonly now: Date }): ReadEvent | null
}

/** Whether amounts of the currency are the same at the provider's as here. */
export function takesCurrency(provider: PaymentProvider, currency: string): boolean {
  return provider.decimalsOf(currency) === decimalsOf(currency)
}
