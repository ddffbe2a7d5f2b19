/** What a report is asked for: whose work, when, where, what kind. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReportChoices } from '../../../http/contract/coaching-reports.ts'
import { t } from '../../translate.ts'
import { type Asked, useReport } from './asked.ts'

interface Option {
  readonly value: string
  readonly label: string
}

interface ReportFiltersProps {
  readonly choices: ReportChoices
  readonly asked: Asked
  readonly ask: (asked: Asked) => void
}

export function ReportFilters({ choices, asked, ask }: ReportFiltersProps) {
  const { reach, schools } = choices
  return (
    <div className="report-filters">
      {reach === 'none' ? null : (
        <NativeSelect
          label={t('reports.whose')}
          value={asked.whose}
          data={[
            { value: 'mine', label: t('reports.whose.mine') },
            { value: 'all', label: t(`reports.whose.${reach}`) },
          ]}
          onChange={(change) => {
            const isAll = change.currentTarget.value === 'all'
            const grade = choices.gradesOfOthers ? asked.grade : ''
            ask(isAll ? { ...asked, whose: 'all', caseload: false, grade } : { ...asked, whose: 'mine', coachId: '' })
          }}
        />
      )}
      {asked.whose === 'all' ? <CoachChoice asked={asked} ask={ask} /> : null}
      {(choices.hasCaseload || asked.caseload) && asked.whose === 'mine' ? (
        <NativeSelect
          label={t('reports.with')}
          value={asked.caseload ? 'mine' : ''}
          data={[
            { value: '', label: t('reports.with.all') },
            { value: 'mine', label: t('reports.with.caseload') },
          ]}
          onChange={(change) => ask({ ...asked, caseload: change.currentTarget.value === 'mine' })}
        />
      ) : null}
      <Days choices={choices} asked={asked} ask={ask} />
      <NativeSelect
        label={t('reports.school')}
        value={asked.schoolId}
        data={[
          { value: '', label: t('reports.school.all') },
          ...schools.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(change) => ask({ ...asked, schoolId: change.currentTarget.value })}
      />
      <Places choices={choices} asked={asked} ask={ask} />
      <Words choices={choices} asked={asked} ask={ask} />
    </div>
  )
}

/** Who logged something that the rest of the choice reaches; whoever is chosen stays in it. */
function CoachChoice({ asked, ask }: Pick<ReportFiltersProps, 'asked' | 'ask'>) {
  const { data } = useReport('coach', { ...asked, coachId: '' })
  const [chosen, setChosen] = useState<Option | null>(null)
  const found = (data?.rows ?? []).map(({ key, name }): Option => ({ value: key, label: name }))
  const isGone = chosen !== null && chosen.value === asked.coachId && !found.some(({ value }) => value === chosen.value)
  const coaches = [...found, ...(isGone ? [chosen] : [])].toSorted((a, b) => a.label.localeCompare(b.label))
  if (coaches.length < 2 && asked.coachId === '') return null
  return (
    <NativeSelect
      label={t('reports.coach')}
      value={asked.coachId}
      data={[{ value: '', label: t('reports.coach.all') }, ...coaches]}
      onChange={({ currentTarget: { value } }) => {
        setChosen(coaches.find((one) => one.value === value) ?? null)
        ask({ ...asked, coachId: value })
      }}
    />
  )
}

/** Groups of schools and grades, where there are any; others' work is told by grade to those alone who may read it. */
function Places({ choices: { groups, grades, gradesOfOthers }, asked, ask }: ReportFiltersProps) {
  const byGrade = asked.whose === 'mine' || gradesOfOthers
  return (
    <>
      {groups.length === 0 ? null : (
        <NativeSelect
          label={t('educator-database.group')}
          value={asked.groupId}
          data={[
            { value: '', label: t('reports.group.all') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(change) => ask({ ...asked, groupId: change.currentTarget.value })}
        />
      )}
      {grades.length === 0 || !byGrade ? null : (
        <NativeSelect
          label={t('educator-database.grade')}
          value={asked.grade}
          data={[{ value: '', label: t('reports.grade.all') }, ...grades]}
          onChange={(change) => ask({ ...asked, grade: change.currentTarget.value })}
        />
      )}
    </>
  )
}

/** The district's words: kinds, and tags where it has any. */
function Words({ choices: { types, tags }, asked, ask }: ReportFiltersProps) {
  return (
    <>
      <NativeSelect
        label={t('reports.type')}
        value={asked.typeId}
        data={[
          { value: '', label: t('reports.type.all') },
          ...types.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(change) => ask({ ...asked, typeId: change.currentTarget.value })}
      />
      {tags.length === 0 ? null : (
        <NativeSelect
          label={t('reports.tag')}
          value={asked.tagId}
          data={[
            { value: '', label: t('reports.tag.all') },
            ...tags.map(({ id, name, isActive }) => ({
              value: id,
              label: isActive ? name : t('reports.tag.off', { name }),
            })),
          ]}
          onChange={(change) => ask({ ...asked, tagId: change.currentTarget.value })}
        />
      )}
    </>
  )
}

function Days({ choices, asked, ask }: ReportFiltersProps) {
  return (
    <>
      <TextInput
        type="date"
        label={t('reports.from')}
        value={asked.from}
        max={asked.to}
        onChange={(change) => dayOf(change.currentTarget.value, (from) => ask({ ...asked, from }))}
      />
      <TextInput
        type="date"
        label={t('reports.to')}
        value={asked.to}
        min={asked.from}
        max={choices.today}
        onChange={(change) => dayOf(change.currentTarget.value, (to) => ask({ ...asked, to }))}
      />
    </>
  )
}

/** A field that was emptied, or a year half typed, asks for nothing yet. */
function dayOf(typed: string, take: (day: string) => void): void {
  if (/^20\d{2}-\d{2}-\d{2}$/.test(typed)) take(typed)
}
