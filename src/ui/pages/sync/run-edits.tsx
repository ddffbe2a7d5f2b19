/** Where a run met edits by hand: fields of which the feed says otherwise, and changes of the plan that an edit overtook. */
import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EditedField, EditedFields } from '../../../http/contract/sync.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { mayOpen } from '../../access.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { labelOf } from '../roster/field-words.ts'
import { runEditsQuery } from './queries.ts'

/** Nothing where the run met none. */
export function RunEdits({ runId }: { readonly runId: string }) {
  const { send } = useReader()
  const found = useQuery(runEditsQuery(send, runId))
  if (found.isLoadingError)
    return (
      <Card title={t('run.edits')}>
        <FailureNote failure={found.error} retry={() => void found.refetch()} />
      </Card>
    )
  if (found.data === undefined) return null
  const { conflicts, superseded } = found.data
  if (conflicts.fields.length + superseded.fields.length === 0) return null
  return (
    <Card title={t('run.edits')}>
      <div className="stack">
        <Section runId={runId} name="superseded" edits={superseded} />
        <Section runId={runId} name="conflicts" edits={conflicts} />
      </div>
    </Card>
  )
}

interface SectionProps {
  readonly runId: string
  readonly name: 'conflicts' | 'superseded'
  readonly edits: EditedFields
}

function Section({ runId, name, edits: { count, fields } }: SectionProps) {
  const { me } = useReader()
  if (fields.length === 0) return null
  const total = count ?? fields.length
  const title = t(`run.edits.${name}`, { count: total })
  return (
    <section className="stack" aria-label={title}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <p className="quiet-line">{t(`run.edits.${name}.says`)}</p>
      <DataTable
        label={title}
        rows={fields}
        columns={mayOpen(me, 'edit:feed_owned_field') ? LINKED : PLAIN}
        rowKey={({ kind, sourcedId, field }) => `${kind} ${sourcedId} ${field}`}
        sortedBy={{ column: 'kind', descending: false }}
        exportName={`run-${runId}-${name}.csv`}
        empty={null}
      />
      {fields.length < total ? <Note mood="calm">{t('run.edits.cut', { shown: fields.length, total })}</Note> : null}
    </section>
  )
}

const recordColumn: Column<EditedField> = {
  key: 'record',
  label: t('run.edits.record'),
  value: ({ sourcedId }) => sourcedId,
}

const PLAIN: readonly Column<EditedField>[] = [
  { key: 'kind', label: t('run.edits.table'), value: ({ kind }) => t(`table.${kind}`) },
  recordColumn,
  { key: 'field', label: t('run.edits.field'), value: ({ field }) => labelOf(field) },
]

/** For who may open the records. */
const LINKED: readonly Column<EditedField>[] = PLAIN.map((column) =>
  column === recordColumn ? { ...column, cell: (edited) => <RecordLink edited={edited} /> } : column,
)

function RecordLink({ edited: { kind, recordId, sourcedId } }: { readonly edited: EditedField }) {
  if (recordId === null) return sourcedId
  return <a href={ADDRESS[kind](recordId)}>{sourcedId}</a>
}

const ADDRESS: Readonly<Record<EditedField['kind'], (id: string) => string>> = {
  people: paths.person,
  classes: paths.class,
  enrolments: paths.class,
  orgs: paths.school,
}
