/** Time and interactions by month, coach, school and kind, each as bars or a table. */
import type { Report } from '../../../http/contract/coaching-reports.ts'
import { formatNumber } from '../../formats.ts'
import { ChartCard } from '../../parts/bar-chart.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { noteIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { hoursOf, monthsOf } from '../figures/words.ts'
import type { Asked } from './asked.ts'
import { useReport } from './asked.ts'

type By = Report['by']
type Row = Report['rows'][number]

export function Sums({ asked }: { readonly asked: Asked }) {
  const first = useReport('month', asked)
  if (first.isPending) return <Waiting lines={8} />
  if (first.isError) return <FailureNote failure={first.error} retry={() => void first.refetch()} />
  const { total, educators } = first.data
  if (total.interactions === 0) {
    return (
      <Empty icon={noteIcon} title={t('reports.none')} level={2}>
        {t('reports.none.says')}
      </Empty>
    )
  }
  return (
    <>
      <dl className="figure-tiles">
        <Tile name={t('figures.interactions')} value={formatNumber(total.interactions)} />
        <Tile name={t('figures.time')} value={t('figures.hours', { hours: hoursOf(total.minutes) })} />
        {total.notes === undefined ? null : <Tile name={t('reports.notes')} value={formatNumber(total.notes)} />}
        {educators === null ? null : <Tile name={t('reports.educators')} value={formatNumber(educators)} />}
      </dl>
      <SumsBy by="month" asked={asked} />
      {asked.whose === 'all' ? <SumsBy by="coach" asked={asked} /> : null}
      <SumsBy by="school" asked={asked} />
      <SumsBy by="type" asked={asked} />
      <SumsBy by="tag" asked={asked} />
      <SumsBy by="phase" asked={asked} />
    </>
  )
}

function Tile({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function SumsBy({ by, asked }: { readonly by: By; readonly asked: Asked }) {
  const found = useReport(by, asked)
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { rows, total } = found.data
  const nameOf = ({ key, name }: Row) => {
    if (by === 'month') return monthsOf({ from: key, to: key })
    return key === '' ? t('reports.no-cycle') : name
  }
  return (
    <ChartCard
      title={t(`reports.by.${by}`)}
      says={t(`reports.by.${by}.says`)}
      empty={<p className="quiet-line">{t('reports.none')}</p>}
      bars={rows.map((row) => ({
        key: row.key,
        label: nameOf(row),
        value: row.minutes,
        says: t('figures.hours', { hours: hoursOf(row.minutes) }),
      }))}
      table={
        <DataTable
          label={t(`reports.by.${by}`)}
          rows={rows}
          columns={[
            {
              key: 'name',
              label: t(`reports.name.${by}`),
              value: (row) => (by === 'month' ? row.key : nameOf(row)),
              cell: nameOf,
            },
            ...figuresOf(total.notes !== undefined),
          ]}
          rowKey={({ key }) => key}
          sortedBy={by === 'month' ? { column: 'name', descending: true } : { column: 'minutes', descending: true }}
          exportName={`coaching-by-${by}.csv`}
          empty={null}
        />
      }
    />
  )
}

/** @param noted whether it is told how many have a note */
function figuresOf(noted: boolean): readonly Column<Row>[] {
  return [
    { key: 'interactions', label: t('figures.interactions'), value: (row) => row.interactions, numeric: true },
    { key: 'minutes', label: t('figures.minutes'), value: (row) => row.minutes, numeric: true },
    ...(noted ? [{ key: 'notes', label: t('reports.notes'), value: (row: Row) => row.notes ?? 0, numeric: true }] : []),
  ]
}
