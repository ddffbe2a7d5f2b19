/** What happened to a student's account: newest first. */
import type { Student } from '../../../http/contract/students.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

type Entry = NonNullable<Student['history']>[number]

export function StudentHistory({ history }: { readonly history: readonly Entry[] }) {
  const { me } = useReader()
  return (
    <Card title={t('student.history')}>
      <DataTable
        label={t('student.history')}
        rows={history}
        columns={columnsOf(me.district.timezone)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'at', descending: true }}
        exportName="student-history.csv"
        empty={<p className="quiet-line">{t('student.history.none')}</p>}
      />
    </Card>
  )
}

function columnsOf(zone: string): readonly Column<Entry>[] {
  return [
    { key: 'at', label: t('student.history.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'what', label: t('student.history.what'), value: ({ action }) => word('staff-act', action) },
    { key: 'by', label: t('student.history.by'), value: ({ by }) => by },
  ]
}
