/** All communities of the district by name, for its administrators: who leads each, and which classes stand in it. No report. */
import '../styles/community.css'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedCommunity } from '../../http/contract/community.ts'
import { joinNames } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Pill, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { allCommunitiesQuery } from './community/queries.ts'

export function AllCommunitiesPage() {
  const { send } = useReader()
  const found = useQuery(allCommunitiesQuery(send))
  return (
    <>
      <PageHead
        title={t('all-communities.title')}
        says={t('all-communities.says')}
        actions={<a href={paths.communities()}>{t('communities.all')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Found communities={found.data.communities} />}
    </>
  )
}

function Found({ communities }: { readonly communities: readonly ListedCommunity[] }) {
  const [typed, setTyped] = useState('')
  const sought = typed.trim().toLowerCase()
  const rows = communities.filter((one) => wordsOf(one).includes(sought))
  return (
    <Card title={t('all-communities.list')}>
      <DataTable
        label={t('all-communities.list')}
        rows={rows}
        rowsOf={sought}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        exportName="communities.csv"
        tools={
          <TextInput
            type="search"
            label={t('all-communities.find')}
            value={typed}
            onChange={(change) => setTyped(change.currentTarget.value)}
          />
        }
        empty={
          communities.length === 0 ? (
            <Empty icon={peopleIcon} title={t('all-communities.none')}>
              {t('all-communities.none.says')}
            </Empty>
          ) : (
            <Empty icon={peopleIcon} title={t('all-communities.none-found')}>
              {t('all-communities.none-found.says')}
            </Empty>
          )
        }
      />
    </Card>
  )
}

/** What a community is found by: its name, its leads, its classes. */
function wordsOf({ name, leads, classes }: ListedCommunity): string {
  return [name, joinNames(leads), ...classes.map(({ title }) => title)].join(' ').toLowerCase()
}

const COLUMNS: readonly Column<ListedCommunity>[] = [
  {
    key: 'name',
    label: t('all-communities.name'),
    value: ({ name }) => name,
    cell: ({ name, archived }) => (
      <>
        {name} {archived ? <Pill mood="calm">{t('community.archived')}</Pill> : null}
      </>
    ),
  },
  {
    key: 'state',
    label: t('all-communities.state'),
    value: ({ archived }) => t(archived ? 'community.archived' : 'all-communities.at-work'),
  },
  { key: 'leads', label: t('all-communities.leads'), value: ({ leads }) => joinNames(leads) },
  {
    key: 'classes',
    label: t('all-communities.classes'),
    value: ({ classes }) => classes.length,
    exported: ({ classes }) => classes.map(({ title }) => title).join('; '),
    cell: ({ classes }) =>
      classes.length === 0 ? (
        '0'
      ) : (
        <details>
          <summary>{t('communities.classes', { count: classes.length })}</summary>
          {classes.map(({ title }) => title).join(' · ')}
        </details>
      ),
  },
]
