/** The rows of the feed that a run left out: where each stands, what is wrong, who can mend it; as a file for whoever can. */
import { useQuery } from '@tanstack/react-query'
import type { QuarantineEntry } from '../../../http/contract/sync.ts'
import { Command } from '../../parts/command.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { quarantineQuery } from './queries.ts'

const columns: readonly Column<QuarantineEntry>[] = [
  { key: 'file', label: t('quarantine.file'), value: (entry) => entry.file },
  { key: 'row', label: t('quarantine.row'), value: (entry) => entry.row, numeric: true },
  { key: 'field', label: t('quarantine.field'), value: (entry) => entry.field },
  { key: 'expected', label: t('quarantine.expected'), value: (entry) => entry.expected },
  { key: 'fix', label: t('quarantine.fix'), value: (entry) => entry.fixBy },
  { key: 'code', label: t('quarantine.code'), value: (entry) => entry.code },
]

export function Quarantine({ runId }: { readonly runId: string }) {
  const { send } = useReader()
  const found = useQuery(quarantineQuery(send, runId))
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  if (total === 0) return <p className="quiet-line">{t('quarantine.none')}</p>
  return (
    <div className="stack">
      <DataTable
        label={t('quarantine')}
        rows={items}
        columns={columns}
        rowKey={(entry) => `${entry.file} ${entry.row} ${entry.code} ${entry.field ?? ''}`}
        sortedBy={{ column: 'row', descending: false }}
        exportName={`run-${runId}-quarantine.csv`}
        empty={null}
      />
      {items.length < total ? (
        <Note mood="calm">
          {t('quarantine.cut', { shown: items.length, total })}{' '}
          <Command line={`staffroom runs show ${runId} --quarantined`} />
        </Note>
      ) : null}
    </div>
  )
}
