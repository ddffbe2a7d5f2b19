/** A file of results: what is in it, row by row, and the import of exactly that. */
import '../../styles/checkbox.css'
import { Button, Checkbox, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BenchmarkRoster, ResultPreview } from '../../../http/contract/benchmarks.ts'
import { formatInstant, formatNumber } from '../../formats.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, type Mood, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { contentOf } from '../lists/file-content.ts'
import { FileField, problemOf } from '../lists/upload-form.tsx'
import { listBenchmarksAgain } from './queries.ts'

export function ResultForm({ limits }: { readonly limits: BenchmarkRoster['file'] }) {
  const { send } = useReader()
  const [file, setFile] = useState<File | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const looking = useMutation({
    mutationFn: async (content: string) => ({
      content,
      preview: await send('POST /api/v1/benchmark-result-previews', { body: { content } }),
    }),
  })
  const look = async () => {
    const fault = problemOf(file, limits.bytesMax)
    setWrong(fault)
    if (file === null || fault !== null) return
    const content = await contentOf(file).catch(() => null)
    if (content === null) setWrong(t('lists.file.unreadable'))
    else looking.mutate(content)
  }
  const choose = (next: File | null) => {
    // What was shown is of another file.
    looking.reset()
    setFile(next)
  }
  return (
    <div className="stack">
      <Form submit={() => void look()}>
        <FileField limits={limits} wrong={wrong} choose={choose} />
        <div className="row">
          <Button type="submit" loading={looking.isPending}>
            {t('benchmarks.results.look')}
          </Button>
          <span className="quiet-line">{t('benchmarks.results.look.says')}</span>
        </div>
        {looking.error === null ? null : <FailureNote failure={looking.error} />}
      </Form>
      {looking.data === undefined ? null : <Preview {...looking.data} />}
    </div>
  )
}

type Row = ResultPreview['rows'][number]

const OUTCOMES = ['new', 'changed', 'already', 'out'] as const
const MOODS: Readonly<Record<Row['outcome'], Mood>> = { new: 'good', changed: 'good', already: 'calm', out: 'bad' }

interface PreviewProps {
  readonly content: string
  readonly preview: ResultPreview
}

function Preview({ content, preview }: PreviewProps) {
  const { columns, counts, rows } = preview
  const ignored = columns.filter(({ as, name }) => as === null && name !== '').map(({ name }) => name)
  return (
    <section className="stack findings">
      <Title order={3} size="h4">
        {t('benchmarks.results.preview')}
      </Title>
      <dl className="effect-counts">
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>{t(`benchmarks.outcome.${outcome}`)}</dt>
            <dd>
              <Pill mood={MOODS[outcome]}>{formatNumber(counts[outcome])}</Pill>
            </dd>
          </div>
        ))}
      </dl>
      {ignored.length === 0 ? null : <p>{t('benchmarks.results.ignored', { names: ignored.join(', ') })}</p>}
      <DataTable
        label={t('benchmarks.results.rows')}
        rows={rows}
        columns={ROW_COLUMNS}
        rowKey={({ row }) => String(row)}
        sortedBy={{ column: 'outcome', descending: false }}
        pageSize={10}
        exportName="result-rows.csv"
        empty={null}
      />
      <Run key={preview.plan} content={content} preview={preview} />
    </section>
  )
}

/** What needs a look comes first. */
const FIRST: Readonly<Record<Row['outcome'], string>> = { out: '1', new: '2', changed: '3', already: '4' }

const ROW_COLUMNS: readonly Column<Row>[] = [
  { key: 'row', label: t('benchmarks.results.row'), value: ({ row }) => row, numeric: true },
  {
    key: 'outcome',
    label: t('benchmarks.results.outcome'),
    value: ({ outcome, row }) => `${FIRST[outcome]} ${String(row).padStart(6, '0')}`,
    exported: ({ outcome }) => t(`benchmarks.outcome.${outcome}`),
    cell: ({ outcome }) => <Pill mood={MOODS[outcome]}>{t(`benchmarks.outcome.${outcome}`)}</Pill>,
  },
  { key: 'student', label: t('benchmarks.results.student'), value: ({ student }) => student },
  { key: 'test', label: t('benchmarks.results.test'), value: ({ test }) => test },
  {
    key: 'notes',
    label: t('benchmarks.results.notes'),
    value: ({ notes }) => notes.map(({ column, says }) => (column === null ? says : `${column}: ${says}`)).join(' '),
  },
]

function Run({ content, preview: { counts, plan, standsUntil } }: PreviewProps) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const [leavesOut, setLeavesOut] = useState(false)
  const running = useMutation({
    mutationFn: () => send('POST /api/v1/benchmark-results', { body: { content, plan, leavesOut } }),
    onSuccess: () => listBenchmarksAgain(queries),
  })
  const { data } = running
  if (data !== undefined)
    return (
      <Quietly>
        <Note mood="good">{t('benchmarks.results.done', { count: data.added + data.changed })}</Note>
      </Quietly>
    )
  const taken = counts.new + counts.changed
  if (taken === 0) return <p>{t('benchmarks.results.nothing')}</p>
  return (
    <div className="stack">
      <p>{t('benchmarks.results.until', { at: formatInstant(standsUntil, me.district.timezone) })}</p>
      {counts.out === 0 ? null : (
        <Checkbox
          label={t('benchmarks.results.leaves-out', { count: counts.out })}
          checked={leavesOut}
          onChange={(change) => setLeavesOut(change.currentTarget.checked)}
        />
      )}
      <div className="row">
        <Button loading={running.isPending} disabled={counts.out > 0 && !leavesOut} onClick={() => running.mutate()}>
          {t('benchmarks.results.run', { count: taken })}
        </Button>
      </div>
      {running.error === null ? null : <FailureNote failure={running.error} />}
    </div>
  )
}
