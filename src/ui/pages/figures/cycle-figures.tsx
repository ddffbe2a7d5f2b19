/** Coaching cycles on a principal's page: published months as bars or a table. */
import type { CoachingFigures } from '../../../http/contract/coaching-figures.ts'
import { formatNumber } from '../../formats.ts'
import { ChartCard } from '../../parts/bar-chart.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { t } from '../../translate.ts'
import { monthsOf } from './words.ts'

type Window = CoachingFigures['cycles']['windows'][number]

const apart = (count: number | null) => (count === null ? t('figures.cycles.apart') : formatNumber(count))
const COLUMNS: readonly Column<Window>[] = [
  { key: 'to', label: t('figures.month'), value: ({ to }) => to, exported: monthsOf, cell: monthsOf },
  { key: 'school', label: t('figures.school'), value: ({ school }) => school.name },
  { key: 'cycles', label: t('figures.cycles'), value: ({ cycles }) => cycles, numeric: true },
  {
    key: 'ended',
    label: t('figures.cycles.ended'),
    value: ({ ended }) => ended,
    exported: ({ ended }) => apart(ended),
    cell: ({ ended }) => apart(ended),
    numeric: true,
  },
  {
    key: 'goes-on',
    label: t('figures.cycles.goes-on'),
    value: ({ goesOn }) => goesOn,
    exported: ({ goesOn }) => apart(goesOn),
    cell: ({ goesOn }) => apart(goesOn),
    numeric: true,
  },
  {
    key: 'days',
    label: t('figures.cycles.days'),
    value: ({ days, cycles }) => Math.round(days / cycles),
    numeric: true,
  },
]

export function CycleFigures({ figures }: { readonly figures: CoachingFigures }) {
  const { windows, bySchool } = figures.cycles
  const labelOf = (one: Window) => (bySchool.length < 2 ? monthsOf(one) : `${monthsOf(one)}, ${one.school.name}`)
  return (
    <ChartCard
      title={t('figures.cycles')}
      says={t('figures.cycles.says')}
      empty={<p className="quiet-line">{t('figures.cycles.none')}</p>}
      bars={windows.map((one) => ({
        key: `${one.to} ${one.school.id}`,
        label: labelOf(one),
        value: one.cycles,
        says: t('figures.cycles.bar', { count: one.cycles }),
      }))}
      table={
        <DataTable
          label={t('figures.cycles')}
          rows={windows}
          columns={COLUMNS}
          rowKey={({ school, to }) => `${to} ${school.id}`}
          sortedBy={{ column: 'to', descending: true }}
          exportName="cycles-by-month.csv"
          empty={null}
        />
      }
    />
  )
}
