/** What was understood of a list: what its rows do, its columns, its first rows, and the rows that stay out. */
import { Title } from '@mantine/core'
import type { Upload } from '../../../http/contract/uploads.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { Note, Pill } from '../../parts/notes.tsx'
import type { Mood } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

export type Findings = NonNullable<Upload['findings']>
type Effect = Findings['rows'][number]['effect']
type Problem = Findings['problems'][number]

const EFFECTS: readonly Effect[] = ['add', 'change', 'retire', 'none', 'out', 'unknown']
const MOODS: Readonly<Record<Effect, Mood>> = {
  add: 'good',
  change: 'good',
  retire: 'warn',
  none: 'calm',
  out: 'bad',
  unknown: 'calm',
}

export function FindingsOf({ findings, whole }: { readonly findings: Findings; readonly whole: boolean }) {
  return (
    <div className="stack findings">
      {findings.rowCount === 0 ? null : <Counts findings={findings} whole={whole} />}
      {findings.holds.length === 0 ? null : <Held holds={findings.holds} />}
      <Problems findings={findings} />
      <Columns columns={findings.columns} />
      <Rows findings={findings} />
      <PreviewRun runId={findings.runId} />
    </div>
  )
}

function Counts({ findings, whole }: { readonly findings: Findings; readonly whole: boolean }) {
  const { effects, leaving, rowCount } = findings
  return (
    <section className="stack">
      <Title order={3} size="h4">
        {t('lists.counts', { rows: rowCount })}
      </Title>
      <dl className="effect-counts">
        {EFFECTS.filter((effect) => effects[effect] > 0).map((effect) => (
          <div key={effect}>
            <dt>{t(`lists.effect.${effect}`)}</dt>
            <dd>
              <Pill mood={MOODS[effect]}>{effects[effect].toLocaleString('en')}</Pill>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {t(whole ? 'lists.leaving.whole' : 'lists.leaving.some')}{' '}
        {leaving === 0 ? null : <strong>{t('lists.leaving', { count: leaving })}</strong>}
      </p>
    </section>
  )
}

function Held({ holds }: { readonly holds: readonly string[] }) {
  return (
    <Note mood="warn" title={t('lists.held')}>
      <ul>
        {holds.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <p>{t('lists.held.says')}</p>
    </Note>
  )
}

const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { key: 'row', label: t('lists.row'), value: ({ row }) => row, numeric: true },
  { key: 'field', label: t('lists.column'), value: ({ field }) => field ?? '' },
  {
    key: 'says',
    label: t('lists.problem'),
    value: ({ says, code }) => (says === '' ? code : says),
  },
  { key: 'expected', label: t('lists.problem.expected'), value: ({ expected }) => expected },
]

function Problems({ findings: { problems, problemCount } }: { readonly findings: Findings }) {
  if (problems.length === 0) return null
  return (
    <section className="stack">
      <Title order={3} size="h4">
        {t('lists.problems')}
      </Title>
      <DataTable
        label={t('lists.problems')}
        rows={problems}
        columns={PROBLEM_COLUMNS}
        rowKey={({ row, code, field }) => `${row} ${code} ${field ?? ''}`}
        sortedBy={{ column: 'row', descending: false }}
        exportName="rows-that-stay-out.csv"
        empty={null}
      />
      {problemCount > problems.length ? (
        <Note mood="calm">{t('lists.problems.cut', { shown: problems.length, total: problemCount })}</Note>
      ) : null}
    </section>
  )
}

function Columns({ columns }: { readonly columns: Findings['columns'] }) {
  if (columns.length === 0) return null
  return (
    <section className="stack">
      <Title order={3} size="h4">
        {t('lists.understood')}
      </Title>
      <ul className="plain-list understood" aria-label={t('lists.understood')}>
        {columns.map(({ letter, name, as }) => (
          <li key={letter}>
            <span className="column-letter">{letter}</span> <strong>{name === '' ? '–' : name}</strong>{' '}
            {as === null ? <Pill mood="warn">{t('lists.understood.not')}</Pill> : <span>→ {as}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Row = Findings['rows'][number]

/** Shown together. */
const NAMES: readonly string[] = ['First name', 'Last name']

const ROW_COLUMNS: readonly Column<Row>[] = [
  { key: 'row', label: t('lists.row'), value: ({ row }) => row, numeric: true },
  {
    key: 'effect',
    label: t('lists.effect'),
    value: ({ effect }) => t(`lists.effect.${effect}`),
    cell: ({ effect }) => <Pill mood={MOODS[effect]}>{t(`lists.effect.${effect}`)}</Pill>,
  },
  {
    key: 'person',
    label: t('lists.person'),
    value: ({ values }) => NAMES.flatMap((name) => values[name] ?? []).join(' '),
  },
]

function Rows({ findings: { rows, rowCount, columns } }: { readonly findings: Findings }) {
  if (rows.length === 0) return null
  const label = t(rowCount > rows.length ? 'lists.rows' : 'lists.rows.all')
  const shown: readonly Column<Row>[] = [
    ...ROW_COLUMNS,
    ...columns.flatMap(({ as }): Column<Row>[] =>
      as === null || NAMES.includes(as)
        ? []
        : [{ key: `column ${as}`, label: as, value: ({ values }) => values[as] ?? '' }],
    ),
  ]
  return (
    <section className="stack">
      <Title order={3} size="h4">
        {label}
      </Title>
      <DataTable
        label={label}
        rows={rows}
        columns={shown}
        rowKey={({ row }) => String(row)}
        sortedBy={{ column: 'row', descending: false }}
        exportName="first-rows.csv"
        empty={null}
      />
    </section>
  )
}

function PreviewRun({ runId }: { readonly runId: string | null }) {
  const { me } = useReader()
  if (runId === null || !me.may.includes('view:run_report')) return null
  return (
    <p className="quiet-line">
      <a href={paths.run(runId)}>{t('lists.preview.run', { run: runId })}</a>
    </p>
  )
}
