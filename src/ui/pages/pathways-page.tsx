/** The pathways of the district, and making one. */
import { useQuery } from '@tanstack/react-query'
import type { Pathway, Pathways } from '../../http/contract/pathways.ts'
import { Card } from '../parts/card.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { bookIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { PathwayForm } from './pathways/pathway-form.tsx'
import { pathwaysQuery } from './pathways/queries.ts'

export function PathwaysPage() {
  const { send } = useReader()
  const found = useQuery(pathwaysQuery(send))
  return (
    <>
      <PageHead title={t('pathways.title')} says={t('pathways.says')} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Found found={found.data} />}
    </>
  )
}

function Found({ found }: { readonly found: Pathways }) {
  const { may, products, pathways } = found
  return (
    <>
      <Card title={t('pathways.list')}>
        <DataTable
          label={t('pathways.list')}
          rows={pathways}
          columns={may.enrol ? [...COLUMNS, MINE] : COLUMNS}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'grade', descending: false }}
          exportName="pathways.csv"
          empty={
            <Empty icon={bookIcon} title={t('pathways.none')}>
              {t(may.change ? 'pathways.none.change' : 'pathways.none.enrol')}
            </Empty>
          }
        />
      </Card>
      {may.change ? (
        <Card title={t('pathways.new')} says={t('pathways.new.says')}>
          <PathwayForm pathway={null} products={products} />
        </Card>
      ) : null}
    </>
  )
}

const COLUMNS: readonly Column<Pathway>[] = [
  {
    key: 'name',
    label: t('pathways.name'),
    value: ({ name }) => name,
    cell: ({ id, name }) => <a href={paths.pathway(id)}>{name}</a>,
  },
  { key: 'grade', label: t('pathways.grade'), value: ({ grade }) => grade },
  { key: 'steps', label: t('pathways.steps'), value: ({ steps }) => steps.length, numeric: true },
]
const MINE: Column<Pathway> = {
  key: 'students',
  label: t('pathways.students'),
  value: ({ students }) => students,
  numeric: true,
}
