/** What is kept of people: who is under hold, and whose file, hold or erasure it is about. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HeldPage, KeptPage as KeptPeople } from '../../http/contract/kept.ts'
import { formatInstant } from '../formats.ts'
import { sortNameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import type { Column } from '../parts/data-table.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useSettled } from '../parts/settled.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { heldPeopleQuery, keptPeopleQuery } from './kept/queries.ts'

type Listed = KeptPeople['items'][number]
type Held = HeldPage['items'][number]

const columns: readonly Column<Listed>[] = [
  {
    key: 'name',
    label: t('kept.held.name'),
    value: sortNameOf,
    cell: (row) => <a href={paths.keptOf(row.id)}>{sortNameOf(row)}</a>,
  },
  {
    key: 'state',
    label: t('staff.state'),
    value: ({ isActive, isHeld }) =>
      [t(isActive ? 'kept.here' : 'kept.left'), ...(isHeld ? [t('kept.hold.stands')] : [])].join(', '),
  },
]

export function KeptPage() {
  const { me } = useReader()
  return (
    <>
      <PageHead
        title={t('kept.title')}
        says={t('kept.says')}
        actions={<a href={paths.people()}>{t('people.back')}</a>}
      />
      <People />
      {me.may.includes('set:legal_hold') ? <HeldPeople zone={me.district.timezone} /> : null}
    </>
  )
}

function People() {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery(keptPeopleQuery(send, q))
  return (
    <Card title={t('kept.find')} says={t('kept.find.says')}>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack" aria-busy={found.isPlaceholderData}>
          <DataTable
            rowsOf={q}
            label={t('kept.people')}
            rows={found.data.items}
            columns={columns}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'name', descending: false }}
            exportName="kept-people.csv"
            tools={
              <TextInput
                type="search"
                label={t('people.search')}
                leftSection={searchIcon}
                value={typed}
                maxLength={100}
                onChange={(change) => setTyped(change.currentTarget.value)}
              />
            }
            empty={
              <Empty icon={searchIcon} title={t('kept.find.none')}>
                {t('kept.find.none.says')}
              </Empty>
            }
          />
          {found.data.items.length < found.data.total ? (
            <Note mood="calm">{t('people.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

function HeldPeople({ zone }: { readonly zone: string }) {
  const { send } = useReader()
  const found = useQuery(heldPeopleQuery(send))
  return (
    <Card title={t('kept.held')} says={t('kept.held.says')}>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('kept.held.list')}
          rows={found.data.items}
          columns={heldColumnsOf(zone)}
          rowKey={({ personId }) => personId}
          sortedBy={{ column: 'since', descending: true }}
          exportName="legal-holds.csv"
          empty={<p className="quiet-line">{t('kept.held.none')}</p>}
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">{t('people.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      )}
    </Card>
  )
}

function heldColumnsOf(zone: string): readonly Column<Held>[] {
  return [
    {
      key: 'name',
      label: t('kept.held.name'),
      value: sortNameOf,
      cell: (row) => <a href={paths.keptOf(row.personId)}>{sortNameOf(row)}</a>,
    },
    { key: 'reason', label: t('kept.held.reason'), value: ({ reason }) => reason },
    {
      key: 'since',
      label: t('kept.held.since'),
      value: ({ setAt }) => setAt,
      cell: ({ setAt }) => formatInstant(setAt, zone),
    },
    { key: 'by', label: t('kept.held.by'), value: ({ setByName }) => setByName ?? t('kept.by.unknown') },
  ]
}
