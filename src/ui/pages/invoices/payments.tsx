/** Every payment and refund of the district. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Payments } from '../../../http/contract/invoices.ts'
import { saveCsv } from '../../csv.ts'
import { formatDay, formatMoney } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { paymentsQuery } from './queries.ts'
import { wayWord } from './words.ts'

type Payment = Payments['items'][number]

export function PaymentsCard() {
  const { send } = useReader()
  const found = useQuery(paymentsQuery(send))
  return (
    <Card title={t('payments.title')} says={t('payments.says')} actions={<WholeFile />}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack">
          <DataTable
            label={t('payments.title')}
            rows={found.data.items}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'on', descending: true }}
            exportName="payments-shown.csv"
            empty={<p className="quiet-line">{t('payments.none')}</p>}
          />
          {found.data.items.length < found.data.total ? (
            <Note mood="calm">{t('payments.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

function whatOf({ isRefund }: Payment): string {
  return t(isRefund ? 'payments.what.refund' : 'payments.what.payment')
}

function moneyOf({ amount, currency, isRefund }: Payment): string {
  return formatMoney(isRefund ? -amount : amount, currency)
}

const COLUMNS: readonly Column<Payment>[] = [
  { key: 'on', label: t('payments.on'), value: ({ paidOn }) => paidOn, cell: ({ paidOn }) => formatDay(paidOn) },
  {
    key: 'invoice',
    label: t('payments.invoice'),
    value: ({ invoice }) => invoice.name,
    cell: ({ invoice }) => <a href={paths.invoice(invoice.id)}>{invoice.name}</a>,
  },
  { key: 'what', label: t('payments.what'), value: whatOf },
  { key: 'way', label: t('payments.way'), value: ({ way }) => wayWord(way) },
  {
    key: 'amount',
    label: t('payments.amount'),
    numeric: true,
    value: ({ amount, isRefund }) => (isRefund ? -amount : amount),
    exported: moneyOf,
    cell: moneyOf,
  },
  { key: 'reference', label: t('payments.reference'), value: ({ reference }) => reference },
]

function WholeFile() {
  const { send } = useReader()
  const getting = useMutation({
    mutationFn: () => send('GET /api/v1/payments/export', {}),
    onSuccess: (csv) => saveCsv('payments.csv', csv),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={downloadIcon}
        loading={getting.isPending}
        onClick={() => getting.mutate()}
      >
        {t('invoices.file')}
      </Button>
      {getting.error === null ? null : <FailureNote failure={getting.error} />}
    </>
  )
}
