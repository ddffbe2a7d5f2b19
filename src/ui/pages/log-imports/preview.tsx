/** What a log would become, line by line, and the import of it. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LogImports, LogPreview, LogPreviewBody } from '../../../http/contract/log-imports.ts'
import { nameOf } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { FailureNote, type Mood, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { tagsQuery } from '../coach/queries.ts'
import { readLogAgain } from './queries.ts'

type Line = LogPreview['lines'][number]

const OUTCOMES = ['new', 'already', 'out'] as const
const MOODS: Readonly<Record<Line['outcome'], Mood>> = { new: 'good', already: 'calm', out: 'bad' }

interface PreviewProps {
  readonly asked: LogPreviewBody
  readonly preview: LogPreview
  /** Those so far, with what was taken back. */
  readonly imports: LogImports['imports']
  /** Looks at the same file with other tags. */
  readonly again: (asked: LogPreviewBody) => void
}

export function Preview({ asked, preview, imports, again }: PreviewProps) {
  const { coach, columns, counts, lines } = preview
  const ignored = columns.filter(({ as, name }) => as === null && name !== '').map(({ name }) => name)
  return (
    <section className="stack findings">
      <Title order={3} size="h4">
        {t('log-import.preview', { name: coach.name })}
      </Title>
      <dl className="effect-counts">
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>{t(`log-import.count.${outcome}`)}</dt>
            <dd>
              <Pill mood={MOODS[outcome]}>{counts[outcome].toLocaleString('en')}</Pill>
            </dd>
          </div>
        ))}
      </dl>
      {ignored.length === 0 ? null : <p>{t('log-import.ignored', { names: ignored.join(', ') })}</p>}
      <DataTable
        label={t('log-import.lines')}
        rows={lines}
        columns={LINE_COLUMNS}
        rowKey={({ row }) => String(row)}
        sortedBy={{ column: 'outcome', descending: false }}
        pageSize={10}
        exportName="log-lines.csv"
        empty={null}
      />
      <Run key={preview.plan} asked={asked} preview={preview} imports={imports} again={again} />
    </section>
  )
}

/** What needs a look comes first. */
const FIRST: Readonly<Record<Line['outcome'], string>> = { out: '1', new: '2', already: '3' }

const LINE_COLUMNS: readonly Column<Line>[] = [
  { key: 'row', label: t('log-import.row'), value: ({ row }) => row, numeric: true },
  {
    key: 'outcome',
    label: t('log-import.outcome'),
    value: ({ outcome, row }) => `${FIRST[outcome]} ${String(row).padStart(6, '0')}`,
    exported: ({ outcome }) => t(`log-import.outcome.${outcome}`),
    cell: ({ outcome }) => <Pill mood={MOODS[outcome]}>{t(`log-import.outcome.${outcome}`)}</Pill>,
  },
  { key: 'date', label: t('log-import.date'), value: ({ date }) => date },
  { key: 'minutes', label: t('log-import.minutes'), value: ({ minutes }) => minutes, numeric: true },
  { key: 'type', label: t('log-import.type'), value: ({ type }) => type },
  { key: 'school', label: t('log-import.school'), value: ({ school }) => school },
  {
    key: 'educators',
    label: t('log-import.educators'),
    value: ({ educators }) => educators.map(sayEducator).join('; '),
  },
  { key: 'problem', label: t('log-import.problem'), value: ({ problems }) => problems.map(sayProblem).join(' ') },
]

function sayEducator(educator: Line['educators'][number]): string {
  const how = [t(`log-import.by.${educator.by}`), ...(educator.hasLeft ? [t('log-import.left')] : [])]
  return `${nameOf(educator)} (${how.join(', ')})`
}

function sayProblem({ column, says }: Line['problems'][number]): string {
  return column === null ? says : `${column}: ${says}`
}

function Run({ asked, preview, imports, again }: PreviewProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [leavesOut, setLeavesOut] = useState(false)
  const { counts, newTags, plan } = preview
  const running = useMutation({
    mutationFn: () => send('POST /api/v1/coaching/log-imports', { body: { ...asked, plan, leavesOut } }),
    onSuccess: () => readLogAgain(queries),
  })
  if (running.data !== undefined) {
    const { importId } = running.data
    // Taken back since: then the list of imports says so, and nothing was imported any more.
    if (imports.some(({ id, undoneAt }) => id === importId && undoneAt !== null)) return null
    return (
      <Quietly>
        <Note mood="good" title={t('log-import.done', { count: running.data.made })}>
          <p>{t('log-import.done.says')}</p>
        </Note>
      </Quietly>
    )
  }
  if (counts.new === 0) return <p>{t('log-import.nothing')}</p>
  return (
    <div className="stack">
      {newTags.length === 0 ? null : <NewTags names={newTags} asked={asked} again={again} />}
      {counts.out === 0 ? null : (
        <Checkbox
          label={t('log-import.leaves-out', { count: counts.out })}
          checked={leavesOut}
          onChange={(change) => setLeavesOut(change.currentTarget.checked)}
        />
      )}
      <div className="row">
        <Button loading={running.isPending} disabled={counts.out > 0 && !leavesOut} onClick={() => running.mutate()}>
          {t('log-import.run', { count: counts.new })}
        </Button>
      </div>
      {running.error === null ? null : <FailureNote failure={running.error} />}
    </div>
  )
}

/** Whoever may not make tags is told that they are left out. */
function NewTags({
  names,
  asked,
  again,
}: Pick<PreviewProps, 'asked' | 'again'> & { readonly names: readonly string[] }) {
  const { send } = useReader()
  const mayMake = useQuery(tagsQuery(send)).data?.mayEdit === true
  const says = t('log-import.new-tags', { names: names.join(', ') })
  if (!mayMake) return <p>{`${says} ${t('log-import.new-tags.leave')}.`}</p>
  return (
    <NativeSelect
      label={t('log-import.new-tags.label')}
      description={says}
      data={[
        { value: 'leave', label: t('log-import.new-tags.leave') },
        { value: 'make', label: t('log-import.new-tags.make') },
      ]}
      value={asked.makesTags === true ? 'make' : 'leave'}
      onChange={(change) => again({ ...asked, makesTags: change.currentTarget.value === 'make' })}
    />
  )
}
