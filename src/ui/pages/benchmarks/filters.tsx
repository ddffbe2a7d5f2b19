/** Which students with benchmark tests are shown: by name, school, grade, class and school year. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BenchmarkRoster, BenchmarksQuery } from '../../../http/contract/benchmarks.ts'
import { searchIcon } from '../../parts/icons.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { studentClassesQuery, studentOptionsQuery } from '../students/queries.ts'

interface FiltersProps {
  readonly roster: BenchmarkRoster
  readonly typed: string
  readonly type: (text: string) => void
  readonly filter: BenchmarksQuery
  readonly set: (filter: BenchmarksQuery) => void
}

export function BenchmarkFilters({ roster, typed, type, filter, set }: FiltersProps) {
  const { send } = useReader()
  const options = useQuery(studentOptionsQuery(send)).data
  const classes = useQuery(studentClassesQuery(send)).data?.classes ?? []
  const schools = options?.schools ?? []
  const choose = (name: Narrowed, value: string) => {
    const { [name]: _, ...others } = filter
    set(value === '' ? others : { ...others, [name]: value })
  }
  return (
    <>
      <TextInput
        type="search"
        label={t('students.search')}
        leftSection={searchIcon}
        value={typed}
        maxLength={100}
        onChange={(change) => type(change.currentTarget.value)}
      />
      {schools.length < 2 ? null : (
        <Narrow name="schoolId" filter={filter} choose={choose} data={schools.map((one) => [one.id, one.name])} />
      )}
      <Narrow
        name="grade"
        filter={filter}
        choose={choose}
        data={(options?.grades ?? []).map((grade) => [grade, grade])}
      />
      {classes.length === 0 ? null : (
        <Narrow name="classId" filter={filter} choose={choose} data={classes.map((one) => [one.id, one.title])} />
      )}
      {roster.years.length < 2 ? null : (
        <NativeSelect
          label={t('benchmarks.year')}
          value={String(roster.year)}
          data={roster.years.map((year) => ({ value: String(year), label: yearLabel(year) }))}
          onChange={(change) => set({ ...filter, year: Number(change.currentTarget.value) })}
        />
      )}
    </>
  )
}

type Narrowed = 'schoolId' | 'grade' | 'classId'

const LABELS = {
  schoolId: t('students.filter.school'),
  grade: t('students.filter.grade'),
  classId: t('students.filter.class'),
}

interface NarrowProps {
  readonly name: Narrowed
  readonly data: readonly (readonly [value: string, label: string])[]
  readonly filter: BenchmarksQuery
  readonly choose: (name: Narrowed, value: string) => void
}

function Narrow({ name, data, filter, choose }: NarrowProps) {
  return (
    <NativeSelect
      label={LABELS[name]}
      value={filter[name] ?? ''}
      data={[{ value: '', label: t('students.filter.any') }, ...data.map(([value, label]) => ({ value, label }))]}
      onChange={(change) => choose(name, change.currentTarget.value)}
    />
  )
}

function yearLabel(year: number): string {
  return t('benchmarks.year.of', { from: String(year), to: String(year + 1) })
}
