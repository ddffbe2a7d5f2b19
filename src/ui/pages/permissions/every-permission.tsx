/** Every line of the policy in words, found by role and by what is typed. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import '../../styles/checkbox.css'
import { useState } from 'react'
import type { Permission, Permissions } from '../../../http/contract/permissions.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ruleLabel, valueWords } from '../rules/rule-words.ts'
import { whoSet } from './district-rules.tsx'
import { capabilityWords, holderWords, isFound, reachWords, roleWords } from './policy-text.ts'

interface Filter {
  readonly role: string
  readonly typed: string
  readonly onlyChanged: boolean
}

const LINES_SHOWN = 25

export function EveryPermission({ found }: { readonly found: Permissions }) {
  const { me } = useReader()
  const [filter, setFilter] = useState<Filter>({ role: '', typed: '', onlyChanged: false })
  const rules = new Map(found.rules.map((rule) => [rule.name, rule]))
  const isChanged = (permission: Permission) => permission.rules.some((name) => rules.get(name)?.changed === true)
  const rows = found.permissions.filter(
    (each) =>
      (filter.role === '' || each.role === filter.role) &&
      (!filter.onlyChanged || isChanged(each)) &&
      isFound(each, filter.typed.trim()),
  )
  const roles = [...new Set(found.permissions.map(({ role }) => role))]
  return (
    <Card title={t('permissions.list')} says={t('permissions.list.says')}>
      <DataTable
        rowsOf={JSON.stringify(filter)}
        label={t('permissions.list')}
        rows={rows}
        columns={columnsOf(rules, me.district.timezone)}
        rowKey={({ capability, role, via, state }) => `${capability} ${role} ${via ?? ''} ${state}`}
        sortedBy={{ column: 'what', descending: false }}
        pageSize={LINES_SHOWN}
        exportName="permissions.csv"
        tools={<Filters roles={roles} filter={filter} set={setFilter} />}
        empty={
          <Empty icon={searchIcon} title={t('permissions.none')}>
            {t('permissions.none.says')}
          </Empty>
        }
      />
    </Card>
  )
}

interface FiltersProps {
  readonly roles: readonly string[]
  readonly filter: Filter
  readonly set: (filter: Filter) => void
}

function Filters({ roles, filter, set }: FiltersProps) {
  const choices = roles.map((role) => ({ value: role, label: roleWords(role) }))
  return (
    <>
      <TextInput
        type="search"
        label={t('permissions.search')}
        leftSection={searchIcon}
        value={filter.typed}
        maxLength={100}
        onChange={(change) => set({ ...filter, typed: change.currentTarget.value })}
      />
      <NativeSelect
        label={t('permissions.role')}
        value={filter.role}
        data={[{ value: '', label: t('permissions.role.any') }, ...choices]}
        onChange={(change) => set({ ...filter, role: change.currentTarget.value })}
      />
      <Checkbox
        label={t('permissions.only-changed')}
        checked={filter.onlyChanged}
        onChange={(change) => set({ ...filter, onlyChanged: change.currentTarget.checked })}
      />
    </>
  )
}

type RulesByName = ReadonlyMap<string, Permissions['rules'][number]>

function columnsOf(rules: RulesByName, zone: string): readonly Column<Permission>[] {
  return [
    {
      key: 'what',
      label: t('permissions.what'),
      value: ({ capability }) => capabilityWords(capability),
      exported: ({ capability, rows }) => `${capabilityWords(capability)} (${rows.join(', ')})`,
      cell: ({ capability, subject, rows }) => (
        <div>
          {capabilityWords(capability)} <span className="dim">{`${subject}, ${rows.join(', ')}`}</span>
        </div>
      ),
    },
    {
      key: 'who',
      label: t('permissions.who'),
      value: holderWords,
      cell: (each) => <div className="whole-words">{holderWords(each)}</div>,
    },
    { key: 'how-far', label: t('permissions.how-far'), value: reachWords },
    {
      key: 'here',
      label: t('permissions.here'),
      value: ({ state }) => t(`permissions.state.${state}`),
      cell: (permission) => <Here permission={permission} rules={rules} zone={zone} />,
    },
  ]
}

const MOODS = { given: 'good', closed: 'warn', never: 'calm' } as const

interface HereProps {
  readonly permission: Permission
  readonly rules: RulesByName
  readonly zone: string
}

/** Whether it is given here, and by which rules, with who set those that differ from the standard. */
function Here({ permission, rules, zone }: HereProps) {
  return (
    <div>
      <Pill mood={MOODS[permission.state]}>{t(`permissions.state.${permission.state}`)}</Pill>
      {permission.rules.map((name) => {
        const rule = rules.get(name)
        if (rule === undefined) return null
        return (
          <span key={name} className="dim">
            {' '}
            <a href={paths.rules()}>
              {t('permissions.by-rule', { rule: ruleLabel(name), value: valueWords(rule.value) })}
            </a>
            {rule.changed ? ` (${t('permissions.is-changed')}: ${whoSet(rule, zone)})` : null}
          </span>
        )
      })}
    </div>
  )
}
