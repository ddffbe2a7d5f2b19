/** How invoices come about: of what was bought, out of a file of the seller's, or as a credit note. In the district's transaction. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import type { BillingSettings } from '../../seats/billing.ts'
import {
  type Billing,
  billPurchases,
  creditOf,
  type InvoiceLine,
  isSound,
  numberOf,
  sumOf,
} from '../../seats/invoice.ts'
import type { ImportedInvoice } from '../../seats/invoice-file.ts'
import type { LicenceKind } from '../../seats/kind.ts'
import { sql } from '../sql.ts'
import {
  discardDraft,
  draftInvoice,
  findBillTo,
  findInvoice,
  type InvoiceRow,
  issueDraft,
  listBillable,
  listInvoiceLines,
  lockInvoice,
} from './invoices.ts'
import { insertPurchaseOrder, type Noting } from './payments.ts'
import { districtKinds } from './products.ts'

export interface BillingOrder {
  readonly settings: BillingSettings | null
  readonly kinds: readonly LicenceKind[]
  /** Null: the district, or whom the last one went to. */
  readonly billTo: string | null
  readonly orderNumber: string | null
  /** Null: as it is set up. */
  readonly dueDays: number | null
  readonly draft: boolean
}

const refuse = (code: string, says: string) => new Failure(code, 'operator', says)

/** @throws Failure BILLING_NOT_SET_UP */
function setUp(settings: BillingSettings | null): BillingSettings {
  if (settings === null || settings.prices.length === 0)
    throw refuse(
      'BILLING_NOT_SET_UP',
      'No prices are set up. Write them into a file, name it in STAFFROOM_BILLING, and try again; or bring invoices along with "staffroom invoice import".',
    )
  return settings
}

/** What an invoice made now would bill, and what has no price. Nothing is changed. @throws Failure BILLING_NOT_SET_UP */
export async function previewInvoice(
  client: pg.ClientBase,
  { districtId }: Pick<Noting, 'districtId'>,
  { settings, kinds }: Pick<BillingOrder, 'settings' | 'kinds'>,
): Promise<Billing> {
  const prices = setUp(settings)
  const titles = new Map((await districtKinds(client, districtId, kinds)).map(({ id, title }) => [id, title]))
  const purchases = await listBillable(client, { districtId })
  return billPurchases(
    prices,
    purchases.map((one) => ({ ...one, title: titles.get(one.kind) ?? one.kind })),
  )
}

/**
 * Makes an invoice of what was bought and not billed yet, and issues it unless it is to be a draft.
 * @throws Failure BILLING_NOT_SET_UP, INVOICE_NOTHING, INVOICE_TOO_LARGE
 */
export async function billDistrict(client: pg.ClientBase, place: Noting, order: BillingOrder): Promise<InvoiceRow> {
  // Two who bill at once would both bill the same.
  await lockInvoice(client, place)
  const settings = setUp(order.settings)
  const { lines, unpriced } = await previewInvoice(client, place, order)
  if (lines.length === 0)
    throw refuse(
      'INVOICE_NOTHING',
      unpriced.length > 0
        ? `Nothing can be billed: there is no price for ${unpriced.join(', ')}.`
        : 'Nothing is left to bill: every purchase of the district stands on an invoice.',
    )
  const tax = settings.tax ?? null
  const sums = sumOf(lines, tax?.ratePpm ?? 0)
  if (!isSound(sums)) throw refuse('INVOICE_TOO_LARGE', 'The sum is larger than an invoice can hold. Check the prices.')
  const id = await draftInvoice(client, place, {
    ...sums,
    sellerNumber: null,
    creditsId: null,
    reason: null,
    currency: settings.currency,
    seller: sellerOf(settings),
    billTo: order.billTo ?? (await findBillTo(client, place)),
    remittance: settings.remittance ?? '',
    taxName: tax?.name ?? null,
    taxRatePpm: tax?.ratePpm ?? 0,
    dueOn: null,
    lines,
  })
  if (order.orderNumber !== null)
    await insertPurchaseOrder(client, place, { invoiceId: id, orderNumber: order.orderNumber })
  if (!order.draft) return issueInvoice(client, place, { id, dueDays: order.dueDays ?? settings.dueDays })
  return found(client, place, { id })
}

function sellerOf({ seller: { name, address, email, taxId } }: BillingSettings): string {
  return [name, address, email, ...(taxId === undefined ? [] : [`Tax number ${taxId}`])].join('\n')
}

/** Issues a draft, from today. @throws Failure INVOICE_UNKNOWN */
export async function issueInvoice(
  client: pg.ClientBase,
  place: Noting,
  { id, dueDays }: { readonly id: string; readonly dueDays: number },
): Promise<InvoiceRow> {
  const number = await issueDraft(client, place, { id, issuedOn: null, dueDays })
  if (number === null) throw refuse('INVOICE_UNKNOWN', `There is no draft ${id} in this district.`)
  await note(client, place, { action: 'invoice.issue', id, detail: { number } })
  return found(client, place, { id })
}

/** @throws Failure INVOICE_UNKNOWN */
export async function discardInvoice(client: pg.ClientBase, place: Noting, id: string): Promise<void> {
  if (!(await discardDraft(client, place, id)))
    throw refuse(
      'INVOICE_UNKNOWN',
      `There is no draft ${id} in this district. What was issued is taken back by a credit note.`,
    )
  await note(client, place, { action: 'invoice.discard', id, detail: {} })
}

/**
 * Takes an invoice back, whole or in part, by a credit note with the next number.
 * @throws Failure INVOICE_UNKNOWN, INVOICE_CREDIT
 */
export async function creditInvoice(
  client: pg.ClientBase,
  place: Noting,
  o: { readonly number: number; readonly amount: number | null; readonly reason: string },
): Promise<InvoiceRow> {
  const known = await findInvoice(client, { ...place, drafts: false, number: o.number })
  if (known === null) throw unknown(place.districtId, o.number)
  await lockInvoice(client, place, known.id)
  const invoice = await found(client, place, { id: known.id })
  const left = invoice.total - invoice.credited
  const amount = o.amount ?? left
  if (invoice.creditsId !== null) throw refuse('INVOICE_CREDIT', 'A credit note can’t be taken back.')
  if (amount <= 0 || amount > left)
    throw refuse('INVOICE_CREDIT', 'No more can be taken back than is left of the invoice.')
  const sums = creditOf(invoice, amount)
  const { currency, seller, billTo, remittance, taxName, taxRatePpm } = invoice
  const lines = await creditLines(client, place, { invoice, amount, subtotal: sums.subtotal })
  const carried = { currency, seller, billTo, remittance, taxName, taxRatePpm }
  const about = { sellerNumber: null, creditsId: invoice.id, reason: o.reason, dueOn: null, lines }
  const id = await draftInvoice(client, place, { ...sums, ...carried, ...about })
  const number = await issueDraft(client, place, { id, issuedOn: null, dueDays: null })
  await note(client, place, { action: 'invoice.credit', id: invoice.id, detail: { number: number ?? 0 } })
  return found(client, place, { id })
}

/** All its lines where it is taken back whole, else one that names it. */
async function creditLines(
  client: pg.ClientBase,
  place: Noting,
  { invoice, amount, subtotal }: { readonly invoice: InvoiceRow; readonly amount: number; readonly subtotal: number },
): Promise<readonly InvoiceLine[]> {
  if (amount === invoice.total) return listInvoiceLines(client, place, invoice.id)
  const description = `Part of ${numberOf(place.districtId, invoice.number ?? 0)}`
  const nothing = { kind: null, purchase: null, startsOn: null, endsOn: null }
  return [{ ...nothing, description, quantity: 1, unitPrice: subtotal, amount: subtotal }]
}

/**
 * Takes an invoice of the seller's own accounting in, issued as it was. Null: it is there already.
 * @throws Failure INVOICE_DIFFERS where one of that number is there with another sum
 */
export async function importInvoice(
  client: pg.ClientBase,
  place: Noting,
  { number: sellerNumber, issuedOn, purchaseOrder, ...o }: ImportedInvoice,
): Promise<InvoiceRow | null> {
  await lockInvoice(client, place)
  const { rows } = await client.query<{ total: number; currency: string }>(sql('find_seller_invoice'), [
    place.districtId,
    sellerNumber,
  ])
  const [there] = rows
  if (there !== undefined && there.total === o.total && there.currency === o.currency) return null
  if (there !== undefined)
    throw refuse(
      'INVOICE_DIFFERS',
      `Invoice ${sellerNumber} is here already with another sum. What was issued is never changed: credit it, and bring the new one along under its own number.`,
    )
  const id = await draftInvoice(client, place, { ...o, sellerNumber, creditsId: null, reason: null, taxRatePpm: 0 })
  if (purchaseOrder !== null) await insertPurchaseOrder(client, place, { invoiceId: id, orderNumber: purchaseOrder })
  const number = await issueDraft(client, place, { id, issuedOn, dueDays: null })
  await note(client, place, { action: 'invoice.import', id, detail: { number: number ?? 0 } })
  return found(client, place, { id })
}

async function found(client: pg.ClientBase, place: Noting, { id }: { readonly id: string }): Promise<InvoiceRow> {
  const invoice = await findInvoice(client, { ...place, drafts: true, id })
  if (invoice === null) throw refuse('INVOICE_UNKNOWN', `There is no invoice with the id ${id} in this district.`)
  return invoice
}

/** Of a number that the district has not. */
export function unknown(districtId: string, number: number): Failure {
  return refuse(
    'INVOICE_UNKNOWN',
    `There is no invoice ${numberOf(districtId, number)}. "staffroom invoice list" has them.`,
  )
}

async function note(
  client: pg.ClientBase,
  { districtId }: Noting,
  entry: { readonly action: string; readonly id: string; readonly detail: Readonly<Record<string, number>> },
): Promise<void> {
  const values = [districtId, entry.action, `invoice:${entry.id}`, JSON.stringify(entry.detail)]
  await client.query(sql('append_audit_entry'), values)
}
