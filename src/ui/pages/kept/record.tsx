/** The file of what is kept of somebody: what it has, what it hasn't, and making it. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Kept } from '../../../http/contract/kept.ts'
import { saveFile } from '../../csv.ts'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

type Part = Kept['sections'][number]

const columns: readonly (Column<Part> & { readonly unsorted: true })[] = [
  { key: 'part', label: t('kept.record.part'), value: ({ says }) => says, unsorted: true },
  { key: 'entries', label: t('kept.record.entries'), value: ({ entries }) => entries, unsorted: true },
]

export function RecordCard({ kept, name }: { readonly kept: Kept; readonly name: string }) {
  const { send } = useReader()
  const { id: personId } = kept.person
  const making = useMutation({
    mutationFn: () => send('GET /api/v1/people/{personId}/record', { params: { personId } }),
    onSuccess: (file) => {
      const text = `${JSON.stringify(file, null, 2)}\n`
      saveFile(`record-${personId}.json`, new Blob([text], { type: 'application/json' }))
    },
  })
  return (
    <Card
      title={t('kept.record', { name })}
      says={t('kept.record.says')}
      actions={
        <Button variant="default" leftSection={downloadIcon} loading={making.isPending} onClick={() => making.mutate()}>
          {t('kept.record.get')}
        </Button>
      }
    >
      <div className="stack">
        <Quietly>{making.isSuccess ? <Note mood="good">{t('kept.record.done')}</Note> : null}</Quietly>
        {making.error === null ? null : <FailureNote failure={making.error} />}
        <PlainTable
          label={t('kept.record.parts')}
          rows={kept.sections.filter(({ entries }) => entries > 0)}
          columns={columns}
          rowKey={({ section }) => section}
        />
        <Note mood="calm" title={t('kept.record.not')}>
          <ul>
            {kept.leftOut.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </Note>
      </div>
    </Card>
  )
}
