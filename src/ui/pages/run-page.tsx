/** One run: its state in words, why it was held or failed, and its counts table by table. */
import '../styles/sync.css'
import { useQuery } from '@tanstack/react-query'
import type { Run, RunTableCounts, RunTables } from '../../http/contract/sync.ts'
import { explainHold } from '../explain.ts'
import { formatDuration, formatInstant, formatNumber } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { FailureNote, Note, Pill, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { durationOf, moodOf, stateWordOf } from './sync/health.ts'
import { Quarantine } from './sync/quarantine.tsx'
import { RunMatches } from './sync/run-matches.tsx'
import { runQuery } from './sync/queries.ts'
import { RunChanges } from './sync/run-changes.tsx'
import { RunEdits } from './sync/run-edits.tsx'
import { RunOrders } from './sync/run-orders.tsx'
import { RunSeats } from './sync/run-seats.tsx'
import { TABLE_ORDER } from './sync/table-order.ts'

export function RunPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(runQuery(send, id))
  return (
    <>
      <PageHead title={t('run.title', { run: id })} actions={<a href={paths.sync()}>{t('run.back')}</a>} />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Report run={found.data} />}
    </>
  )
}

function Report({ run }: { readonly run: Run }) {
  const { me } = useReader()
  return (
    <>
      <Card title={t('run.state')} actions={<Pill mood={moodOf(run.state)}>{t(`state.${stateWordOf(run)}`)}</Pill>}>
        <div className="stack">
          <p className="quiet-line">{t(`state.${stateWordOf(run)}.says`)}</p>
          {run.hold === null ? null : <Hold hold={run.hold} />}
          {run.failure === null ? null : (
            <Note
              mood={run.state === 'discarded' ? 'calm' : 'bad'}
              title={t(run.state === 'discarded' ? 'run.refused' : 'run.failed')}
            >
              <p>{run.failure.message}</p>
              <p>
                <code>{t('failure.code', { code: run.failure.code })}</code>
              </p>
            </Note>
          )}
          <RunOrders run={run} />
          <Facts run={run} />
        </div>
      </Card>
      {run.hold?.codes.includes('rekeyed') === true && me.may.includes('link:person_match_proposal') ? (
        <RunMatches runId={run.id} />
      ) : null}
      {run.tables === null ? null : (
        <Card title={t('run.tables')} says={t('run.tables.says')}>
          <Tables tables={run.tables} />
        </Card>
      )}
      {FINISHED.has(run.state) && run.failure === null ? <RunSeats run={run} isPlan={!DONE.has(run.state)} /> : null}
      <Card title={t('run.diagnostics')} says={t('run.diagnostics.says')}>
        <Diagnostics run={run} />
      </Card>
      {FINISHED.has(run.state) && run.failure === null ? <Details runId={run.id} /> : null}
    </>
  )
}

/** States in which what was planned has happened. */
const DONE: ReadonlySet<Run['state']> = new Set(['applied', 'reported'])

/** States in which a plan was made. */
const FINISHED: ReadonlySet<Run['state']> = new Set([
  'held',
  'applied',
  'reported',
  'previewed',
  'discarded',
  'superseded',
])

function Details({ runId }: { readonly runId: string }) {
  const { me } = useReader()
  return (
    <>
      {me.may.includes('view:quarantine') ? (
        <Card title={t('quarantine')} says={t('quarantine.says')}>
          <Quarantine runId={runId} />
        </Card>
      ) : null}
      <RunEdits runId={runId} />
      <Card title={t('run.changes')} says={t('run.changes.says')}>
        <RunChanges runId={runId} />
      </Card>
    </>
  )
}

function Hold({ hold }: { readonly hold: NonNullable<Run['hold']> }) {
  return (
    <Note mood="warn" title={t('run.held')}>
      <ul className="reasons">
        {hold.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>{t('run.held.look')}</p>
      <ul className="reasons">
        {hold.codes.map((code) => {
          const { means, look } = explainHold(code)
          return (
            <li key={code}>
              {means} {look}
            </li>
          )
        })}
      </ul>
    </Note>
  )
}

function Facts({ run }: { readonly run: Run }) {
  const { me } = useReader()
  const zone = me.district.timezone
  const took = durationOf(run)
  const facts: readonly (readonly [string, string])[] = [
    [t('runs.source'), run.sourceId],
    [t('run.trigger'), t(`trigger.${run.trigger}`)],
    [t('run.kind'), t(run.dryRun ? 'run.kind.preview' : 'run.kind.real')],
    [t('run.requested'), formatInstant(run.requestedAt, zone)],
    [t('run.finished'), run.finishedAt === null ? '–' : formatInstant(run.finishedAt, zone)],
    [t('runs.took'), took === null ? '–' : formatDuration(took)],
    ...(run.unchangedSince === null
      ? []
      : ([[t('run.feed'), t('run.feed.unchanged', { since: formatInstant(run.unchangedSince, zone) })]] as const)),
    ...(run.roles === null ? [] : ([[t('run.roles'), t('run.roles.says', run.roles)]] as const)),
  ]
  return (
    <dl className="facts facts-wide">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const COUNTS = [
  'received',
  'added',
  'changed',
  'retired',
  'quarantined',
  'unchanged',
] as const satisfies readonly (keyof RunTableCounts)[]

interface TableLine {
  readonly table: (typeof TABLE_ORDER)[number]
  readonly place: number
  readonly counts: RunTableCounts
}

const columns: readonly Column<TableLine>[] = [
  {
    key: 'table',
    label: t('run.table'),
    // The order in which they are applied, which is how district IT thinks of them.
    value: (line) => line.place,
    cell: (line) => t(`table.${line.table}`),
    exported: (line) => t(`table.${line.table}`),
  },
  ...COUNTS.map((count): Column<TableLine> => ({
    key: count,
    label: t(`count.${count}`),
    value: (line) => line.counts[count],
    cell: (line) => formatNumber(line.counts[count]),
    numeric: true,
  })),
]

function Tables({ tables }: { readonly tables: RunTables }) {
  return (
    <DataTable
      label={t('run.tables')}
      rows={TABLE_ORDER.map((table, place) => ({ table, place, counts: tables[table] }))}
      columns={columns}
      rowKey={(line) => line.table}
      sortedBy={{ column: 'table', descending: false }}
      exportName="run-counts.csv"
      empty={null}
    />
  )
}

function Diagnostics({ run }: { readonly run: Run }) {
  if (run.diagnostics.length === 0) return <p className="quiet-line">{t('run.diagnostics.none')}</p>
  return (
    <ul className="plain-list lines">
      {run.diagnostics.map((diagnostic) => (
        <li key={diagnostic.code}>
          <span className="line-main">{diagnostic.says}</span>
          <span className="dim">{t('run.diagnostics.count', { count: diagnostic.count, code: diagnostic.code })}</span>
        </li>
      ))}
    </ul>
  )
}
