/** The schools of a district: what it knows of them beside the feed, and groups of them. */
import '../styles/roster.css'
import '../styles/settings.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Organisation, OrganisationSchool } from '../../http/contract/organisation.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Groups } from './organisation/groups.tsx'
import { organisationQuery } from './organisation/queries.ts'
import { ParentPortalCards } from './parents/admin-card.tsx'
import { SchoolForm } from './organisation/school-form.tsx'

export function OrganisationPage() {
  const { send, me } = useReader()
  const found = useQuery(organisationQuery(send))
  return (
    <>
      <PageHead title={t('organisation.title')} says={t('organisation.says')} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <Schools organisation={found.data} />
          {me.may.includes('manage:school_group') ? <Groups organisation={found.data} /> : null}
          {me.may.includes('view:parent_self_registration') ? <ParentPortalCards /> : null}
        </>
      )}
    </>
  )
}

function Schools({ organisation }: { readonly organisation: Organisation }) {
  const [open, setOpen] = useState<string | null>(null)
  const { schools } = organisation
  const editing = schools.find(({ id }) => id === open)
  return (
    <Card title={t('organisation.schools')} says={t('organisation.schools.says')}>
      <div className="stack">
        {editing === undefined ? null : <SchoolForm key={editing.id} school={editing} done={() => setOpen(null)} />}
        <DataTable
          label={t('organisation.schools')}
          rows={schools}
          columns={columnsOf(setOpen)}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'name', descending: false }}
          exportName="schools.csv"
          empty={
            <Empty icon={searchIcon} title={t('organisation.none')}>
              {t('organisation.none.says')}
            </Empty>
          }
        />
      </div>
    </Card>
  )
}

function columnsOf(edit: (id: string) => void): readonly Column<OrganisationSchool>[] {
  return [
    { key: 'name', label: t('organisation.school'), value: ({ name }) => name },
    {
      key: 'address',
      label: t('organisation.address'),
      value: ({ address }) => address?.replaceAll('\n', ', ') ?? null,
    },
    { key: 'phone', label: t('organisation.phone'), value: ({ phone }) => phone },
    { key: 'email', label: t('organisation.email'), value: ({ email }) => email },
    { key: 'classes', label: t('organisation.classes'), value: ({ classes }) => classes, numeric: true },
    {
      key: 'act',
      label: t('organisation.act'),
      value: () => null,
      cell: ({ id, name }) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('organisation.edit-this', { name })}
          onClick={() => edit(id)}
        >
          {t('organisation.edit')}
        </Button>
      ),
    },
  ]
}
