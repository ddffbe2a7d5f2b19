/** What a report is asked for: whose work, when, where, what kind. */
import { NativeSelect, TextInput } from '@mantine/core'
import type { ReportChoices } from '../../../http/contract/coaching-reports.ts'
import { t } from '../../translate.ts'

export interface Asked {
  readonly whose: 'mine' | 'all'
  readonly from: string
  readonly to: string
  /** Empty: all. */
  readonly schoolId: string
  readonly groupId: string
  readonly grade: string
  readonly typeId: string
  readonly tagId: string
  /** Of one's own work: with somebody of one's caseloads alone. */
  readonly caseload: boolean
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
            ask(isAll ? { ...asked, whose: 'all', caseload: false, grade } : { ...asked, whose: 'mine' })
          }}
        />
      )}
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

/** Where and of which grade, as a request says it. */
export function placeOf({ schoolId, groupId, grade }: Pick<Asked, 'schoolId' | 'groupId' | 'grade'>) {
  return {
    ...(schoolId === '' ? {} : { schoolId }),
    ...(groupId === '' ? {} : { groupId }),
    ...(grade === '' ? {} : { grade }),
  }
}

/** What a request of one's own work says of it. */
export function caseloadOf({ caseload }: Pick<Asked, 'caseload'>): { readonly caseload?: 'mine' } {
  return caseload ? { caseload: 'mine' } : {}
}
