/** The latest runs with what each one changed. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '../../../http/contract/sync.ts'
import { formatDuration, formatInstant, formatNumber } from '../../formats.ts'
import { Command } from '../../parts/command.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { syncIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { durationOf, moodOf, stateWordOf, totalsOf } from './health.ts'
import type { Totals } from './health.ts'
import { runsQuery } from './queries.ts'

export function Runs() {
  const { me, send } = useReader()
  const [sourceId, setSourceId] = useState('')
  const found = useQuery(runsQuery(send))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  const sources = [...new Set(items.map((run) => run.sourceId))].toSorted()
  return (
    <div className="stack">
      <DataTable
        rowsOf={sourceId}
        label={t('runs.title')}
        rows={items.filter((run) => sourceId === '' || run.sourceId === sourceId)}
        columns={columnsFor(me.district.timezone)}
        rowKey={(run) => run.id}
        sortedBy={{ column: 'run', descending: true }}
        pageSize={10}
        exportName="runs.csv"
        tools={
          sources.length < 2 ? null : (
            <NativeSelect
              label={t('runs.source')}
              value={sourceId}
              data={[{ value: '', label: t('runs.all-sources') }, ...sources]}
              onChange={(change) => setSourceId(change.currentTarget.value)}
            />
          )
        }
        empty={
          <Empty icon={syncIcon} title={t('runs.none')}>
            {t('runs.none.says')} <Command line="staffroom sync" />
          </Empty>
        }
      />
      {items.length < total ? <Note mood="calm">{t('runs.cut', { shown: items.length, total })}</Note> : null}
    </div>
  )
}

function columnsFor(zone: string): readonly Column<Run>[] {
  return [
    {
      key: 'run',
      label: t('runs.run'),
      value: (run) => Number(run.id),
      cell: (run) => (
        <a href={paths.run(run.id)} aria-label={t('sources.open-run', { run: run.id })}>
          #{run.id}
        </a>
      ),
    },
    { key: 'source', label: t('runs.source'), value: (run) => run.sourceId },
    {
      key: 'state',
      label: t('runs.state'),
      value: (run) => t(`state.${stateWordOf(run)}`),
      cell: (run) => <Pill mood={moodOf(run.state)}>{t(`state.${stateWordOf(run)}`)}</Pill>,
    },
    {
      key: 'started',
      label: t('runs.started'),
      value: (run) => run.startedAt,
      cell: (run) => (run.startedAt === null ? '–' : formatInstant(run.startedAt, zone)),
    },
    {
      key: 'took',
      label: t('runs.took'),
      value: durationOf,
      cell: (run) => {
        const took = durationOf(run)
        return took === null ? '–' : formatDuration(took)
      },
      numeric: true,
    },
    countColumn('added'),
    countColumn('changed'),
    countColumn('retired'),
    countColumn('quarantined'),
  ]
}

function countColumn(key: keyof Totals): Column<Run> {
  const value = (run: Run) => totalsOf(run.tables)?.[key] ?? null
  return {
    key,
    label: t(`count.${key}`),
    value,
    cell: (run) => {
      const count = value(run)
      return count === null ? '–' : formatNumber(count)
    },
    numeric: true,
  }
}
