/** The classes that a rule is about: into which community each comes, or why it stays out. */
import type { RuleGroup } from '../../../http/contract/community-rules.ts'
import { joinNames } from '../../names.ts'
import type { Column } from '../../parts/data-table.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { peopleIcon } from '../../parts/icons.tsx'
import { Empty } from '../../parts/notes.tsx'
import { t, word } from '../../translate.ts'

type ClassOfGroup = RuleGroup['classes'][number] & { readonly community: string; readonly key: string }

const columns: readonly Column<ClassOfGroup>[] = [
  { key: 'community', label: t('community-rules.column.community'), value: ({ community }) => community },
  {
    key: 'class',
    label: t('community-rules.column.class'),
    value: ({ title }) => title,
    exported: ({ title, school }) => [title, school?.name].filter((part) => part !== undefined).join(', '),
    cell: ({ title, school }) => (
      <>
        {title} <span className="dim">{school?.name}</span>
      </>
    ),
  },
  { key: 'leads', label: t('community-rules.column.leads'), value: ({ leads }) => joinNames(leads) },
  { key: 'state', label: t('community-rules.column.state'), value: ({ state }) => word('rule-state', state) },
]

export function RuleClasses({ groups }: { readonly groups: readonly RuleGroup[] }) {
  const rows = groups.flatMap(({ name, classes }, index) =>
    classes.map((one): ClassOfGroup => ({ ...one, community: name, key: `${index} ${one.id}` })),
  )
  return (
    <DataTable
      label={t('community-rules.table')}
      rows={rows}
      columns={columns}
      rowKey={({ key }) => key}
      sortedBy={{ column: 'community', descending: false }}
      exportName="communities-by-rule.csv"
      empty={
        <Empty icon={peopleIcon} title={t('community-rules.table.none')}>
          {t('community-rules.would.nothing')}
        </Empty>
      }
    />
  )
}
