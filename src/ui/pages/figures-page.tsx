/** A principal's page: published totals of the coaching in their schools, and how they are protected. */
import '../styles/bars.css'
import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoachingFigures, FigureQuery } from '../../http/contract/coaching-figures.ts'
import { formatDay, formatNumber } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { noteIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { MonthFigures, SchoolFigures, TypeFigures } from './figures/charts.tsx'
import { CycleFigures } from './figures/cycle-figures.tsx'
import { hoursOf } from './figures/words.ts'

export function FiguresPage() {
  const { send } = useReader()
  const [query, setQuery] = useState<FigureQuery>({})
  const found = useQuery({
    queryKey: ['coaching-figures', query],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/figures', { query, signal }),
    placeholderData: keepPreviousData,
  })
  const print = (
    <Button variant="default" onClick={() => window.print()}>
      {t('report.print')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('figures.title')} says={t('figures.says')} actions={print} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Shown figures={found.data} query={query} ask={setQuery} />}
    </>
  )
}

interface ShownProps {
  readonly figures: CoachingFigures
  readonly query: FigureQuery
  readonly ask: (query: FigureQuery) => void
}

function Shown({ figures, query, ask }: ShownProps) {
  const { isOpen, minimum, graceDays, total, windows, cycles } = figures
  if (!isOpen) {
    return (
      <Empty icon={noteIcon} title={t('figures.closed')} level={2}>
        {t('figures.closed.says')}
      </Empty>
    )
  }
  return (
    <>
      <Filters figures={figures} query={query} ask={ask} />
      {windows.length === 0 && cycles.windows.length === 0 ? (
        <Empty icon={noteIcon} title={t('figures.none')} level={2}>
          {t('figures.none.says', { days: graceDays, minimum })}
        </Empty>
      ) : (
        <>
          <dl className="figure-tiles">
            <div>
              <dt>{t('figures.interactions')}</dt>
              <dd>{formatNumber(total.interactions)}</dd>
            </div>
            <div>
              <dt>{t('figures.time')}</dt>
              <dd>{t('figures.hours', { hours: hoursOf(total.minutes) })}</dd>
            </div>
            <div>
              <dt>{t('figures.cycles')}</dt>
              <dd>{formatNumber(cycles.total.cycles)}</dd>
            </div>
          </dl>
          <MonthFigures figures={figures} />
          <TypeFigures figures={figures} />
          {figures.bySchool.length < 2 ? null : <SchoolFigures figures={figures} />}
          <CycleFigures figures={figures} />
        </>
      )}
      <Guard minimum={minimum} days={graceDays} />
    </>
  )
}

function Filters({ figures, query, ask }: ShownProps) {
  const { years, year, schools, groups } = figures
  const places = [
    { value: '', label: t('figures.where.all') },
    ...groups.map(({ id, name }) => ({ value: `group ${id}`, label: t('figures.where.group', { name }) })),
    ...schools.map(({ id, name }) => ({ value: `school ${id}`, label: name })),
  ]
  const chosen = placeIn(query)
  const choose = (value: string) => {
    const [kind, id] = value.split(' ')
    const when = query.year === undefined ? {} : { year: query.year }
    if (id === undefined) ask(when)
    else ask(kind === 'group' ? { ...when, groupId: id } : { ...when, schoolId: id })
  }
  return (
    <div className="report-filters">
      {years.length === 0 ? null : (
        <NativeSelect
          label={t('figures.year')}
          value={year ?? ''}
          data={years.map(({ from, to }) => ({ value: from, label: `${formatDay(from)} – ${formatDay(to)}` }))}
          onChange={(change) => ask({ ...query, year: change.currentTarget.value })}
        />
      )}
      {schools.length < 2 ? null : (
        <NativeSelect
          label={t('figures.where')}
          value={chosen}
          data={places}
          onChange={(change) => choose(change.currentTarget.value)}
        />
      )}
    </div>
  )
}

/** The chosen place as a value of the list. */
function placeIn({ schoolId, groupId }: FigureQuery): string {
  if (schoolId !== undefined) return `school ${schoolId}`
  return groupId === undefined ? '' : `group ${groupId}`
}

function Guard({ minimum, days }: { readonly minimum: number; readonly days: number }) {
  return (
    <Card title={t('figures.guard')}>
      <ul>
        <li>{t('figures.guard.least', { minimum })}</li>
        <li>{t('figures.guard.once', { days })}</li>
        <li>{t('figures.guard.whole')}</li>
        <li>{t('figures.guard.place')}</li>
        <li>{t('figures.guard.names')}</li>
      </ul>
    </Card>
  )
}
