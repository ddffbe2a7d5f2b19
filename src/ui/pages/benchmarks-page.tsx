/** The benchmark tests of one's students: where each stands, what may be done to it, and results from a file. */
import '../styles/lists.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BenchmarkRoster, BenchmarksQuery } from '../../http/contract/benchmarks.ts'
import { Card } from '../parts/card.tsx'
import { CsvCard } from '../parts/csv-card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useSettled } from '../parts/settled.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { BenchmarkFilters } from './benchmarks/filters.tsx'
import { benchmarksQuery } from './benchmarks/queries.ts'
import { ResultForm } from './benchmarks/result-form.tsx'
import { BenchmarkTable } from './benchmarks/table.tsx'

export function BenchmarksPage() {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<BenchmarksQuery>({})
  const q = useSettled(typed.trim(), 200)
  const search = q === '' ? filter : { ...filter, q }
  const found = useQuery(benchmarksQuery(send, search))
  const { data } = found
  return (
    <>
      <PageHead
        title={t('benchmarks.title')}
        says={t('benchmarks.says')}
        actions={<a href={paths.students()}>{t('benchmarks.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <Told roster={data} />
          <Card title={t('benchmarks.list')}>
            <div aria-busy={found.isPlaceholderData}>
              <BenchmarkTable
                roster={data}
                rowsOf={JSON.stringify(search)}
                tools={<BenchmarkFilters roster={data} typed={typed} type={setTyped} filter={filter} set={setFilter} />}
              />
            </div>
          </Card>
          <Results limits={data.file} />
        </>
      )}
    </>
  )
}

function Told({ roster: { isOn, address } }: { readonly roster: BenchmarkRoster }) {
  if (!isOn)
    return (
      <Note mood="calm" title={t('benchmarks.off')}>
        {t('benchmarks.off.says')}
      </Note>
    )
  return address === '' ? <Note mood="warn">{t('benchmarks.no-address')}</Note> : null
}

function Results({ limits }: { readonly limits: BenchmarkRoster['file'] }) {
  const { send } = useReader()
  return (
    <>
      <Card title={t('benchmarks.results')} says={t('benchmarks.results.says')}>
        <ResultForm limits={limits} />
      </Card>
      <CsvCard
        title={t('benchmarks.results.template')}
        says={t('benchmarks.results.template.says')}
        label={t('benchmarks.results.template.get')}
        file="benchmark-results.csv"
        get={() => send('GET /api/v1/benchmark-results/template', {})}
      />
    </>
  )
}
