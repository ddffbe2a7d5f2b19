/** The educators of my schools: search, school filter, when I last worked with each. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Educator } from '../../../http/contract/coaching.ts'
import type { Named } from '../../../http/contract/shapes.ts'
import { formatDay } from '../../formats.ts'
import { sortNameOf } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { peopleIcon, searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { educatorsQuery } from './queries.ts'

const columns: readonly Column<Educator>[] = [
  {
    key: 'name',
    label: t('educators.name'),
    value: sortNameOf,
    cell: (row) => <a href={paths.timeLine(row.id)}>{sortNameOf(row)}</a>,
  },
  { key: 'school', label: t('educators.school'), value: (row) => row.schools.map((school) => school.name).join('; ') },
  {
    key: 'seen',
    label: t('educators.seen'),
    value: (row) => row.lastSeenOn,
    cell: (row) =>
      row.lastSeenOn === null ? <span className="dim">{t('educators.never')}</span> : formatDay(row.lastSeenOn),
  },
]

interface EducatorsProps {
  readonly schools: readonly Named[]
  /** Whether the reader coaches: only then is there a last interaction of theirs. */
  readonly coaches: boolean
}

export function Educators({ schools, coaches }: EducatorsProps) {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const [schoolId, setSchoolId] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery(educatorsQuery(send, { q, schoolId }))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const narrowed = q !== '' || schoolId !== ''
  const { items, total } = found.data
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <DataTable
        // A new search starts on its first page.
        rowsOf={`${q}/${schoolId}`}
        label={t(coaches ? 'educators.title' : 'educators.title.reader')}
        rows={items}
        columns={coaches ? columns : columns.filter((column) => column.key !== 'seen')}
        rowKey={(row) => row.id}
        sortedBy={{ column: 'name', descending: false }}
        exportName="educators.csv"
        tools={<Filters {...{ typed, setTyped, schools, schoolId, setSchoolId, coaches }} />}
        empty={narrowed ? <NobodyFound /> : <NobodyYet />}
      />
      {items.length < total ? <Note mood="calm">{t('educators.cut', { shown: items.length, total })}</Note> : null}
    </div>
  )
}

interface FiltersProps extends EducatorsProps {
  readonly typed: string
  readonly setTyped: (text: string) => void
  readonly schoolId: string
  readonly setSchoolId: (id: string) => void
}

function Filters({ typed, setTyped, schools, schoolId, setSchoolId, coaches }: FiltersProps) {
  return (
    <>
      <TextInput
        type="search"
        label={t('educators.search')}
        leftSection={searchIcon}
        value={typed}
        maxLength={100}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      {schools.length < 2 ? null : (
        <NativeSelect
          label={t('educators.school')}
          value={schoolId}
          data={[
            { value: '', label: t(coaches ? 'educators.all-mine' : 'educators.all-schools') },
            ...schools.map((school) => ({ value: school.id, label: school.name })),
          ]}
          onChange={(change) => setSchoolId(change.currentTarget.value)}
        />
      )}
    </>
  )
}

function NobodyFound() {
  return (
    <Empty icon={searchIcon} title={t('educators.none-found')}>
      {t('educators.none-found.says')}
    </Empty>
  )
}

function NobodyYet() {
  return (
    <Empty icon={peopleIcon} title={t('educators.none')}>
      {t('educators.none.says')}
    </Empty>
  )
}
