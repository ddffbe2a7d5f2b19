/** The students whom one looks after: the list, and making one. */
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AddStudent } from './students/add-student.tsx'
import { studentOptionsQuery } from './students/queries.ts'
import { StudentList } from './students/student-list.tsx'
import { StudentReport } from './students/student-report.tsx'

export function StudentsPage() {
  const { send, me } = useReader()
  const options = useQuery(studentOptionsQuery(send))
  const { data } = options
  return (
    <>
      <PageHead
        title={t('students.title')}
        says={t('students.says')}
        actions={
          <>
            {me.may.includes('assign_unassign:benchmark_test') ? (
              <a href={paths.benchmarks()}>{t('benchmarks.title')}</a>
            ) : null}
            {me.may.includes('enrol:pathway') || me.may.includes('set:licence_quantity') ? (
              <a href={paths.pathways()}>{t('pathways.title')}</a>
            ) : null}
            {me.may.includes('print:start_card_student') ? <a href={paths.startCards()}>{t('cards.link')}</a> : null}
          </>
        }
      />
      {options.isPending ? <Waiting lines={8} /> : null}
      {options.isLoadingError ? <FailureNote failure={options.error} retry={() => void options.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <Card title={t('students.list')}>
            <StudentList options={data} />
          </Card>
          {data.reportYears.length === 0 ? null : <StudentReport options={data} />}
          {data.makesAt.length === 0 ? null : <AddStudent options={data} />}
        </>
      )}
    </>
  )
}
