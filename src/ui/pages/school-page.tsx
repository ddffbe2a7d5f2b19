/** One school: its name with its owner, and its classes. */
import { useQuery } from '@tanstack/react-query'
import type { ListedClass } from '../../http/contract/roster.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { editedColumn } from './roster/edited-column.ts'
import { recordQuery, schoolClassesQuery } from './roster/queries.ts'
import { RecordFields } from './roster/record-fields.tsx'

export function SchoolPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(recordQuery(send, 'orgs', id))
  return (
    <>
      <PageHead title={found.data?.name ?? t('school')} actions={<a href={paths.people()}>{t('people.back')}</a>} />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.active ? null : <Note mood="warn" title={t('record.retired')} />}
          <Card title={t('record.details')} says={t('record.details.says')}>
            <RecordFields record={found.data} />
          </Card>
          <Card title={t('school.classes')}>
            <Classes schoolId={id} />
          </Card>
        </>
      )}
    </>
  )
}

const columns: readonly Column<ListedClass>[] = [
  {
    key: 'title',
    label: t('field.title'),
    value: ({ title }) => title,
    cell: ({ id, title }) => <a href={paths.class(id)}>{title}</a>,
  },
  { key: 'code', label: t('field.classCode'), value: ({ classCode }) => classCode },
  editedColumn,
]

function Classes({ schoolId }: { readonly schoolId: string }) {
  const { send } = useReader()
  const found = useQuery(schoolClassesQuery(send, schoolId))
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <div className="stack">
      <DataTable
        label={t('school.classes')}
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'title', descending: false }}
        exportName={`school-${schoolId}-classes.csv`}
        empty={<p className="quiet-line">{t('school.classes.none')}</p>}
      />
      {items.length < total ? <Note mood="calm">{t('school.classes.cut', { shown: items.length, total })}</Note> : null}
    </div>
  )
}
