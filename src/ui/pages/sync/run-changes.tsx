/** Every change of a run's plan, field by field: read when somebody wants to see it. */
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RunChange, RunChangeKind } from '../../../http/contract/sync.ts'
import { Command } from '../../parts/command.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import type { Mood } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { labelOf } from '../roster/field-words.ts'
import { runChangesQuery } from './queries.ts'
import { TABLE_ORDER } from './table-order.ts'

const KINDS = [...TABLE_ORDER, 'roles'] as const satisfies readonly RunChangeKind[]

const OP_MOODS: Readonly<Record<RunChange['op'], Mood>> = { add: 'good', change: 'calm', retire: 'warn' }

const columns: readonly Column<RunChange>[] = [
  { key: 'kind', label: t('run.changes.kind'), value: (change) => t(`table.${change.kind}`) },
  {
    key: 'op',
    label: t('run.changes.op'),
    value: (change) => t(`op.${change.op}`),
    cell: (change) => <Pill mood={OP_MOODS[change.op]}>{t(`op.${change.op}`)}</Pill>,
  },
  { key: 'key', label: t('run.changes.record'), value: (change) => change.key.replaceAll('|', ' · ') },
  { key: 'row', label: t('run.changes.row'), value: (change) => change.row, numeric: true },
  { key: 'fields', label: t('run.changes.fields'), value: fieldsInWords, cell: (change) => <Fields change={change} /> },
]

export function RunChanges({ runId }: { readonly runId: string }) {
  const [opened, setOpened] = useState(false)
  if (opened) return <Changes runId={runId} />
  return (
    <div className="row">
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('run.changes.open')}
      </Button>
    </div>
  )
}

function Changes({ runId }: { readonly runId: string }) {
  const { send } = useReader()
  const [kind, setKind] = useState<RunChangeKind | ''>('')
  const found = useQuery(runChangesQuery(send, { runId, kind }))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <div className="stack">
      <DataTable
        rowsOf={kind}
        label={t('run.changes')}
        rows={items}
        columns={columns}
        rowKey={(change) => `${change.kind} ${change.key}`}
        sortedBy={{ column: 'kind', descending: false }}
        exportName={`run-${runId}-changes.csv`}
        tools={
          <NativeSelect
            label={t('run.changes.kind')}
            value={kind}
            data={[
              { value: '', label: t('run.changes.all') },
              ...KINDS.map((one) => ({ value: one, label: t(`table.${one}`) })),
            ]}
            onChange={(change) => setKind(KINDS.find((one) => one === change.currentTarget.value) ?? '')}
          />
        }
        empty={<p className="quiet-line">{t('run.changes.none')}</p>}
      />
      {items.length < total ? (
        <Note mood="calm">
          {t('run.changes.cut', { shown: items.length, total })}{' '}
          <Command line={`staffroom runs show ${runId} --changes`} />
        </Note>
      ) : null}
    </div>
  )
}

function Fields({ change }: { readonly change: RunChange }) {
  return (
    <div>
      {change.fields.map(({ field, before, after }) => (
        <span key={field} className="field-change">
          <span className="dim">{field}</span>{' '}
          {change.op === 'change' ? t('run.changes.from-to', { before: before ?? '–', after: after ?? '–' }) : after}
        </span>
      ))}
      {change.skipped === null ? null : <span className="field-change">{skippedInWords(change.skipped)}</span>}
    </div>
  )
}

/** `manual_edit:givenName,email`, or `manual_edit` where nothing of the change was applied. */
function skippedInWords(reason: string): string {
  const fields = /^manual_edit:(.+)$/.exec(reason)?.[1]
  if (fields !== undefined)
    return t('run.changes.skipped.edited', { fields: fields.split(',').map(labelOf).join(', ') })
  if (reason === 'additions_only') return t('run.changes.skipped.additions')
  return reason === 'manual_edit' ? t('run.changes.skipped.out') : t('run.changes.skipped', { reason })
}

function fieldsInWords(change: RunChange): string {
  return change.fields
    .map(({ field, before, after }) => `${field}: ${before === null ? '' : `${before} → `}${after ?? ''}`)
    .join('; ')
}
