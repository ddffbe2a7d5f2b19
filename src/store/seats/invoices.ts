/** Invoices as they are kept: drafts, issued ones, credit notes. In the district's transaction. */

import type pg from 'pg'
import type { BillablePurchase, InvoiceLine } from '../../seats/invoice.ts'
import { sql } from '../sql.ts'

/** The most that a list shows: a district gets a few a year. */
export const INVOICES_SHOWN = 500

export interface InvoiceRow {
  readonly id: string
  /** Null: a draft. */
  readonly number: number | null
  readonly sellerNumber: string | null
  /** Of a credit note: what it takes back. */
  readonly creditsId: string | null
  readonly creditsNumber: number | null
  readonly reason: string | null
  readonly currency: string
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly seller: string
  readonly billTo: string
  readonly remittance: string
  readonly taxName: string | null
  readonly taxRatePpm: number
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  readonly createdAt: Date
  readonly credited: number
  readonly creditedTax: number
  readonly paid: number
  readonly refunded: number
  /** Of the purchase order that was given last. */
  readonly orderNumber: string | null
  /** Today in the district. */
  readonly today: string
}

export interface NewInvoice {
  readonly sellerNumber: string | null
  readonly creditsId: string | null
  readonly reason: string | null
  readonly currency: string
  readonly seller: string
  readonly billTo: string
  readonly remittance: string
  readonly taxName: string | null
  readonly taxRatePpm: number
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  /** Null: as many days after its issue as the seller gives. */
  readonly dueOn: string | null
  readonly lines: readonly InvoiceLine[]
}

interface Place {
  readonly districtId: string
}

export interface InvoicesAsked extends Place {
  readonly now: Date
  /** Drafts are the seller's alone. */
  readonly drafts: boolean
}

/** The latest first; `limit` null: all of them. */
export async function listInvoices(
  client: pg.ClientBase,
  o: InvoicesAsked & { readonly limit?: number | null },
): Promise<{ readonly items: readonly InvoiceRow[]; readonly total: number }> {
  const { rows: items } = await client.query<InvoiceRow>(sql('list_invoices'), [
    o.districtId,
    o.now,
    o.drafts,
    o.limit === undefined ? INVOICES_SHOWN : o.limit,
  ])
  const { rows } = await client.query<{ total: number }>(sql('count_invoices'), [o.districtId, o.drafts])
  return { items, total: rows[0]?.total ?? 0 }
}

/** By its id or its number. Null: there is none in the district. */
export async function findInvoice(
  client: pg.ClientBase,
  o: InvoicesAsked & { readonly id?: string; readonly number?: number },
): Promise<InvoiceRow | null> {
  const values = [o.districtId, o.now, o.drafts, o.id ?? null, o.number ?? null]
  const { rows } = await client.query<InvoiceRow>(sql('find_invoice'), values)
  return rows[0] ?? null
}

export async function listInvoiceLines(
  client: pg.ClientBase,
  { districtId }: Place,
  id: string,
): Promise<readonly InvoiceLine[]> {
  return (await client.query<InvoiceLine>(sql('list_invoice_lines'), [districtId, id])).rows
}

export interface CreditNoteRow {
  readonly id: string
  readonly number: number
  readonly amount: number
  readonly issuedOn: string
  readonly reason: string
}

/** The credit notes of one invoice. */
export async function listCreditNotes(
  client: pg.ClientBase,
  { districtId }: Place,
  id: string,
): Promise<readonly CreditNoteRow[]> {
  return (await client.query<CreditNoteRow>(sql('list_credit_notes'), [districtId, id])).rows
}

/** Makes a draft; its id. */
export async function draftInvoice(
  client: pg.ClientBase,
  place: Place & { readonly actor: string; readonly now: Date },
  o: NewInvoice,
): Promise<string> {
  const words = [o.sellerNumber, o.creditsId, o.reason, o.currency, o.seller, o.billTo, o.remittance]
  const sums = [o.taxName, o.taxRatePpm, o.subtotal, o.tax, o.total, o.dueOn]
  const values = [place.districtId, ...words, ...sums, place.actor, place.now]
  const { rows } = await client.query<{ id: string }>(sql('insert_invoice'), values)
  const id = rows[0]?.id ?? ''
  await client.query(sql('insert_invoice_lines'), [place.districtId, id, JSON.stringify(o.lines)])
  return id
}

/** Gives a draft its number and its days; from then on nothing of it changes. The number; null: it is no draft. */
export async function issueDraft(
  client: pg.ClientBase,
  place: Place & { readonly now: Date },
  o: { readonly id: string; readonly issuedOn: string | null; readonly dueDays: number | null },
): Promise<number | null> {
  const values = [place.districtId, o.id, o.issuedOn, o.dueDays, place.now]
  const { rows } = await client.query<{ number: number }>(sql('issue_invoice'), values)
  return rows[0]?.number ?? null
}

/** Whether there was such a draft. */
export async function discardDraft(client: pg.ClientBase, { districtId }: Place, id: string): Promise<boolean> {
  return (await client.query(sql('discard_invoice'), [districtId, id])).rowCount === 1
}

/** One transaction at a time counts what is paid of the invoice; without an id, what is billed of the purchases. */
export async function lockInvoice(client: pg.ClientBase, { districtId }: Place, id = ''): Promise<void> {
  await client.query(sql('lock_invoice'), [districtId, id])
}

/** What was bought, and what was billed of it. */
export async function listBillable(
  client: pg.ClientBase,
  { districtId }: Place,
): Promise<readonly Omit<BillablePurchase, 'title'>[]> {
  return (await client.query<Omit<BillablePurchase, 'title'>>(sql('list_billable_purchases'), [districtId])).rows
}

/** Whom an invoice goes to, where nobody says. */
export async function findBillTo(client: pg.ClientBase, { districtId }: Place): Promise<string> {
  const { rows } = await client.query<{ billTo: string }>(sql('find_bill_to'), [districtId])
  return rows[0]?.billTo ?? districtId
}
