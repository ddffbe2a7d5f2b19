/** My students of a pathway: where each stands; enrolling, taking out, and marking steps as done. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Pathway, PathwayStudent, PathwayStudentsQuery } from '../../../http/contract/pathways.ts'
import { formatInstant } from '../../formats.ts'
import { sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { studentClassesQuery } from '../students/queries.ts'
import { ChosenInPathway } from './chosen.tsx'
import { pathwayStudentsQuery } from './queries.ts'

export function PathwayStudents({ pathway }: { readonly pathway: Pathway }) {
  const { send, me } = useReader()
  const [search, setSearch] = useState<PathwayStudentsQuery>({})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const found = useQuery(pathwayStudentsQuery(send, pathway.id, search))
  const items = found.data?.items ?? []
  const held = items.filter(({ id }) => chosen.has(id))
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set([...held.map((one) => one.id).filter((one) => one !== id), ...(isChosen ? [id] : [])]))
  return (
    <Card title={t('pathway.list')} says={t('pathway.list.says')}>
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack" aria-busy={found.isPlaceholderData}>
          <ChosenInPathway pathway={pathway} students={held} done={() => setChosen(new Set())} />
          {items.length === 0 ? null : (
            <div className="row">
              <Button variant="default" size="xs" onClick={() => setChosen(new Set(items.map(({ id }) => id)))}>
                {t('pathway.choose-all', { count: items.length })}
              </Button>
            </div>
          )}
          <DataTable
            rowsOf={JSON.stringify(search)}
            label={t('pathway.list')}
            rows={items}
            columns={columnsOf(pathway, me.district.timezone, { chosen, choose })}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'name', descending: false }}
            exportName="pathway.csv"
            tools={<ClassFilter search={search} set={setSearch} />}
            empty={
              <Empty icon={searchIcon} title={t('pathway.none')}>
                {t('pathway.none.says')}
              </Empty>
            }
          />
          {items.length < found.data.total ? (
            <Note mood="calm">{t('students.cut', { count: items.length, total: found.data.total })}</Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

interface ClassFilterProps {
  readonly search: PathwayStudentsQuery
  readonly set: (search: PathwayStudentsQuery) => void
}

function ClassFilter({ search, set }: ClassFilterProps) {
  const { send } = useReader()
  const classes = useQuery(studentClassesQuery(send)).data?.classes ?? []
  return (
    <NativeSelect
      label={t('pathway.class')}
      value={search.classId ?? ''}
      data={[
        { value: '', label: t('students.filter.any') },
        ...classes.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      onChange={(change) => set(change.currentTarget.value === '' ? {} : { classId: change.currentTarget.value })}
    />
  )
}

interface Choice {
  readonly chosen: ReadonlySet<string>
  readonly choose: (id: string, isChosen: boolean) => void
}

function columnsOf(pathway: Pathway, zone: string, { chosen, choose }: Choice): readonly Column<PathwayStudent>[] {
  return [
    { key: 'name', label: t('pathway.student'), value: sortNameOf },
    {
      key: 'standing',
      label: t('pathway.standing'),
      value: (row) => standingWords(pathway, row),
    },
    {
      key: 'since',
      label: t('pathway.enrolled'),
      value: ({ enrolledAt }) => enrolledAt,
      cell: ({ enrolledAt }) => (enrolledAt === null ? t('table.none') : formatInstant(enrolledAt, zone)),
    },
    {
      key: 'choose',
      label: t('pathway.choose'),
      unsorted: true,
      value: ({ id }) => (chosen.has(id) ? 1 : 0),
      cell: (row) => (
        <Checkbox
          aria-label={t('pathway.choose-this', { name: sortNameOf(row) })}
          checked={chosen.has(row.id)}
          onChange={(change) => choose(row.id, change.currentTarget.checked)}
        />
      ),
    },
  ]
}

function standingWords({ steps }: Pathway, { enrolledAt, isElsewhere, done }: PathwayStudent): string {
  if (enrolledAt === null) return t(isElsewhere ? 'pathway.standing.elsewhere' : 'pathway.standing.out')
  const next = steps.find(({ id }) => !done.some(({ stepId }) => stepId === id))
  const of = t('pathway.standing.of', { done: done.length, of: steps.length })
  return `${of}, ${next === undefined ? t('pathway.standing.all') : t('pathway.standing.next', { title: next.title })}`
}
