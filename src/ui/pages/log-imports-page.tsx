/** Importing an older log of interactions: the file, what it would become, and the imports so far. */
import '../styles/lists.css'
import { useQuery } from '@tanstack/react-query'
import type { LogImports } from '../../http/contract/log-imports.ts'
import { Card } from '../parts/card.tsx'
import { CsvCard } from '../parts/csv-card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ImportForm } from './log-imports/import-form.tsx'
import { PastImports } from './log-imports/past-imports.tsx'
import { logImportsQuery } from './log-imports/queries.ts'

export function LogImportsPage() {
  const { send } = useReader()
  const found = useQuery(logImportsQuery(send))
  return (
    <>
      <PageHead
        title={t('log-import.title')}
        says={t('log-import.says')}
        actions={<a href={paths.coach()}>{t('log-import.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Found found={found.data} />}
    </>
  )
}

function Found({ found }: { readonly found: LogImports }) {
  return (
    <>
      <Card title={t('log-import.file')}>
        <ImportForm found={found} />
      </Card>
      <Card title={t('log-import.past')}>
        <PastImports imports={found.imports} />
      </Card>
      <Template columns={found.columns} />
      <OwnLog />
    </>
  )
}

/** One's own log as a file, with one's notes. */
function OwnLog() {
  const { send } = useReader()
  return (
    <CsvCard
      title={t('log-import.own')}
      says={t('log-import.own.says')}
      label={t('log-import.own.get')}
      file="coaching-log.csv"
      get={() => send('GET /api/v1/coaching/log', {})}
    />
  )
}

function Template({ columns }: Pick<LogImports, 'columns'>) {
  const { send } = useReader()
  return (
    <CsvCard
      title={t('log-import.template')}
      says={t('log-import.template.says')}
      label={t('log-import.template.get')}
      file="coaching-log.csv"
      get={() => send('GET /api/v1/coaching/log-imports/template', {})}
    >
      <dl className="list-columns" aria-label={t('log-import.columns')}>
        {columns.map(({ field, name, meaning, isRequired }) => (
          <div key={field}>
            <dt>
              {name}
              {isRequired ? ` (${t('log-import.column.required')})` : null}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </CsvCard>
  )
}
