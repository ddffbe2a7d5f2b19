/** Who changed which rule: newest first. */
import { useQuery } from '@tanstack/react-query'
import type { RuleChange, RuleValue } from '../../../http/contract/rules.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ruleHistoryQuery } from './queries.ts'
import { ruleLabel, valueWords } from './rule-words.ts'

export function RuleHistory() {
  const { send, me } = useReader()
  const found = useQuery(ruleHistoryQuery(send))
  return (
    <Card title={t('rules.history')} says={t('rules.history.says')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('rules.history')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'at', descending: true }}
          exportName="rule-changes.csv"
          empty={
            <Empty icon={searchIcon} title={t('rules.history.none')}>
              {t('rules.history.none.says')}
            </Empty>
          }
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">{t('rules.history.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      )}
    </Card>
  )
}

function columnsOf(zone: string): readonly Column<RuleChange>[] {
  return [
    { key: 'at', label: t('rules.history.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'rule', label: t('rules.history.rule'), value: ({ rule }) => ruleLabel(rule) },
    {
      key: 'where',
      label: t('rules.history.where'),
      value: ({ school }) => school?.name ?? t('rules.whose.district'),
    },
    { key: 'before', label: t('rules.history.before'), value: ({ before }) => wordsOf(before) },
    {
      key: 'after',
      label: t('rules.history.after'),
      value: ({ after, locked }) => (locked ? t('rules.history.locked', { value: wordsOf(after) }) : wordsOf(after)),
    },
    { key: 'by', label: t('rules.history.by'), value: ({ by }) => by },
  ]
}

function wordsOf(value: RuleValue | null): string {
  return value === null ? t('rules.history.unset') : valueWords(value)
}
