/** The people whose fields one may edit: found by name. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedPerson, ListedSchool } from '../../http/contract/roster.ts'
import { sortNameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useSettled } from '../parts/settled.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { editedColumn } from './roster/edited-column.ts'
import { peopleQuery, schoolsQuery } from './roster/queries.ts'

const columns: readonly Column<ListedPerson>[] = [
  {
    key: 'name',
    label: t('people.name'),
    value: sortNameOf,
    cell: (row) => <a href={paths.person(row.id)}>{sortNameOf(row)}</a>,
  },
  { key: 'schools', label: t('people.schools'), value: (row) => row.schools.join('; ') },
  editedColumn,
]

const schoolColumns: readonly Column<ListedSchool>[] = [
  {
    key: 'name',
    label: t('field.name'),
    value: ({ name }) => name,
    cell: ({ id, name }) => <a href={paths.school(id)}>{name}</a>,
  },
  editedColumn,
]

function GivenByHand() {
  const { me } = useReader()
  return (
    <>
      {me.may.includes('assign:product_access') ? <a href={paths.products()}>{t('products.open')}</a> : null}
      {me.may.includes('export:person_record') ? <a href={paths.kept()}>{t('kept.open')}</a> : null}
      {me.may.includes('allocate:export_credit') ? <a href={paths.credits()}>{t('credits.open')}</a> : null}
    </>
  )
}

function Search({ typed, type }: { readonly typed: string; readonly type: (text: string) => void }) {
  return (
    <TextInput
      type="search"
      label={t('people.search')}
      leftSection={searchIcon}
      value={typed}
      maxLength={100}
      onChange={(change) => type(change.currentTarget.value)}
    />
  )
}

export function PeoplePage() {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const [isReversed, setReversed] = useState(false)
  const found = useQuery(peopleQuery(send, q, isReversed))
  return (
    <>
      <PageHead title={t('people')} says={t('people.says')} actions={<GivenByHand />} />
      <Card title={t('people')}>
        {found.isPending ? <Waiting lines={8} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <div className="stack" aria-busy={found.isPlaceholderData}>
            <DataTable
              // A new search starts on its first page.
              rowsOf={q}
              label={t('people')}
              rows={found.data.items}
              columns={columns}
              rowKey={(row) => row.id}
              sortedBy={{ column: 'name', descending: false }}
              onSort={({ column, descending }) => setReversed(column === 'name' && descending)}
              exportName="people.csv"
              tools={<Search typed={typed} type={setTyped} />}
              empty={
                <Empty icon={searchIcon} title={t('people.none')}>
                  {t('people.none.says')}
                </Empty>
              }
            />
            {found.data.items.length < found.data.total ? (
              <Note mood="calm">{t('people.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
            ) : null}
          </div>
        )}
      </Card>
      <Card title={t('schools')} says={t('schools.says')}>
        <Schools />
      </Card>
    </>
  )
}

function Schools() {
  const { send } = useReader()
  const found = useQuery(schoolsQuery(send))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return (
    <DataTable
      label={t('schools')}
      rows={found.data.schools}
      columns={schoolColumns}
      rowKey={({ id }) => id}
      sortedBy={{ column: 'name', descending: false }}
      exportName="schools.csv"
      empty={<p className="quiet-line">{t('schools.none')}</p>}
    />
  )
}
