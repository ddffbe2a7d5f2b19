/** Importing staff, students and classes: the file, what it would do, and the imports so far. */
import '../styles/lists.css'
import { useQuery } from '@tanstack/react-query'
import type { RosterImports } from '../../http/contract/roster-imports.ts'
import { Card } from '../parts/card.tsx'
import { CsvCard } from '../parts/csv-card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { RosterImportForm } from './roster-imports/import-form.tsx'
import { PastRosterImports } from './roster-imports/past-imports.tsx'
import { rosterImportsQuery } from './roster-imports/queries.ts'

export function RosterImportsPage() {
  const { send, me } = useReader()
  const found = useQuery(rosterImportsQuery(send))
  const addsStaff = me.may.includes('bulk_add:teacher_account')
  return (
    <>
      <PageHead
        title={t('roster-import.title')}
        says={t(addsStaff ? 'roster-import.says' : 'roster-import.says.teacher')}
        actions={
          addsStaff ? (
            <a href={paths.staff()}>{t('roster-import.back.staff')}</a>
          ) : (
            <a href={paths.communities()}>{t('roster-import.back.classes')}</a>
          )
        }
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Found found={found.data} />}
    </>
  )
}

function Found({ found }: { readonly found: RosterImports }) {
  return (
    <>
      <Card title={t('roster-import.file')}>
        <RosterImportForm found={found} />
      </Card>
      <Card title={t('roster-import.past')}>
        <PastRosterImports imports={found.imports} />
      </Card>
      {found.kinds.map((one) => (
        <Template key={one.kind} {...one} />
      ))}
    </>
  )
}

function Template({ kind, columns }: RosterImports['kinds'][number]) {
  const { send } = useReader()
  return (
    <CsvCard
      title={t(`roster-import.template.${kind}`)}
      says={t('roster-import.template.says')}
      label={t(`roster-import.template.get.${kind}`)}
      file={`${kind}.csv`}
      get={() => send('GET /api/v1/roster-imports/templates/{kind}', { params: { kind } })}
    >
      <dl className="list-columns" aria-label={t('roster-import.columns')}>
        {columns.map(({ field, name, meaning, isRequired }) => (
          <div key={field}>
            <dt>
              {name}
              {isRequired ? ` (${t('roster-import.column.required')})` : null}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </CsvCard>
  )
}
