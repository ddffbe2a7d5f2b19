/** The staff: found by name, role, school and state. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedStaff, StaffOptions, StaffQuery, StaffRole } from '../../../http/contract/staff.ts'
import { sortNameOf } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { staffQuery } from './queries.ts'
import { moodOf } from './staff-words.ts'

export const STAFF_ROLES: readonly StaffRole[] = [
  'district_admin',
  'school_admin',
  'principal',
  'coach',
  'teacher',
  'it_admin',
  'billing_only',
]
const STATES = ['present', 'active', 'deactivated', 'disabled', 'removed'] as const

const columns: readonly Column<ListedStaff>[] = [
  {
    key: 'name',
    label: t('staff.name'),
    value: sortNameOf,
    cell: (row) => <a href={paths.staffPerson(row.id)}>{sortNameOf(row)}</a>,
  },
  { key: 'roles', label: t('staff.roles'), value: ({ roles }) => roles.map((role) => word('role', role)).join(', ') },
  { key: 'schools', label: t('staff.schools'), value: ({ schools }) => schools.map(({ name }) => name).join('; ') },
  { key: 'comes-in', label: t('staff.comes-in'), value: ({ signsIn }) => t(`staff.signs-in.${signsIn}`) },
  {
    key: 'state',
    label: t('staff.state'),
    value: ({ state }) => t(`staff-state.${state}`),
    cell: ({ state }) => <Pill mood={moodOf(state)}>{t(`staff-state.${state}`)}</Pill>,
  },
]

/** Columns by which the server sorts all of them. */
const SORTED: ReadonlySet<string> = new Set(['name', 'state'])

export function StaffList({ options }: { readonly options: StaffOptions }) {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<StaffQuery>({})
  const q = useSettled(typed.trim(), 200)
  const search = q === '' ? filter : { ...filter, q }
  const [sort, setSort] = useState<string | null>(null)
  const found = useQuery(staffQuery(send, sort === null ? search : { ...search, sort }))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <DataTable
        rowsOf={JSON.stringify(search)}
        label={t('staff.list')}
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        onSort={({ column, descending }) => setSort(SORTED.has(column) ? `${descending ? '-' : ''}${column}` : null)}
        exportName="staff.csv"
        tools={<Filters options={options} typed={typed} type={setTyped} filter={filter} set={setFilter} />}
        empty={
          <Empty icon={searchIcon} title={t('staff.none')}>
            {t('staff.none.says')}
          </Empty>
        }
      />
      {items.length < total ? <Note mood="calm">{t('staff.cut', { count: items.length, total })}</Note> : null}
    </div>
  )
}

interface FiltersProps {
  readonly options: StaffOptions
  readonly typed: string
  readonly type: (text: string) => void
  readonly filter: StaffQuery
  readonly set: (filter: StaffQuery) => void
}

function Filters({ options, typed, type, filter, set }: FiltersProps) {
  const any = { value: '', label: t('staff.filter.any') }
  const choose = (name: 'role' | 'schoolId' | 'state', value: string) => {
    const { [name]: _, ...others } = filter
    set(value === '' || value === 'present' ? others : { ...others, [name]: value })
  }
  return (
    <>
      <TextInput
        type="search"
        label={t('staff.search')}
        leftSection={searchIcon}
        value={typed}
        maxLength={100}
        onChange={(change) => type(change.currentTarget.value)}
      />
      <NativeSelect
        label={t('staff.filter.role')}
        value={filter.role ?? ''}
        data={[any, ...STAFF_ROLES.map((role) => ({ value: role, label: word('role', role) }))]}
        onChange={(change) => choose('role', change.currentTarget.value)}
      />
      <NativeSelect
        label={t('staff.filter.school')}
        value={filter.schoolId ?? ''}
        data={[any, ...options.schools.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(change) => choose('schoolId', change.currentTarget.value)}
      />
      <NativeSelect
        label={t('staff.filter.state')}
        value={filter.state ?? 'present'}
        data={STATES.map((state) => ({
          value: state,
          label: state === 'present' ? t('staff.filter.present') : t(`staff-state.${state}`),
        }))}
        onChange={(change) => choose('state', change.currentTarget.value)}
      />
    </>
  )
}
