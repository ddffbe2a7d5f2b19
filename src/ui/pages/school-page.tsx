/** One school: its name with its owner, and its classes. */
import '../styles/community.css'
import { useQuery } from '@tanstack/react-query'
import type { ListedClass } from '../../http/contract/roster.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { NewClass } from './community/new-class.tsx'
import { editedColumn } from './roster/edited-column.ts'
import { recordQuery, schoolClassesQuery } from './roster/queries.ts'
import { DetailsCard, RecordPage } from './roster/record-page.tsx'

export function SchoolPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const found = useQuery(recordQuery(send, 'orgs', id))
  return (
    <RecordPage
      found={found}
      title={found.data?.name ?? t('school')}
      links={<a href={paths.people()}>{t('people.back')}</a>}
    >
      {(record) => (
        <>
          <DetailsCard record={record} />
          <Card title={t('school.classes')}>
            <Classes schoolId={id} />
            {me.may.includes('create:class') ? (
              <NewClass schools={[{ id, name: record.name }]} forTeacher pathOf={paths.class} />
            ) : null}
          </Card>
        </>
      )}
    </RecordPage>
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
