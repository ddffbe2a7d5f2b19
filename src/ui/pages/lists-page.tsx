/** Lists of educators that the district fills in itself: the empty one, and each source's newest list. */
import '../styles/lists.css'
import { useQuery } from '@tanstack/react-query'
import type { EducatorLists } from '../../http/contract/uploads.ts'
import { Card } from '../parts/card.tsx'
import { CsvCard } from '../parts/csv-card.tsx'
import { Command } from '../parts/command.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ListOfSource } from './lists/list-of-source.tsx'
import { listsQuery } from './lists/queries.ts'

export function ListsPage() {
  const { send } = useReader()
  const found = useQuery(listsQuery(send))
  return (
    <>
      <PageHead title={t('lists.title')} says={t('lists.says')} actions={<a href={paths.sync()}>{t('run.back')}</a>} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Lists found={found.data} />}
    </>
  )
}

function Lists({ found }: { readonly found: EducatorLists }) {
  return (
    <>
      {found.lists.map(({ sourceId, upload }) => (
        <ListOfSource key={sourceId} sourceId={sourceId} upload={upload} limits={found} />
      ))}
      {found.lists.length > 0 ? null : <NoSource />}
      <Template columns={found.columns} />
    </>
  )
}

function NoSource() {
  const { me } = useReader()
  return (
    <Card title={t('lists.open')}>
      <Empty icon={searchIcon} title={t('lists.none')}>
        {t('lists.none.says')}{' '}
        <Command
          line={`staffroom source add --district ${me.district.id} --id educators --connector educator-csv --config list-source.json`}
        />
      </Empty>
    </Card>
  )
}

function Template({ columns }: Pick<EducatorLists, 'columns'>) {
  const { send } = useReader()
  return (
    <CsvCard
      title={t('lists.template')}
      says={t('lists.template.says')}
      label={t('lists.template.get')}
      file="educators.csv"
      get={() => send('GET /api/v1/educator-lists/template', {})}
    >
      <dl className="list-columns" aria-label={t('lists.columns')}>
        {columns.map(({ name, meaning, aliases }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {meaning}
              {aliases.length === 0 ? null : (
                <span className="quiet-line">
                  {t('lists.column.aliases')}: {aliases.join(', ')}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </CsvCard>
  )
}
