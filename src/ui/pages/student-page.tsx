/** One student: account, details, names, classes, products, what happened, deleting. */
import '../styles/roster.css'
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import type { Student } from '../../http/contract/students.ts'
import { nameOf } from '../names.ts'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { PersonProducts } from './products/person-products.tsx'
import { StudentAccount } from './students/account.tsx'
import { StudentClasses } from './students/classes.tsx'
import { StudentDeletionCard } from './students/deletion.tsx'
import { StudentDetails } from './students/details.tsx'
import { StudentHistory } from './students/history.tsx'
import { StudentIdentities } from './students/identities.tsx'
import { studentQuery } from './students/queries.ts'
import { StudentStartCard } from './students/start-card.tsx'

export function StudentPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(studentQuery(send, id))
  const student = found.data
  return (
    <>
      <PageHead title={student === undefined ? t('students.title') : nameOf(student)} actions={<Links id={id} />} />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {student === undefined ? null : (
        <>
          <StudentAccount student={student} />
          <StudentDetails student={student} />
          <StudentIdentities student={student} />
          <StudentClasses student={student} />
          <CardOf student={student} />
          {student.account === null ? null : <PersonProducts personId={id} name={nameOf(student)} />}
          {student.history === null ? null : <StudentHistory history={student.history} />}
          <StudentDeletionCard student={student} />
        </>
      )}
    </>
  )
}

/** To those who may print one for this student. */
function CardOf({ student }: { readonly student: Student }) {
  const { me } = useReader()
  if (student.account === null || student.state === 'left' || !me.may.includes('print:start_card_student')) return null
  return <StudentStartCard studentId={student.id} name={nameOf(student)} />
}

function Links({ id }: { readonly id: string }) {
  const { me } = useReader()
  return (
    <>
      <a href={paths.students()}>{t('student.back')}</a>
      {me.may.includes('edit:feed_owned_field') ? <a href={paths.person(id)}>{t('student.roster')}</a> : null}
    </>
  )
}
