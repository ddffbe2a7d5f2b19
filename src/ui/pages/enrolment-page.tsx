/** One person in one class: their role and their days there, each with its owner. */
import { useQuery } from '@tanstack/react-query'
import { nameOf } from '../names.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { recordQuery } from './roster/queries.ts'
import { DetailsCard, RecordPage } from './roster/record-page.tsx'

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
    <RecordPage
      found={found}
      title={title}
      links={
        <>
          {schoolClass === null ? null : <a href={paths.class(schoolClass.id)}>{schoolClass.name}</a>}
          {person === null ? null : <a href={paths.person(person.id)}>{nameOf(person)}</a>}
        </>
      }
    >
      {(record) => <DetailsCard record={record} />}
    </RecordPage>
  )
}
