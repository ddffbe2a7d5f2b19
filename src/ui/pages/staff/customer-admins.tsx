/** The administrators of the customer, for one of them: who they are, suspending another one, and letting them in again. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomerAdmins } from '../../../http/contract/customer-admins.ts'
import { formatInstant } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { CUSTOMER_ADMINS, customerAdminsQuery } from './queries.ts'

type Admin = CustomerAdmins['administrators'][number]

const MOODS = { active: 'good', invited: 'calm', suspended: 'warn' } as const

export function CustomerAdminsCard() {
  const { send, me } = useReader()
  const [said, setSaid] = useState<string | null>(null)
  const { ask, question, failure } = useAskedAgain(CUSTOMER_ADMINS, setSaid)
  const found = useQuery(customerAdminsQuery(send))
  const change = (admin: Admin) => {
    const name = shownName(admin)
    const params = { customerAdminId: admin.id }
    if (admin.status === 'suspended')
      ask({
        label: t('customer-admins.activate-this', { name }),
        sure: t('customer-admins.activate.sure'),
        says: t('customer-admins.activated', { name }),
        act: (by) => by('POST /api/v1/customer/administrators/{customerAdminId}/activation', { params }),
      })
    else
      ask({
        label: t('customer-admins.suspend-this', { name }),
        sure: t('customer-admins.suspend.sure'),
        says: t('customer-admins.suspended', { name }),
        act: (by) => by('POST /api/v1/customer/administrators/{customerAdminId}/suspension', { params }),
      })
  }
  return (
    <Card title={t('customer-admins.title')} says={t('customer-admins.says')}>
      <div className="stack">
        <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
        {question}
        {failure}
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <DataTable
            rowsOf="customer-admins"
            label={t('customer-admins.title')}
            rows={found.data.administrators}
            columns={columnsOf(me.district.timezone, change)}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'name', descending: false }}
            exportName="customer-administrators.csv"
            empty={null}
          />
        )}
      </div>
    </Card>
  )
}

function shownName({ name, email }: Admin): string {
  return name ?? email
}

function columnsOf(zone: string, change: (admin: Admin) => void): readonly Column<Admin>[] {
  return [
    {
      key: 'name',
      label: t('customer-admins.name'),
      value: (row) => (row.isYou ? t('customer-admins.you', { name: shownName(row) }) : shownName(row)),
    },
    { key: 'email', label: t('customer-admins.email'), value: ({ email }) => email },
    {
      key: 'state',
      label: t('customer-admins.state'),
      value: ({ status }) => t(`customer-admins.state.${status}`),
      cell: ({ status }) => <Pill mood={MOODS[status]}>{t(`customer-admins.state.${status}`)}</Pill>,
    },
    {
      key: 'factor',
      label: t('customer-admins.factor'),
      value: ({ hasSecondFactor }) => t(hasSecondFactor ? 'customer-admins.factor.yes' : 'customer-admins.factor.no'),
    },
    {
      key: 'since',
      label: t('customer-admins.since'),
      value: ({ since }) => since,
      cell: ({ since }) => formatInstant(since, zone),
    },
    {
      key: 'act',
      label: t('customer-admins.act'),
      unsorted: true,
      value: () => null,
      cell: (row) => (row.isYou || row.status === 'invited' ? null : <Act admin={row} change={change} />),
    },
  ]
}

function Act({ admin, change }: { readonly admin: Admin; readonly change: (admin: Admin) => void }) {
  const isOut = admin.status === 'suspended'
  const name = shownName(admin)
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={t(isOut ? 'customer-admins.activate-this' : 'customer-admins.suspend-this', { name })}
      onClick={() => change(admin)}
    >
      {t(isOut ? 'customer-admins.activate' : 'customer-admins.suspend')}
    </Button>
  )
}
