/** Invoices and payments: what is to be paid, every invoice, every payment. The first page of the billing office. */
import '../styles/invoices.css'
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BillingArea, Invoice, Invoices } from '../../http/contract/invoices.ts'
import { saveCsv } from '../csv.ts'
import { formatDay, formatMoney } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { Command } from '../parts/command.tsx'
import type { Column } from '../parts/data-table.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { downloadIcon, noteIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { WriteTo } from '../parts/write-to.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { PaymentsCard } from './invoices/payments.tsx'
import { billingQuery, invoicesQuery } from './invoices/queries.ts'
import { stateMood, stateWord } from './invoices/words.ts'

export function InvoicesPage() {
  const { send, me } = useReader()
  const area = useQuery(billingQuery(send))
  if (area.isLoadingError)
    return <PageFailure title={t('invoices.title')} failure={area.error} retry={() => void area.refetch()} />
  return (
    <>
      <PageHead
        title={t('invoices.title')}
        says={t('invoices.says')}
        actions={
          me.may.includes('view:licence_state') ? (
            <a href={me.home === 'invoices' ? paths.home() : paths.sync()}>{t('invoices.licences')}</a>
          ) : undefined
        }
      />
      {area.data === undefined ? <Waiting lines={3} /> : <Sums area={area.data} />}
      {area.data === undefined ? null : <List area={area.data} />}
      {(area.data?.invoices ?? 0) === 0 ? null : <PaymentsCard />}
      <WriteTo addresses={me.contacts.billing === null ? [] : [me.contacts.billing]} says="write-to.billing" />
    </>
  )
}

/** What is owed, overdue and left over, by currency. */
function Sums({ area: { sums } }: { readonly area: BillingArea }) {
  return sums.map(({ currency, open, overdue, credit }) => (
    <Note
      key={currency}
      mood={overdue > 0 ? 'bad' : 'calm'}
      title={open === 0 ? t('invoices.settled') : t('invoices.open', { amount: formatMoney(open, currency) })}
    >
      {overdue === 0 ? null : <p>{t('invoices.overdue', { amount: formatMoney(overdue, currency) })}</p>}
      {credit === 0 ? null : <p>{t('invoices.credit', { amount: formatMoney(credit, currency) })}</p>}
    </Note>
  ))
}

function List({ area }: { readonly area: BillingArea }) {
  const { send } = useReader()
  const found = useQuery(invoicesQuery(send))
  return (
    <Card
      title={t('invoices.list')}
      says={t('invoices.list.says')}
      actions={area.invoices === 0 ? undefined : <WholeFile />}
    >
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Rows found={found.data} hasPrices={area.hasPrices} />}
    </Card>
  )
}

const FILTERS = ['all', 'open', 'settled'] as const
type Filter = (typeof FILTERS)[number]

function isShown({ open }: Invoice, filter: Filter): boolean {
  return filter === 'all' || (filter === 'open') === open > 0
}

function Rows({ found: { items, total }, hasPrices }: { readonly found: Invoices; readonly hasPrices: boolean }) {
  const [filter, setFilter] = useState<Filter>('all')
  if (total === 0)
    return (
      <Empty icon={noteIcon} title={t('invoices.none')}>
        {t(hasPrices ? 'invoices.none.prices' : 'invoices.none.no-prices')}{' '}
        <Command line={hasPrices ? 'staffroom invoice issue' : 'staffroom invoice import'} />
      </Empty>
    )
  return (
    <div className="stack">
      <DataTable
        label={t('invoices.list')}
        rows={items.filter((one) => isShown(one, filter))}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowsOf={filter}
        sortedBy={{ column: 'issued', descending: true }}
        exportName="invoices-shown.csv"
        tools={
          <NativeSelect
            label={t('invoices.filter')}
            value={filter}
            data={FILTERS.map((value) => ({ value, label: t(`invoices.filter.${value}`) }))}
            onChange={({ currentTarget: { value } }) => setFilter(FILTERS.find((one) => one === value) ?? 'all')}
          />
        }
        empty={<p className="quiet-line">{t('invoices.settled')}</p>}
      />
      {items.length < total ? <Note mood="calm">{t('invoices.cut', { shown: items.length, total })}</Note> : null}
    </div>
  )
}

const COLUMNS: readonly Column<Invoice>[] = [
  {
    key: 'number',
    label: t('invoices.number'),
    value: ({ name }) => name,
    cell: ({ id, name }) => <a href={paths.invoice(id)}>{name}</a>,
  },
  {
    key: 'state',
    label: t('invoices.state'),
    value: ({ state }) => stateWord(state),
    cell: ({ state }) => <Pill mood={stateMood(state)}>{stateWord(state)}</Pill>,
  },
  {
    key: 'issued',
    label: t('invoices.issued'),
    value: ({ issuedOn, name }) => `${issuedOn} ${name}`,
    exported: ({ issuedOn }) => issuedOn,
    cell: ({ issuedOn }) => formatDay(issuedOn),
  },
  {
    key: 'due',
    label: t('invoices.due'),
    value: ({ dueOn, credits }) => (credits === null ? dueOn : null),
    cell: ({ dueOn, credits }) => (credits === null ? formatDay(dueOn) : null),
  },
  {
    key: 'total',
    label: t('invoices.total'),
    numeric: true,
    value: ({ total }) => total,
    exported: ({ total, currency }) => formatMoney(total, currency),
    cell: ({ total, currency }) => formatMoney(total, currency),
  },
  {
    key: 'left',
    label: t('invoices.left'),
    numeric: true,
    value: ({ open }) => open,
    exported: ({ open, currency }) => formatMoney(open, currency),
    cell: ({ open, currency, credits }) => (credits === null ? formatMoney(open, currency) : null),
  },
  { key: 'order', label: t('invoices.order'), value: ({ orderNumber }) => orderNumber },
]

function WholeFile() {
  const { send } = useReader()
  const getting = useMutation({
    mutationFn: () => send('GET /api/v1/invoices/export', {}),
    onSuccess: (csv) => saveCsv('invoices.csv', csv),
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
