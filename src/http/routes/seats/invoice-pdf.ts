/** An invoice or a credit note as PDF: what stands on its page, without its history. */

import { moneyOf } from '../../../views/seats/invoices.ts'
import type { InvoiceDetail } from '../../contract/invoices.ts'
import { openPdf } from '../../pdf.ts'
import type { Frozen } from '../../route.ts'

type Shown = Frozen<InvoiceDetail>

/** In English; the figures are those of the page. */
export function invoicePdf(invoice: Shown, madeAt: Date): Promise<Buffer> {
  const isNote = invoice.credits !== null
  const title = `${isNote ? 'Credit note' : 'Invoice'} ${invoice.name}`
  const pdf = openPdf({ title, language: 'en', madeAt })
  const money = moneyOf(invoice)
  pdf.heading(1, title)
  pdf.list(headOf(invoice))
  pdf.heading(2, 'From')
  pdf.paragraph(invoice.seller)
  pdf.heading(2, 'To')
  pdf.paragraph(invoice.billTo)
  pdf.heading(2, isNote ? 'What is taken back' : 'What is billed')
  pdf.table({
    heads: ['What', 'Amount'],
    lines: invoice.lines.map((line) => [lineOf(line, money), money(line.amount)]),
  })
  pdf.heading(2, 'Sum')
  const tax = taxOf(invoice)
  pdf.table({
    heads: ['Sum', 'Amount'],
    lines: [
      ['Before tax', money(invoice.subtotal)],
      ...(tax === null ? [] : [[tax, money(invoice.tax)] as const]),
      [isNote ? 'Taken back' : 'Total', money(invoice.total)],
      ...(isNote ? [] : settled(invoice, money)),
    ],
  })
  if (!isNote && invoice.open > 0 && invoice.remittance !== '') {
    pdf.heading(2, 'How to pay')
    pdf.paragraph(invoice.remittance)
  }
  return pdf.end()
}

function headOf({ issuedOn, dueOn, orderNumber, sellerNumber, credits, reason }: Shown): readonly string[] {
  return [
    `Issued on ${issuedOn}`,
    ...(credits === null ? [`Due on ${dueOn}`] : [`Takes back invoice ${credits.name}, or a part of it`]),
    ...(reason === null ? [] : [`Why: ${reason}`]),
    ...(sellerNumber === null ? [] : [`Number of the seller: ${sellerNumber}`]),
    ...(orderNumber === null ? [] : [`Purchase order: ${orderNumber}`]),
  ]
}

function lineOf(line: Shown['lines'][number], money: (amount: number) => string): string {
  const { description, quantity, unitPrice, startsOn, endsOn } = line
  const term = termOf(startsOn, endsOn)
  return `${description}${term === '' ? '' : `, ${term}`}: ${quantity} at ${money(unitPrice)}`
}

function termOf(startsOn: string | null, endsOn: string | null): string {
  if (startsOn !== null && endsOn !== null) return `${startsOn} to ${endsOn}`
  if (startsOn !== null) return `from ${startsOn}`
  return endsOn === null ? '' : `until ${endsOn}`
}

function taxOf({ tax, taxName, taxRatePpm }: Shown): string | null {
  if (taxName === null && tax === 0) return null
  return taxRatePpm === 0 ? (taxName ?? 'Tax') : `${taxName ?? 'Tax'} (${taxRatePpm / 10_000} %)`
}

function settled(
  { paid, credited, open, credit }: Shown,
  money: (amount: number) => string,
): readonly (readonly [string, string])[] {
  return [
    ...(credited > 0 ? [['Taken back by credit notes', money(credited)] as const] : []),
    ...(paid > 0 ? [['Paid', money(paid)] as const] : []),
    ['Still to be paid', money(open)],
    ...(credit > 0 ? [['Paid too much', money(credit)] as const] : []),
  ]
}
