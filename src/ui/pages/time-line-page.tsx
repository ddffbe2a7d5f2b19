/** The time line of an educator: last contact, open next steps, sums by school year, and what was done, newest first. */
import '../styles/coach.css'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Timeline } from '../../http/contract/timeline.ts'
import { formatDay } from '../formats.ts'
import { nameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { noteIcon } from '../parts/icons.tsx'
import { Empty, Note, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Pager } from '../parts/pager.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t, word } from '../translate.ts'
import { Entry } from './coach/entry.tsx'
import { interactionCoachesQuery, timelineQuery } from './coach/queries.ts'
import { EducatorAccount } from './educators/educator-account.tsx'

const PAGE_SIZE = 12

type Year = Timeline['years'][number]

const columns: readonly Column<Year>[] = [
  { key: 'year', label: t('time-line.year'), value: (row) => `${row.from.slice(0, 4)}/${row.to.slice(2, 4)}` },
  {
    key: 'places',
    label: t('time-line.places'),
    value: placesSay,
    unsorted: true,
  },
  {
    key: 'last',
    label: t('educator-database.last'),
    value: ({ lastContactOn }) => lastContactOn,
    cell: ({ lastContactOn }) =>
      lastContactOn === null ? <span className="dim">{t('educators.never')}</span> : formatDay(lastContactOn),
  },
  { key: 'interactions', label: t('time-line.interactions'), value: (row) => row.interactions, numeric: true },
  { key: 'minutes', label: t('time-line.minutes'), value: (row) => row.minutes, numeric: true },
]

/** “Lincoln Middle School (Teacher); another school”. */
function placesSay({ places }: Year): string {
  return places
    .map(({ school, roles }) => {
      if (school === null) return t('time-line.places.other')
      return roles.length === 0 ? school.name : `${school.name} (${roles.map((role) => word('role', role)).join(', ')})`
    })
    .join('; ')
}

export function TimelinePage({ id }: { readonly id: string }) {
  const { me, send } = useReader()
  const [page, setPage] = useState(0)
  const [by, setBy] = useState<'me' | 'all'>('all')
  const found = useQuery(timelineQuery(send, { educatorId: id, by, page, pageSize: PAGE_SIZE }))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError)
    return <PageFailure title={t('time-line.title')} failure={found.error} retry={() => void found.refetch()} />
  const { educator, years, items, total } = found.data
  const pages = Math.ceil(total / PAGE_SIZE)
  const cut = { page, pages, first: page * PAGE_SIZE + 1, last: page * PAGE_SIZE + items.length }
  return (
    <>
      <PageHead title={nameOf(educator)} says={t('time-line.says')} />
      {educator.id === id ? null : <Note mood="calm">{t('time-line.merged', { name: nameOf(educator) })}</Note>}
      <p className="quiet-line">
        <a href={paths.coach()}>{t('time-line.back')}</a> · {saysOf(found.data)}
        {me.may.includes('merge:educator') ? (
          <>
            {' '}
            · <a href={paths.merge(educator.id)}>{t('merge.open')}</a>
          </>
        ) : null}
      </p>
      <Card title={t('time-line.list')}>
        <Whose
          by={by}
          choose={(whose) => {
            setBy(whose)
            setPage(0)
          }}
        />
        <div className="stack" aria-busy={found.isPlaceholderData}>
          <Done items={items} />
          {pages < 2 ? null : <Pager label={t('time-line.list')} cut={cut} total={total} turn={setPage} />}
        </div>
      </Card>
      {years.length === 0 ? null : <Years years={years} />}
      <EducatorAccount id={educator.id} />
    </>
  )
}

function Done({ items }: Pick<Timeline, 'items'>) {
  const { me } = useReader()
  if (items.length === 0) {
    return (
      <Empty icon={noteIcon} title={t('time-line.none')}>
        {t('time-line.none.says')}
      </Empty>
    )
  }
  return (
    <ol className="plain-list timeline">
      {items.map((interaction) => (
        <Entry
          key={interaction.id}
          interaction={interaction}
          named={interaction.coach.id !== me.person?.id}
          choice={null}
        />
      ))}
    </ol>
  )
}

interface WhoseProps {
  readonly by: 'me' | 'all'
  readonly choose: (by: 'me' | 'all') => void
}

/** For a coach to whom others' work is open: with it, or without. */
function Whose({ by, choose }: WhoseProps) {
  const { me, send } = useReader()
  const { data } = useQuery(interactionCoachesQuery(send))
  const hasOthers = (data?.coaches ?? []).some(({ id }) => id !== me.person?.id)
  if (!me.may.includes('create:interaction') || !hasOthers) return null
  return (
    <NativeSelect
      className="list-whose"
      label={t('cycles.whose')}
      value={by}
      data={(['all', 'me'] as const).map((value) => ({ value, label: t(`cycles.whose.${value}`) }))}
      onChange={({ currentTarget: { value } }) => choose(value === 'me' ? 'me' : 'all')}
    />
  )
}

function Years({ years }: Pick<Timeline, 'years'>) {
  return (
    <Card title={t('time-line.years')} says={t('time-line.years.says')}>
      <DataTable
        label={t('time-line.years')}
        rows={years}
        columns={columns}
        rowKey={(row) => row.from}
        sortedBy={{ column: 'year', descending: true }}
        exportName="school-years.csv"
        empty={null}
      />
    </Card>
  )
}

function saysOf({ lastContactOn, openSteps }: Timeline): string {
  if (lastContactOn === null) return t('time-line.never')
  const last = t('time-line.last', { date: formatDay(lastContactOn) })
  return openSteps === 0 ? last : `${last} · ${t('time-line.steps', { count: openSteps })}`
}
