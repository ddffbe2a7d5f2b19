/** How coaching cycles stand, each figure as bars or a table: by coach, school and focus, by phase, and what was rated. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CycleProgress } from '../../../http/contract/cycle-progress.ts'
import { formatNumber } from '../../formats.ts'
import { ChartCard } from '../../parts/bar-chart.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { type Asked, caseloadOf, coachOf, placeOf } from './asked.ts'

type By = CycleProgress['by']
type Row = CycleProgress['rows'][number]

const COUNTS = ['cycles', 'planned', 'onTrack', 'due', 'overdue', 'ended', 'higher', 'same', 'lower'] as const

export function CycleProgressCards({ asked }: { readonly asked: Asked }) {
  const isAll = asked.whose === 'all'
  return (
    <>
      <ProgressBy by={isAll ? 'coach' : 'focus'} asked={asked} isFirst />
      {isAll ? <ProgressBy by="school" asked={asked} isFirst={false} /> : null}
    </>
  )
}

function ProgressBy({ by, asked, isFirst }: { readonly by: By; readonly asked: Asked; readonly isFirst: boolean }) {
  const { send } = useReader()
  const { whose, from, to, schoolId, groupId, grade, caseload, coachId } = asked
  const found = useQuery({
    queryKey: ['cycle-progress', by, { whose, from, to, schoolId, groupId, grade, caseload, coachId }],
    queryFn: ({ signal }) => readProgress(send, by, asked, signal),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return (
    <>
      <Standings found={found.data} />
      {isFirst ? <Phases found={found.data} /> : null}
      {isFirst
        ? found.data.scales.map((scale) => <Levels key={scale.id} scale={scale} total={found.data.total} />)
        : null}
    </>
  )
}

function Standings({ found }: { readonly found: CycleProgress }) {
  const { by, rows, phases, cadenceDays } = found
  const nameOf = ({ key, name }: Row) =>
    key === '' ? t(by === 'school' ? 'progress.no-school' : 'progress.no-focus') : name
  const title = t(`progress.by.${by}`)
  return (
    <ChartCard
      title={title}
      says={t(`progress.by.${by}.says`, { days: cadenceDays })}
      empty={<p className="quiet-line">{t('progress.none')}</p>}
      bars={rows.map((row) => ({
        key: row.key,
        label: nameOf(row),
        value: row.cycles,
        says: t('progress.bar', {
          cycles: formatNumber(row.cycles),
          overdue: formatNumber(row.overdue),
          ended: formatNumber(row.ended),
        }),
      }))}
      table={
        <DataTable
          label={title}
          rows={rows}
          columns={[
            { key: 'name', label: t(by === 'focus' ? 'progress.by.focus' : `reports.name.${by}`), value: nameOf },
            ...COUNTS.map((name) => ({
              key: name,
              label: t(`progress.${name}`),
              value: (row: Row) => row[name],
              numeric: true,
            })),
            ...phases.map(({ id, name }) => ({
              key: `phase ${id}`,
              label: name,
              value: (row: Row) => row.phases[id] ?? 0,
              numeric: true,
            })),
          ]}
          rowKey={({ key }) => key}
          sortedBy={{ column: 'cycles', descending: true }}
          exportName={`cycles-by-${by}.csv`}
          empty={null}
        />
      }
    />
  )
}

function Phases({ found: { phases, total } }: { readonly found: CycleProgress }) {
  if (phases.length === 0) return null
  const rows = phases.map((phase) => ({ ...phase, cycles: total.phases[phase.id] ?? 0 }))
  return (
    <ChartCard
      title={t('progress.phases')}
      says={t('progress.phases.says')}
      empty={null}
      bars={rows.map(({ id, name, cycles }) => ({ key: id, label: name, value: cycles, says: formatNumber(cycles) }))}
      table={
        <DataTable
          label={t('progress.phases')}
          rows={rows}
          columns={[
            { key: 'name', label: t('progress.phase'), value: ({ name }) => name },
            { key: 'cycles', label: t('progress.cycles'), value: ({ cycles }) => cycles, numeric: true },
          ]}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'cycles', descending: true }}
          exportName="cycles-by-phase.csv"
          empty={null}
        />
      }
    />
  )
}

interface LevelsProps {
  readonly scale: CycleProgress['scales'][number]
  readonly total: CycleProgress['total']
}

function Levels({ scale, total: { higher, same, lower } }: LevelsProps) {
  const { name, levels } = scale
  return (
    <ChartCard
      title={name}
      says={t('progress.scale.says', { higher, same, lower })}
      empty={null}
      bars={levels.map((level) => ({
        key: level.name,
        label: level.name,
        value: level.end,
        says: t('progress.level.bar', { start: formatNumber(level.start), end: formatNumber(level.end) }),
      }))}
      table={
        <DataTable
          label={name}
          rows={levels}
          columns={[
            {
              key: 'level',
              label: t('progress.level'),
              value: (level) => levels.indexOf(level) + 1,
              exported: (level) => level.name,
              cell: (level) => level.name,
            },
            { key: 'start', label: t('progress.start'), value: ({ start }) => start, numeric: true },
            { key: 'end', label: t('progress.end'), value: ({ end }) => end, numeric: true },
          ]}
          rowKey={(level) => level.name}
          sortedBy={{ column: 'level', descending: false }}
          exportName="ratings.csv"
          empty={null}
        />
      }
    />
  )
}

function readProgress(send: Send, by: By, asked: Asked, signal: AbortSignal) {
  const { whose, from, to } = asked
  const query = { by, from, to, ...placeOf(asked) }
  return whose === 'mine'
    ? send('GET /api/v1/coaching/reports/mine/cycles', { query: { ...query, ...caseloadOf(asked) }, signal })
    : send('GET /api/v1/coaching/reports/all/cycles', { query: { ...query, ...coachOf(asked) }, signal })
}
