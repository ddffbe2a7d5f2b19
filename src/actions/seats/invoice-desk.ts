/** What the seller does with a district's invoices and payments at the command line, for whoever runs the installation. */

import { districtDay } from '../../coaching/district-day.ts'
import { Failure } from '../../roster/failure.ts'
import { type BillingSettings, decimalOf, formatMoney, readAmount } from '../../seats/billing.ts'
import {
  balanceOf,
  type InvoiceLine,
  type InvoiceState,
  numberOf,
  type PaymentWay,
  stateOf,
} from '../../seats/invoice.ts'
import { isDay, readInvoiceFile } from '../../seats/invoice-file.ts'
import type { LicenceKind } from '../../seats/kind.ts'
import type { Database, DistrictClient } from '../../store/database.ts'
import { inDistrict } from '../../store/database.ts'
import { findDistrict } from '../../store/people/district.ts'
import { findInvoice, type InvoiceRow, listInvoiceLines, listInvoices } from '../../store/seats/invoices.ts'
import {
  billDistrict,
  type BillingOrder,
  creditInvoice,
  discardInvoice,
  importInvoice,
  issueInvoice,
  previewInvoice,
  unknown,
} from '../../store/seats/issue-invoice.ts'
import { notePayment, refundPayment } from '../../store/seats/note-payment.ts'
import { listOddEvents, listPayments, type PaymentRow } from '../../store/seats/payments.ts'

export interface InvoiceDeskWorld {
  /** Of the role `sync`: pages make no invoices. */
  readonly database: Database
  readonly now: () => Date
  readonly licenceKinds: readonly LicenceKind[]
  /** As it is set up; null: it isn't. @throws Failure BILLING_SETTINGS */
  readonly openBilling: () => BillingSettings | null
}

/** An invoice, a credit note or a draft as the command line shows it. */
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
  /** Money in words: total, open, credit. */
  readonly told: { readonly total: string; readonly open: string; readonly credit: string }
}
export interface InvoiceSheetLine extends InvoiceLine {
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

export type InvoiceDesk = ReturnType<typeof openInvoiceDesk>

/** Bound to one installation. Everything throws a `Failure` that says what to do. */
export function openInvoiceDesk(world: InvoiceDeskWorld) {
  return { ...bindInvoices(world), ...bindReading(world), ...bindChanges(world), ...bindPayments(world) }
}

const ACTOR = 'cli'

function inside<T>({ database }: InvoiceDeskWorld, districtId: string, work: (client: DistrictClient) => Promise<T>) {
  return inDistrict(database, { districtId, actor: ACTOR }, work)
}

function placeIn({ now }: InvoiceDeskWorld, districtId: string) {
  return { districtId, actor: ACTOR, now: now() }
}

function bindInvoices(world: InvoiceDeskWorld) {
  const kinds = world.licenceKinds
  return {
    preview: (districtId: string) =>
      inside(world, districtId, async (client) => {
        const settings = world.openBilling()
        const { lines, unpriced } = await previewInvoice(client, { districtId }, { settings, kinds })
        return { lines: lines.map((line) => lineSheet(line, settings?.currency ?? 'USD')), unpriced }
      }),
    bill: (o: Omit<BillingOrder, 'settings' | 'kinds'> & { readonly districtId: string }) =>
      inside(world, o.districtId, async (client) => {
        const order = { ...o, settings: world.openBilling(), kinds }
        return sheetOf(o.districtId, await billDistrict(client, placeIn(world, o.districtId), order))
      }),
    issue: (o: { readonly districtId: string; readonly id: string; readonly dueDays: number | null }) =>
      inside(world, o.districtId, async (client) => {
        const dueDays = o.dueDays ?? world.openBilling()?.dueDays ?? 30
        return sheetOf(o.districtId, await issueInvoice(client, placeIn(world, o.districtId), { id: o.id, dueDays }))
      }),
    discard: (o: { readonly districtId: string; readonly id: string }) =>
      inside(world, o.districtId, (client) => discardInvoice(client, placeIn(world, o.districtId), o.id)),
  }
}

function bindReading(world: InvoiceDeskWorld) {
  return {
    list: (districtId: string) =>
      inside(world, districtId, async (client) => {
        const asked = { districtId, now: world.now(), drafts: true, limit: null }
        const { items, total } = await listInvoices(client, asked)
        return { invoices: items.map((row) => sheetOf(districtId, row)), total }
      }),
    show: (districtId: string, number: number) =>
      inside(world, districtId, async (client) => {
        const row = await findInvoice(client, { districtId, now: world.now(), drafts: false, number })
        if (row === null) throw unknown(districtId, number)
        const lines = await listInvoiceLines(client, { districtId }, row.id)
        const payments = await listPayments(client, { districtId }, { invoiceId: row.id })
        return {
          invoice: sheetOf(districtId, row),
          lines: lines.map((line) => lineSheet(line, row.currency)),
          payments: payments.map((one) => paymentSheet(districtId, one)),
        }
      }),
  }
}

function bindChanges(world: InvoiceDeskWorld) {
  return {
    credit: (o: {
      readonly districtId: string
      readonly number: number
      readonly amount: string | null
      readonly reason: string
    }) =>
      inside(world, o.districtId, async (client) => {
        const amount =
          o.amount === null
            ? null
            : await amountFor(client, { ...placeIn(world, o.districtId), ...o, amount: o.amount })
        const note = await creditInvoice(client, placeIn(world, o.districtId), { ...o, amount })
        return sheetOf(o.districtId, note)
      }),
    import: (o: { readonly districtId: string; readonly content: unknown }) => importAll(world, o),
  }
}

/** All of the file or nothing of it. @throws Failure INVOICE_FILE, INVOICE_DIFFERS */
async function importAll(
  world: InvoiceDeskWorld,
  { districtId, content }: { readonly districtId: string; readonly content: unknown },
): Promise<{ readonly taken: readonly InvoiceSheet[]; readonly known: readonly string[] }> {
  const read = readInvoiceFile(content)
  if ('faults' in read)
    throw new Failure('INVOICE_FILE', 'operator', `Nothing was taken. ${read.faults.slice(0, 20).join('; ')}.`)
  return inside(world, districtId, async (client) => {
    const [taken, known]: [InvoiceSheet[], string[]] = [[], []]
    const inOrder = read.invoices.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : Number(a.issuedOn > b.issuedOn)))
    for (const one of inOrder) {
      const row = await importInvoice(client, placeIn(world, districtId), one)
      if (row === null) known.push(one.number)
      else taken.push(sheetOf(districtId, row))
    }
    return { taken, known }
  })
}

export interface HandPaymentOrder {
  readonly districtId: string
  readonly number: number
  /** As `1250.00`. */
  readonly amount: string
  readonly way: Exclude<PaymentWay, 'card'>
  readonly reference: string
  /** Null: today in the district. */
  readonly on: string | null
}

export interface RefundOrder {
  readonly districtId: string
  readonly paymentId: string
  /** As `1250.00`. */
  readonly amount: string
  readonly reference: string
  readonly on: string | null
}

function bindPayments(world: InvoiceDeskWorld) {
  return {
    pay: (o: HandPaymentOrder) =>
      inside(world, o.districtId, async (client) => {
        const place = placeIn(world, o.districtId)
        const amount = await amountFor(client, { ...place, ...o })
        const { number, way, reference } = o
        const paidOn = await dayFor(client, place, o.on)
        const row = await notePayment(client, place, { number, way, reference, amount, paidOn })
        return sheetOf(o.districtId, row)
      }),
    refund: (o: RefundOrder) =>
      inside(world, o.districtId, async (client) => {
        const [payment] = await listPayments(client, o, { id: o.paymentId })
        const amount = checkedAmount(o.amount, payment?.currency ?? 'USD')
        const { paymentId, reference } = o
        const place = placeIn(world, o.districtId)
        const refund = { paymentId, reference, amount, paidOn: await dayFor(client, place, o.on) }
        return sheetOf(o.districtId, await refundPayment(client, place, refund))
      }),
    payments: (districtId: string) =>
      inside(world, districtId, async (client) => ({
        payments: (await listPayments(client, { districtId }, { limit: null })).map((one) =>
          paymentSheet(districtId, one),
        ),
        odd: await listOddEvents(client, { districtId }),
      })),
  }
}

/** In the currency of the invoice. */
async function amountFor(
  client: DistrictClient,
  o: { readonly districtId: string; readonly now: Date; readonly number: number; readonly amount: string },
): Promise<number> {
  const invoice = await findInvoice(client, { districtId: o.districtId, now: o.now, drafts: false, number: o.number })
  if (invoice === null) throw unknown(o.districtId, o.number)
  return checkedAmount(o.amount, invoice.currency)
}

function checkedAmount(text: string, currency: string): number {
  const amount = readAmount(text, currency)
  if (amount !== null && amount > 0) return amount
  throw new Failure(
    'PAYMENT_AMOUNT',
    'operator',
    `An amount of ${currency} is written as ${decimalOf(125_000, currency)}.`,
  )
}

/** A day of the district that has come. @throws Failure PAYMENT_DAY */
async function dayFor(
  client: DistrictClient,
  { districtId, now }: { readonly districtId: string; readonly now: Date },
  day: string | null,
): Promise<string | null> {
  if (day === null) return null
  if (!isDay(day)) throw new Failure('PAYMENT_DAY', 'operator', 'A day is written as 2027-06-30.')
  const { timezone } = (await findDistrict(client, districtId)) ?? { timezone: 'UTC' }
  if (day > districtDay(now, timezone))
    throw new Failure('PAYMENT_DAY', 'operator', `${day} has not come yet. Money is noted when it has come.`)
  return day
}

function sheetOf(districtId: string, row: InvoiceRow): InvoiceSheet {
  const {
    id,
    number,
    sellerNumber,
    issuedOn,
    dueOn,
    currency,
    total,
    credited,
    billTo,
    orderNumber: purchaseOrder,
  } = row
  const isNote = row.creditsId !== null
  const balance = isNote ? { open: 0, credit: 0 } : balanceOf(row)
  const told = (amount: number) => formatMoney(amount, currency)
  return {
    id,
    number,
    sellerNumber,
    issuedOn,
    dueOn,
    currency,
    total,
    credited,
    billTo,
    purchaseOrder,
    ...balance,
    name: number === null ? `draft ${id}` : numberOf(districtId, number),
    state: isNote ? 'credit_note' : stateOf(row, row.today),
    takesBack: row.creditsNumber === null ? null : numberOf(districtId, row.creditsNumber),
    paid: row.paid - row.refunded,
    told: { total: told(total), open: told(balance.open), credit: told(balance.credit) },
  }
}

function lineSheet(line: InvoiceLine, currency: string): InvoiceSheetLine {
  return { ...line, told: formatMoney(line.amount, currency) }
}

function paymentSheet(districtId: string, row: PaymentRow): PaymentSheet {
  const { id, invoiceNumber, refundsId, way, amount, currency, paidOn, reference } = row
  const invoice = numberOf(districtId, invoiceNumber)
  const what = refundsId === null ? 'payment' : 'refund'
  return { id, invoice, what, way, amount, currency, told: formatMoney(amount, currency), paidOn, reference }
}
