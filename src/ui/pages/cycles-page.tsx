/** Coaching cycles: mine, or all that I may see, with where each stands. */
import '../styles/cycles.css'
import '../styles/roster.css'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Cycle } from '../../http/contract/cycles.ts'
import { formatDay } from '../formats.ts'
import { joinNames, nameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { noteIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { type CycleFilter, cyclesQuery } from './cycles/queries.ts'
import { StandingPill } from './cycles/standing-pill.tsx'

export function CyclesPage() {
  const { me } = useReader()
  const [state, setState] = useState<CycleFilter['state']>('open')
  const keeps = me.may.includes('create:coaching_cycle')
  return (
    <>
      <PageHead
        title={t('cycles.title')}
        says={t('cycles.says')}
        actions={keeps ? <a href={paths.newCycle()}>{t('cycles.start')}</a> : null}
      />
      <Card title={t(`cycles.which.${state}`)}>
        <div className="stack">
          <NativeSelect
            label={t('cycles.which')}
            value={state}
            data={STATES.map((value) => ({ value, label: t(`cycles.which.${value}`) }))}
            onChange={(event) => setState(STATES.find((one) => one === event.currentTarget.value) ?? 'open')}
          />
          <Listed filter={{ by: keeps || me.seat !== null ? 'me' : 'all', state }} />
        </div>
      </Card>
    </>
  )
}

const STATES = ['open', 'ended', 'all'] as const

function Listed({ filter }: { readonly filter: CycleFilter }) {
  const { send } = useReader()
  const found = useQuery(cyclesQuery(send, filter))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <>
      <DataTable
        label={t('cycles.title')}
        rows={items}
        columns={filter.by === 'me' ? columns.filter(({ key }) => key !== 'coach') : columns}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'due', descending: false }}
        exportName="cycles.csv"
        empty={
          <Empty icon={noteIcon} title={t('cycles.none')}>
            {t(filter.by === 'me' ? 'cycles.none.says' : 'cycles.none.reader')}
          </Empty>
        }
      />
      {items.length < total ? <Note mood="calm">{t('cycles.cut', { shown: items.length, total })}</Note> : null}
    </>
  )
}

const columns: readonly Column<Cycle>[] = [
  {
    key: 'educators',
    label: t('cycles.educators'),
    value: ({ educators }) => joinNames(educators),
    cell: ({ id, educators }) => <a href={paths.cycle(id)}>{joinNames(educators)}</a>,
  },
  { key: 'coach', label: t('cycles.coach'), value: ({ coach }) => nameOf(coach) },
  { key: 'focus', label: t('cycles.focus'), value: ({ focus }) => focus?.name ?? null },
  {
    key: 'phase',
    label: t('cycles.phase'),
    value: ({ phase }) => phase.name,
    cell: ({ phase }) => <span className="unbroken">{phase.name}</span>,
  },
  {
    key: 'standing',
    label: t('cycles.standing'),
    value: ({ standing }) => t(`standing.${standing}`),
    cell: ({ standing }) => (
      <span className="unbroken">
        <StandingPill standing={standing} />
      </span>
    ),
  },
  {
    key: 'due',
    label: t('cycles.due'),
    value: ({ dueOn }) => dueOn,
    cell: ({ dueOn }) => (dueOn === null ? null : formatDay(dueOn)),
  },
  {
    key: 'last',
    label: t('cycles.last'),
    value: ({ lastOn }) => lastOn,
    cell: ({ lastOn }) => (lastOn === null ? <span className="dim">{t('cycles.never')}</span> : formatDay(lastOn)),
  },
  { key: 'minutes', label: t('cycles.minutes'), value: ({ minutes }) => minutes, numeric: true },
]
