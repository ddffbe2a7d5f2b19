/** The lines of an invoice and its sums. */
import type { InvoiceDetail } from '../../../http/contract/invoices.ts'
import { formatMoney, formatNumber } from '../../formats.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { t } from '../../translate.ts'
import { termOf } from './words.ts'

export function InvoiceLines({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { lines, currency, credits } = invoice
  return (
    <>
      <PlainTable
        label={t(credits === null ? 'invoice.about' : 'invoice.about.note')}
        rows={lines.map((line, place) => ({ ...line, place }))}
        rowKey={({ place }) => String(place)}
        columns={[
          { key: 'what', label: t('invoice.what'), value: ({ description }) => description, unsorted: true },
          { key: 'term', label: t('invoice.term'), value: (line) => termOf(line), unsorted: true },
          {
            key: 'quantity',
            label: t('invoice.quantity'),
            numeric: true,
            value: ({ quantity }) => formatNumber(quantity),
            unsorted: true,
          },
          {
            key: 'unit',
            label: t('invoice.unit'),
            numeric: true,
            value: ({ unitPrice }) => formatMoney(unitPrice, currency),
            unsorted: true,
          },
          {
            key: 'amount',
            label: t('invoice.amount'),
            numeric: true,
            value: ({ amount }) => formatMoney(amount, currency),
            unsorted: true,
          },
        ]}
      />
      <dl className="invoice-sums">
        {sumsOf(invoice).map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatMoney(amount, currency)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function sumsOf(invoice: InvoiceDetail): readonly (readonly [string, number])[] {
  const { subtotal, tax, total, credited, paid, open, credit, credits } = invoice
  const sums: (readonly [string, number])[] = [
    [t('invoice.subtotal'), subtotal],
    ...(invoice.taxName === null ? [] : [[taxOf(invoice.taxName, invoice.taxRatePpm), tax] as const]),
    [t('invoice.total'), total],
  ]
  if (credits !== null) return sums
  return [
    ...sums,
    ...(credited === 0 ? [] : [[t('invoice.credited'), credited] as const]),
    ...(paid === 0 ? [] : [[t('invoice.paid'), paid] as const]),
    [t('invoice.open'), open],
    ...(credit === 0 ? [] : [[t('invoice.credit'), credit] as const]),
  ]
}

function taxOf(name: string, ratePpm: number): string {
  return ratePpm === 0 ? name : t('invoice.tax', { name, rate: formatNumber(ratePpm / 10_000) })
}
