/** Seats over time: bought and used by day from the ledger, and what is known of the days to come; as a chart or a table. */
import { Button, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LicenceHistory } from '../../../http/contract/licences.ts'
import { formatDay, formatNumber } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { historyQuery } from './queries.ts'
import { type DayFigures, joinDays, layOut } from './time-line.ts'

export function SeatTime({ kind }: { readonly kind: string }) {
  const { send } = useReader()
  const [asTable, setAsTable] = useState(false)
  const found = useQuery(historyQuery(send, kind))
  const days = found.data === undefined ? [] : joinDays(found.data)
  return (
    <Card
      title={t('licence.time')}
      says={t('licence.time.says')}
      actions={
        days.length === 0 ? null : (
          <Button variant="default" size="xs" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'licence.time.as-chart' : 'licence.time.as-table')}
          </Button>
        )
      }
    >
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Days days={days} asTable={asTable} history={found.data} />}
    </Card>
  )
}

interface DaysProps {
  readonly days: readonly DayFigures[]
  readonly asTable: boolean
  readonly history: LicenceHistory
}

function Days({ days, asTable, history }: DaysProps) {
  if (days.length === 0) return <p className="quiet-line">{t('licence.time.none')}</p>
  return asTable ? <DayTable days={days} /> : <Chart days={days} history={history} />
}

function DayTable({ days }: { readonly days: readonly DayFigures[] }) {
  return (
    <DataTable
      label={t('licence.time')}
      rows={days}
      columns={COLUMNS}
      rowKey={({ day, isAhead }) => `${day} ${String(isAhead)}`}
      sortedBy={{ column: 'day', descending: true }}
      exportName="seats-over-time.csv"
      empty={null}
    />
  )
}

const COLUMNS: readonly Column<DayFigures>[] = [
  { key: 'day', label: t('licence.time.day'), value: ({ day }) => day, cell: ({ day }) => formatDay(day) },
  {
    key: 'kind',
    label: t('licence.time.kind'),
    value: ({ isAhead }) => t(isAhead ? 'licence.time.ahead' : 'licence.time.past'),
  },
  { key: 'bought', label: t('licence.bought'), value: ({ bought }) => bought, numeric: true },
  { key: 'used', label: t('licence.used'), value: ({ used }) => used, numeric: true },
  { key: 'waiting', label: t('licence.waiting'), value: ({ waiting }) => waiting, numeric: true },
]

/** Steps, because a seat is there or it isn't; the words below say the same without the picture. */
function Chart({ days, history }: { readonly days: readonly DayFigures[]; readonly history: LicenceHistory }) {
  const { width, height, past, ahead, levels, today } = layOut(days)
  const [first, last] = [days[0], days.at(-1)]
  const now = history.forecast[0] ?? history.days.at(-1)
  if (first === undefined || last === undefined || now === undefined) return null
  const short = history.forecast.at(-1)?.short ?? 0
  const { used, bought } = now
  const alt = t('licence.time.alt', { from: formatDay(first.day), to: formatDay(last.day), used, bought, short })
  return (
    <figure className="seat-chart">
      <VisuallyHidden>{alt}</VisuallyHidden>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" preserveAspectRatio="none">
        {levels.map(({ y, value }) => (
          <line key={value} className="seat-chart-level" x1={0} x2={width} y1={y} y2={y} />
        ))}
        <path className="seat-chart-used" d={past.area} />
        <path className="seat-chart-used" data-ahead d={ahead.area} />
        <path className="seat-chart-demand" d={past.demand} />
        <path className="seat-chart-demand" data-ahead d={ahead.demand} />
        <path className="seat-chart-bought" d={past.bought} />
        <path className="seat-chart-bought" data-ahead d={ahead.bought} />
        {today === null ? null : <line className="seat-chart-today" x1={today} x2={today} y1={0} y2={height} />}
      </svg>
      <div className="seat-chart-days" aria-hidden="true">
        <span>{formatDay(first.day)}</span>
        <span>{t('licence.time.top', { count: formatNumber(levels.at(-1)?.value ?? 0) })}</span>
        <span>{formatDay(last.day)}</span>
      </div>
      <figcaption className="row">
        <span className="seat-key" data-of="bought">
          {t('licence.bought')}
        </span>
        <span className="seat-key" data-of="used">
          {t('licence.used')}
        </span>
        <span className="seat-key" data-of="demand">
          {t('licence.time.demand')}
        </span>
      </figcaption>
    </figure>
  )
}
