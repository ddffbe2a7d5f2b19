/** The district's office gives the number of its order, or goes to pay by card; and the provider's word of what came of it is taken. */

import { createHash } from 'node:crypto'
import type { PaymentGrant } from '../../access/billing.ts'
import { actorOf } from '../../access/principal.ts'
import { balanceOf, isOrderNumber, numberOf, stateOf } from '../../seats/invoice.ts'
import { type PaymentProvider, takesCurrency } from '../../seats/payment-provider.ts'
import { inDistrict } from '../../store/database.ts'
import type { DistrictClient } from '../../store/database.ts'
import { findDistrict } from '../../store/people/district.ts'
import { findInvoice, type InvoiceRow, lockInvoice } from '../../store/seats/invoices.ts'
import { takeEvent } from '../../store/seats/note-payment.ts'
import {
  type CheckoutRow,
  insertCheckout,
  insertPurchaseOrder,
  listCheckouts,
  listPayments,
} from '../../store/seats/payments.ts'
import { sql } from '../../store/sql.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** What can't be done, with a sentence that says what would do. */
export interface PaymentProblem {
  readonly problem: 'invoice_unknown' | 'invoice_settled' | 'order_number' | 'card_not_offered' | 'just_paid'
  readonly says: string
}

export interface PayingWorld extends DomainWorld {
  /** Null: cards aren't taken. */
  readonly provider: PaymentProvider | null
  /** Of this installation, without a slash at its end. */
  readonly publicUrl: string
}

const UNKNOWN: PaymentProblem = { problem: 'invoice_unknown', says: 'There is no such invoice.' }
const SETTLED: PaymentProblem = { problem: 'invoice_settled', says: 'Nothing of this invoice is open any more.' }
const JUST_PAID: PaymentProblem = {
  problem: 'just_paid',
  says: 'It was paid a moment ago. Look again in a minute.',
}
/** Of a page of the provider that is used again. */
const REUSED_MS = 300_000
/** The provider keeps what it answered to a key, also that it could not: after so long another one is asked for. */
const WINDOW_MS = 600_000
/** From the end of its window; nobody comes back to pay on a page of yesterday. */
const OPEN_MS = 3_600_000

/** Gives the number of the district's order, or another one; the last counts. It pays nothing. Null: done. */
export function givePurchaseOrder(
  world: DomainWorld,
  grant: PaymentGrant,
  { invoiceId, orderNumber }: { readonly invoiceId: string; readonly orderNumber: string },
): Promise<PaymentProblem | null> {
  const { districtId } = grant.principal
  const place = { districtId, actor: actorOf(grant.principal), now: world.now() }
  const typed = orderNumber.trim()
  return inGrantDirect(world, grant, async (client) => {
    const invoice = await findInvoice(client, { ...place, drafts: false, id: invoiceId })
    if (invoice?.creditsId !== null) return UNKNOWN
    await lockInvoice(client, place, invoiceId)
    const now = await findInvoice(client, { ...place, drafts: false, id: invoiceId })
    if (now === null || !isOpen(now)) return SETTLED
    if (!isOrderNumber(typed))
      return {
        problem: 'order_number',
        says: 'The number of an order has 1 to 60 letters, digits, spaces or . _ / # - and begins with a letter or digit.',
      }
    if (now.orderNumber === typed) return null
    await insertPurchaseOrder(client, place, { invoiceId, orderNumber: typed })
    await note(client, { districtId, action: 'invoice.purchase_order', invoiceId })
    return null
  })
}

function isOpen(invoice: InvoiceRow): boolean {
  return stateOf(invoice, invoice.today) !== 'cancelled' && balanceOf(invoice).open > 0
}

/** A page of the provider where all that is open is paid: one that is there already, or a new one. @throws Failure PAYMENT_PROVIDER */
export async function openCheckout(
  world: PayingWorld,
  grant: PaymentGrant,
  invoiceId: string,
): Promise<{ readonly url: string; readonly amount: number; readonly currency: string } | PaymentProblem> {
  const { provider, publicUrl } = world
  const { districtId } = grant.principal
  const place = { districtId, actor: actorOf(grant.principal), now: world.now() }
  const looked = await lookAt(world, grant, invoiceId)
  if ('problem' in looked) return looked
  const { invoice, earlier, alive } = looked
  const { currency } = invoice
  if (provider === null) return noCards('here')
  if (!takesCurrency(provider, currency)) return noCards(`in ${currency}`)
  const amount = balanceOf(invoice).open
  if (alive?.amount === amount) return { url: alive.url, amount, currency }
  // What was open then is not what is open now: nobody shall pay it there.
  if (alive !== null && (await provider.close(alive.reference)) === 'paid') return JUST_PAID
  const window = Math.floor(place.now.getTime() / WINDOW_MS)
  const opened = await provider.open({
    districtId,
    invoiceId,
    title: `Invoice ${numberOf(districtId, invoice.number ?? 0)}`,
    amount,
    currency,
    returnUrl: `${publicUrl}/#/invoices/${invoiceId}`,
    expiresAt: new Date((window + 1) * WINDOW_MS + OPEN_MS),
    key: keyOf({ districtId, invoiceId, amount, earlier, window }),
  })
  await inGrantDirect(world, grant, async (client) => {
    await insertCheckout(client, place, { ...opened, invoiceId, amount, currency })
    await note(client, { districtId, action: 'payment.checkout', invoiceId })
  })
  return { url: opened.url, amount, currency }
}

function noCards(where: string): PaymentProblem {
  const says = `Cards aren’t taken ${where}. Give the number of your order, or pay by bank.`
  return { problem: 'card_not_offered', says }
}

interface Looked {
  readonly invoice: InvoiceRow
  /** Pages that were made for it, the latest first. */
  readonly earlier: readonly CheckoutRow[]
  /** The page where it can still be paid; null: there is none, or it was paid there. */
  readonly alive: CheckoutRow | null
}

function lookAt(world: DomainWorld, grant: PaymentGrant, invoiceId: string): Promise<Looked | PaymentProblem> {
  const place = { districtId: grant.principal.districtId, now: world.now() }
  return inGrantDirect(world, grant, async (client) => {
    const invoice = await findInvoice(client, { ...place, drafts: false, id: invoiceId })
    if (invoice?.creditsId !== null) return UNKNOWN
    if (!isOpen(invoice)) return SETTLED
    const earlier = await listCheckouts(client, place, { invoiceId })
    const [last] = earlier
    if (last === undefined || last.expiresAt.getTime() <= place.now.getTime() + REUSED_MS)
      return { invoice, earlier, alive: null }
    const payments = await listPayments(client, place, { invoiceId, way: 'card' })
    const isUsed = payments.some(({ refundsId, notedAt }) => refundsId === null && notedAt >= last.openedAt)
    return { invoice, earlier, alive: isUsed ? null : last }
  })
}

/** Two clicks at once ask for one page; one after an earlier page has ended asks for another. */
function keyOf(o: {
  readonly districtId: string
  readonly invoiceId: string
  readonly amount: number
  readonly earlier: readonly CheckoutRow[]
  readonly window: number
}): string {
  const parts = [o.districtId, o.invoiceId, o.amount, o.earlier.length, o.earlier[0]?.reference ?? '', o.window]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/** `refused`: not signed by the provider, or too old; `later`: it shall be told again; `taken`: nothing more to tell. */
export type TakenEvent = 'refused' | 'later' | 'taken'

/** Takes the provider's word. Needs no Grant: its signature is what counts, and it says which district it is about. */
export async function takeProviderEvent(
  world: PayingWorld,
  sent: { readonly body: Buffer; readonly signature: string | null },
): Promise<TakenEvent> {
  const now = world.now()
  const event = world.provider?.read({ ...sent, now }) ?? null
  if (event === null) return 'refused'
  const { districtId, told } = event
  // The seller sells other things by the same provider.
  if (districtId === null || told.says === null || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(districtId)) return 'taken'
  const place = { districtId, actor: 'payment-provider', now }
  const outcome = await inDistrict(world.database, place, async (client) =>
    (await findDistrict(client, districtId)) === null ? 'ignored' : takeEvent(client, place, told),
  )
  return outcome === 'later' ? 'later' : 'taken'
}

async function note(
  client: DistrictClient,
  o: { readonly districtId: string; readonly action: string; readonly invoiceId: string },
): Promise<void> {
  const values = [o.districtId, o.action, `invoice:${o.invoiceId}`, '{}']
  await client.query(sql('append_audit_entry'), values)
}
