/** What happened to an account: newest first. */
import type { StaffPerson } from '../../../http/contract/staff.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

type Entry = NonNullable<StaffPerson['history']>[number]

export function StaffHistory({ history }: { readonly history: readonly Entry[] }) {
  const { me } = useReader()
  return (
    <Card title={t('staff.history')} says={t('staff.history.says')}>
      <DataTable
        label={t('staff.history')}
        rows={history}
        columns={columnsOf(me.district.timezone)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'at', descending: true }}
        exportName="account-history.csv"
        empty={<p className="quiet-line">{t('staff.history.none')}</p>}
      />
    </Card>
  )
}

function columnsOf(zone: string): readonly Column<Entry>[] {
  return [
    { key: 'at', label: t('staff.history.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'what', label: t('staff.history.what'), value: actWords },
    { key: 'by', label: t('staff.history.by'), value: ({ by }) => by },
  ]
}

function actWords({ action, role }: Entry): string {
  const act = word('staff-act', action)
  return role === null ? act : t('staff.history.role', { act, role: word('role', role) })
}
