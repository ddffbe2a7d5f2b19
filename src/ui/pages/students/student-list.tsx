/** The students: found by name, number, school, grade, class and state; several are deactivated or activated at once. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedStudent, StudentOptions, StudentsQuery } from '../../../http/contract/students.ts'
import { sortNameOf } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Quietly, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listStudentsAgain, studentClassesQuery, studentsQuery } from './queries.ts'
import { moodOf } from './student-words.ts'

const STATES = ['present', 'active', 'deactivated', 'disabled', 'inactive', 'left'] as const

/** Columns by which the server sorts all of them. */
const SORTED: ReadonlySet<string> = new Set(['name', 'grade', 'state'])

export function StudentList({ options }: { readonly options: StudentOptions }) {
  const { send } = useReader()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<StudentsQuery>({})
  const [sort, setSort] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const q = useSettled(typed.trim(), 200)
  const search = q === '' ? filter : { ...filter, q }
  const found = useQuery(studentsQuery(send, sort === null ? search : { ...search, sort }))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  // Whoever is not shown any more is not chosen.
  const held = items.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...held, id] : held.filter((one) => one !== id)))
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      <Chosen ids={held} done={() => setChosen(new Set())} />
      <DataTable
        rowsOf={JSON.stringify(search)}
        label={t('students.list')}
        rows={items}
        columns={columnsOf(new Set(held), choose)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'name', descending: false }}
        onSort={({ column, descending }) => setSort(SORTED.has(column) ? `${descending ? '-' : ''}${column}` : null)}
        exportName="students.csv"
        tools={<Filters options={options} typed={typed} type={setTyped} filter={filter} set={setFilter} />}
        empty={
          <Empty icon={searchIcon} title={t('students.none')}>
            {t('students.none.says')}
          </Empty>
        }
      />
      {items.length < total ? <Note mood="calm">{t('students.cut', { count: items.length, total })}</Note> : null}
    </div>
  )
}

function columnsOf(
  chosen: ReadonlySet<string>,
  choose: (id: string, isChosen: boolean) => void,
): readonly Column<ListedStudent>[] {
  return [
    {
      key: 'name',
      label: t('students.name'),
      value: sortNameOf,
      cell: (row) => (
        <>
          <a href={paths.student(row.id)}>{sortNameOf(row)}</a>
          {row.showsAs === null ? null : <div className="dim">{t('students.shows-as', { name: row.showsAs })}</div>}
        </>
      ),
    },
    { key: 'grade', label: t('students.grade'), value: ({ grades }) => grades.join(', ') },
    {
      key: 'schools',
      label: t('students.schools'),
      value: ({ schools }) => schools.map(({ name }) => name).join('; '),
    },
    {
      key: 'state',
      label: t('students.state'),
      value: ({ state }) => t(`student-state.${state}`),
      cell: ({ state }) => <Pill mood={moodOf(state)}>{t(`student-state.${state}`)}</Pill>,
    },
    {
      key: 'choose',
      label: t('students.choose'),
      unsorted: true,
      value: ({ id }) => (chosen.has(id) ? 1 : 0),
      cell: (row) =>
        row.state === 'left' ? null : (
          <Checkbox
            aria-label={t('students.choose-this', { name: sortNameOf(row) })}
            checked={chosen.has(row.id)}
            onChange={(change) => choose(row.id, change.currentTarget.checked)}
          />
        ),
    },
  ]
}

function Chosen({ ids, done }: { readonly ids: readonly string[]; readonly done: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [changed, setChanged] = useState(0)
  const acting = useMutation({
    mutationFn: (active: boolean) => send('POST /api/v1/students/state', { body: { studentIds: [...ids], active } }),
    onSuccess: () => {
      setChanged(ids.length)
      listStudentsAgain(queries)
      done()
    },
  })
  return (
    <>
      {ids.length === 0 ? null : (
        <Note mood="calm" title={t('students.chosen', { count: ids.length })}>
          <p>{t('student.deactivate.says')}</p>
          <div className="row">
            <Button loading={acting.isPending} onClick={() => acting.mutate(false)}>
              {t('students.chosen.deactivate')}
            </Button>
            <Button variant="default" disabled={acting.isPending} onClick={() => acting.mutate(true)}>
              {t('students.chosen.activate')}
            </Button>
          </div>
        </Note>
      )}
      {acting.error === null ? null : <FailureNote failure={acting.error} />}
      <Quietly>
        {changed > 0 && ids.length === 0 ? (
          <Note mood="good">{t('students.chosen.done', { count: changed })}</Note>
        ) : null}
      </Quietly>
    </>
  )
}

interface FiltersProps {
  readonly options: StudentOptions
  readonly typed: string
  readonly type: (text: string) => void
  readonly filter: StudentsQuery
  readonly set: (filter: StudentsQuery) => void
}

type Narrowed = 'schoolId' | 'grade' | 'classId' | 'state'

function Filters({ options, typed, type, filter, set }: FiltersProps) {
  const { send } = useReader()
  const classes = useQuery(studentClassesQuery(send)).data?.classes ?? []
  const choose = (name: Narrowed, value: string) => {
    const { [name]: _, ...others } = filter
    set(value === '' || value === 'present' ? others : { ...others, [name]: value })
  }
  const schools = options.schools.map(({ id, name }) => ({ value: id, label: name }))
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
      {schools.length < 2 ? null : <Filter name="schoolId" data={schools} filter={filter} choose={choose} />}
      <Filter
        name="grade"
        data={options.grades.map((grade) => ({ value: grade, label: grade }))}
        filter={filter}
        choose={choose}
      />
      {classes.length === 0 ? null : (
        <Filter
          name="classId"
          data={classes.map(({ id, title }) => ({ value: id, label: title }))}
          filter={filter}
          choose={choose}
        />
      )}
      <NativeSelect
        label={t('students.filter.state')}
        value={filter.state ?? 'present'}
        data={STATES.map((state) => ({ value: state, label: stateLabel(state) }))}
        onChange={(change) => choose('state', change.currentTarget.value)}
      />
    </>
  )
}

const FILTER_LABELS = {
  schoolId: t('students.filter.school'),
  grade: t('students.filter.grade'),
  classId: t('students.filter.class'),
}

interface FilterProps {
  readonly name: keyof typeof FILTER_LABELS
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly filter: StudentsQuery
  readonly choose: (name: Narrowed, value: string) => void
}

function Filter({ name, data, filter, choose }: FilterProps) {
  return (
    <NativeSelect
      label={FILTER_LABELS[name]}
      value={filter[name] ?? ''}
      data={[{ value: '', label: t('students.filter.any') }, ...data]}
      onChange={(change) => choose(name, change.currentTarget.value)}
    />
  )
}

function stateLabel(state: (typeof STATES)[number]): string {
  return state === 'present' || state === 'inactive' ? t(`students.filter.${state}`) : t(`student-state.${state}`)
}
