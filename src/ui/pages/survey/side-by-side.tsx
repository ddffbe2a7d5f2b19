/** The reports of all communities that somebody belongs to, side by side: the newest of each, measure by measure. */
import '../../styles/survey.css'
import '../../styles/checkbox.css'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunityReports } from '../../../http/contract/survey-report.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { bookIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { isCoarse, measureTold, pointsTold } from './figure-lines.ts'
import { ParticipationBars, ReportBar } from './report-bar.tsx'
import { ReportFiles } from './report-files.tsx'
import { textIn } from './words.ts'

type Report = CommunityReports['reports'][number]
type Set = Report['sets'][number]
/** The newest report of a community, of one question set. */
interface Side {
  readonly id: string
  readonly name: string
  readonly target: number
  readonly cycle: Set['cycles'][number]
}

export function SideBySide() {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['side-by-side'],
    queryFn: ({ signal }) => send('GET /api/v1/communities/reports', { signal }),
  })
  const reports = found.data?.reports ?? []
  const told = reports.flatMap(({ sets: all }) => all.filter(({ cycles }) => cycles.length > 0))
  const sets = [...new Map(told.map((set) => [set.id, set] as const)).values()]
  return (
    <>
      <PageHead
        title={t('report.side-by-side')}
        says={t('report.side-by-side.says')}
        actions={
          <>
            <ReportFiles
              csv={() => send('GET /api/v1/communities/reports/export', {})}
              pdf={() => send('GET /api/v1/communities/reports/pdf', {})}
              report={{ sets }}
            />
            <a href={paths.communities()}>{t('survey.back')}</a>
          </>
        }
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data !== undefined && sets.length === 0 ? (
        <div className="card">
          <Empty icon={bookIcon} title={t('report.none')} level={2}>
            {t('report.none.says')}
          </Empty>
        </div>
      ) : null}
      {sets.map((set) => (
        <SidesOfSet key={set.id} set={set} sides={sidesOf(reports, set.id)} />
      ))}
    </>
  )
}

function sidesOf(reports: readonly Report[], setId: string): readonly Side[] {
  return reports.flatMap(({ id, title, target, sets }) => {
    const cycle = sets.find((set) => set.id === setId)?.cycles.findLast(({ isLater }) => !isLater)
    return cycle === undefined ? [] : [{ id, name: title, target, cycle }]
  })
}

function SidesOfSet({ set, sides }: { readonly set: Set; readonly sides: readonly Side[] }) {
  const [asTable, setAsTable] = useState(false)
  const target = sides[0]?.target ?? 0.8
  const lines = sides.map(({ name, cycle }) => ({ ...cycle, label: nameOf(name, cycle) }))
  return (
    <>
      <Card
        title={t('report.participation.head')}
        says={t('report.participation.says', { target: Math.round(target * 100) })}
      >
        <ParticipationBars target={target} lines={lines} />
      </Card>
      <Card title={textIn(set.title, 'en')} says={`${t('report.side-by-side.newest')}. ${t('report.trend.says')}`}>
        <Checkbox
          label={t('report.table')}
          checked={asTable}
          onChange={(change) => setAsTable(change.currentTarget.checked)}
        />
        {sides.some(({ cycle }) => isCoarse(cycle)) ? (
          <Note mood="calm">
            <p>{t('report.coarse')}</p>
          </Note>
        ) : null}
        {asTable ? <SidesTable {...{ set, sides }} /> : <SidesBars {...{ set, sides }} />}
      </Card>
    </>
  )
}

interface SidesProps {
  readonly set: Set
  readonly sides: readonly Side[]
}

function SidesBars({ set, sides }: SidesProps) {
  return (
    <ul className="plain-list report-measures">
      {set.measures.map((measure) => (
        <li key={measure.id}>
          <h3 className="small-head">{textIn(measure.title, 'en')}</h3>
          <p className="dim">{textIn(measure.says, 'en')}</p>
          {sides.map((side) => {
            const found = side.cycle.measures.find((one) => one.measure === measure.id)
            const share = found?.share ?? null
            const told = measureTold(side.cycle, measure.id)
            return (
              <ReportBar
                key={side.id}
                label={side.name}
                share={share}
                told={told}
                after={pointsTold(found?.points ?? null, true)}
              />
            )
          })}
        </li>
      ))}
    </ul>
  )
}

function SidesTable({ set, sides }: SidesProps) {
  const rows = sides.map(({ id, name, cycle }) => ({
    id,
    name: nameOf(name, cycle),
    told: set.measures.map(({ id: measure }) => measureTold(cycle, measure)),
  }))
  return (
    <DataTable
      label={t('report.side-by-side')}
      rows={rows}
      columns={[
        { key: 'name', label: t('communities.title'), value: ({ name }) => name },
        ...set.measures.map((measure, at) => ({
          key: measure.id,
          label: textIn(measure.title, 'en'),
          value: ({ told }: (typeof rows)[number]) => told[at] ?? '',
        })),
      ]}
      rowKey={({ id }) => id}
      sortedBy={{ column: 'name', descending: false }}
      exportName="communities.csv"
      empty={<p>{t('report.none')}</p>}
    />
  )
}

function nameOf(name: string, { startsOn, endsOn }: Side['cycle']): string {
  return t('report.side-by-side.days', { name, from: formatDay(startsOn), to: formatDay(endsOn) })
}
