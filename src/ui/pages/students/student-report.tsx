/** What students have and do as a file: of all whom one reaches, or of a school, a grade, a class. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StudentReportQuery } from '../../../http/contract/student-report.ts'
import type { StudentOptions } from '../../../http/contract/students.ts'
import { CsvCard } from '../../parts/csv-card.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { studentClassesQuery } from './queries.ts'

export function StudentReport({ options }: { readonly options: StudentOptions }) {
  const { send } = useReader()
  const [asked, setAsked] = useState<StudentReportQuery>({})
  const classes = useQuery(studentClassesQuery(send)).data?.classes ?? []
  const [latest = 0] = options.reportYears
  const choose = (change: StudentReportQuery) =>
    setAsked(Object.fromEntries(Object.entries({ ...asked, ...change }).filter(([, value]) => value !== '')))
  const any = { value: '', label: t('students.filter.any') }
  return (
    <CsvCard
      title={t('student-report.title')}
      says={t('student-report.says')}
      label={t('student-report.get')}
      file={`student-report-${asked.year ?? latest}.csv`}
      get={() => send('GET /api/v1/students/report/export', { query: asked })}
    >
      <div className="row">
        {options.schools.length < 2 ? null : (
          <NativeSelect
            label={t('students.filter.school')}
            value={asked.schoolId ?? ''}
            data={[any, ...options.schools.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(change) => choose({ schoolId: change.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('students.filter.grade')}
          value={asked.grade ?? ''}
          data={[any, ...options.grades.map((grade) => ({ value: grade, label: grade }))]}
          onChange={(change) => choose({ grade: change.currentTarget.value })}
        />
        {classes.length === 0 ? null : (
          <NativeSelect
            label={t('students.filter.class')}
            value={asked.classId ?? ''}
            data={[any, ...classes.map(({ id, title }) => ({ value: id, label: title }))]}
            onChange={(change) => choose({ classId: change.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('student-report.year')}
          value={String(asked.year ?? latest)}
          data={options.reportYears.map((year) => ({ value: String(year), label: `${year}–${year + 1}` }))}
          onChange={(change) => choose({ year: Number(change.currentTarget.value) })}
        />
      </div>
    </CsvCard>
  )
}
