/** The charts of a principal's page, each with its table. */
import type { CoachingFigures } from '../../../http/contract/coaching-figures.ts'
import { ChartCard } from '../../parts/bar-chart.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { t } from '../../translate.ts'
import { hoursOf, monthsOf } from './words.ts'

type Window = CoachingFigures['windows'][number]
type School = CoachingFigures['bySchool'][number]
interface Given {
  readonly figures: CoachingFigures
}

const COUNTS = [
  {
    key: 'interactions',
    label: t('figures.interactions'),
    value: (row: { readonly interactions: number }) => row.interactions,
    numeric: true,
  },
  {
    key: 'minutes',
    label: t('figures.minutes'),
    value: (row: { readonly minutes: number }) => row.minutes,
    numeric: true,
  },
] as const

const time = (minutes: number) => t('figures.hours', { hours: hoursOf(minutes) })
const PLACED: readonly Column<Window>[] = [
  { key: 'to', label: t('figures.month'), value: ({ to }) => to, exported: monthsOf, cell: monthsOf },
  { key: 'school', label: t('figures.school'), value: ({ school }) => school.name },
]

export function MonthFigures({ figures }: Given) {
  const { windows, bySchool } = figures
  const labelOf = (one: Window) => (bySchool.length < 2 ? monthsOf(one) : `${monthsOf(one)}, ${one.school.name}`)
  return (
    <ChartCard
      title={t('figures.months')}
      says={t('figures.months.says')}
      empty={null}
      bars={windows.map((one) => ({
        key: `${one.to} ${one.school.id}`,
        label: labelOf(one),
        value: one.minutes,
        says: time(one.minutes),
      }))}
      table={
        <DataTable
          label={t('figures.months')}
          rows={windows}
          columns={[...PLACED, ...COUNTS]}
          rowKey={({ school, to }) => `${to} ${school.id}`}
          sortedBy={{ column: 'to', descending: true }}
          exportName="coaching-by-month.csv"
          empty={null}
        />
      }
    />
  )
}

interface TypeRow {
  readonly key: string
  readonly window: Window
  readonly name: string
  readonly interactions: number
  readonly minutes: number
}

const TYPE_COLUMNS: readonly Column<TypeRow>[] = [
  { key: 'to', label: t('figures.month'), value: ({ window }) => window.to, cell: ({ window }) => monthsOf(window) },
  { key: 'school', label: t('figures.school'), value: ({ window }) => window.school.name },
  { key: 'type', label: t('figures.type'), value: ({ name }) => name },
  ...COUNTS,
]

export function TypeFigures({ figures }: Given) {
  const rows = figures.windows.flatMap((window) =>
    window.types.map(({ type, interactions, minutes }): TypeRow => {
      const name = type?.name ?? t('figures.others')
      return { key: `${window.to} ${window.school.id} ${type?.id ?? ''}`, window, name, interactions, minutes }
    }),
  )
  const place = ({ window }: TypeRow) => (figures.bySchool.length < 2 ? '' : `, ${window.school.name}`)
  return (
    <ChartCard
      title={t('figures.types')}
      says={t('figures.types.says')}
      empty={<p className="quiet-line">{t('figures.types.none')}</p>}
      bars={rows.map((row) => ({
        key: row.key,
        label: `${row.name}, ${monthsOf(row.window)}${place(row)}`,
        value: row.minutes,
        says: time(row.minutes),
      }))}
      table={
        <DataTable
          label={t('figures.types')}
          rows={rows}
          columns={TYPE_COLUMNS}
          rowKey={({ key }) => key}
          sortedBy={{ column: 'to', descending: true }}
          exportName="coaching-by-kind.csv"
          empty={null}
        />
      }
    />
  )
}

const SCHOOL_COLUMNS: readonly Column<School>[] = [
  { key: 'school', label: t('figures.school'), value: ({ school }) => school.name },
  ...COUNTS,
]

export function SchoolFigures({ figures }: Given) {
  return (
    <ChartCard
      title={t('figures.schools')}
      says={t('figures.schools.says')}
      empty={null}
      bars={figures.bySchool.map(({ school, minutes }) => ({
        key: school.id,
        label: school.name,
        value: minutes,
        says: time(minutes),
      }))}
      table={
        <DataTable
          label={t('figures.schools')}
          rows={figures.bySchool}
          columns={SCHOOL_COLUMNS}
          rowKey={({ school }) => school.id}
          sortedBy={{ column: 'school', descending: false }}
          exportName="coaching-by-school.csv"
          empty={null}
        />
      }
    />
  )
}
