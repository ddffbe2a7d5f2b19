/** One person in one class: their role and their days there, each with its owner. */
import { useQuery } from '@tanstack/react-query'
import { nameOf } from '../names.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { recordQuery } from './roster/queries.ts'
import { RecordFields } from './roster/record-fields.tsx'

export function EnrolmentPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(recordQuery(send, 'enrolments', id))
  const person = found.data?.person ?? null
  const schoolClass = found.data?.class ?? null
  const title =
    person === null || schoolClass === null
      ? t('enrolment')
      : t('enrolment.title', { name: nameOf(person), class: schoolClass.name })
  return (
    <>
      <PageHead
        title={title}
        actions={
          <>
            {schoolClass === null ? null : <a href={paths.class(schoolClass.id)}>{schoolClass.name}</a>}
            {person === null ? null : <a href={paths.person(person.id)}>{nameOf(person)}</a>}
          </>
        }
      />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.active ? null : <Note mood="warn" title={t('record.retired')} />}
          <Card title={t('record.details')} says={t('record.details.says')}>
            <RecordFields record={found.data} />
          </Card>
        </>
      )}
    </>
  )
}
