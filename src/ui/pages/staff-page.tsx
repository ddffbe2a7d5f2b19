/** The staff of one's schools: the list, and making accounts. */
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AddEducatorCard } from './educators/add-educator.tsx'
import { AddPerson } from './staff/add-person.tsx'
import { AddTeachers } from './staff/add-teachers.tsx'
import { CustomerAdminsCard } from './staff/customer-admins.tsx'
import { InvitationsCard } from './staff/invitations.tsx'
import { staffOptionsQuery } from './staff/queries.ts'
import { StaffList } from './staff/staff-list.tsx'

export function StaffPage() {
  const { send, me } = useReader()
  const options = useQuery(staffOptionsQuery(send))
  const { data } = options
  const addsTeachers =
    data?.accountCreation === 'manual' && data.schools.length > 0 && me.may.includes('bulk_add:teacher_account')
  // Whoever has the educator database adds them there.
  const addsEducators =
    me.may.includes('add:educator') &&
    !me.may.includes('use:educator_database') &&
    data !== undefined &&
    data.schools.length > 0
  return (
    <>
      <PageHead
        title={t('staff.title')}
        says={t('staff.says')}
        actions={
          me.may.includes('bulk_import:staff_student_group_data') ? (
            <a href={paths.rosterImports()}>{t('roster-import.link')}</a>
          ) : undefined
        }
      />
      {options.isPending ? <Waiting lines={8} /> : null}
      {options.isLoadingError ? <FailureNote failure={options.error} retry={() => void options.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <Card title={t('staff.list')}>
            <StaffList options={data} />
          </Card>
          <InvitationsCard sendsMail={data.sendsMail} />
          {me.roles.some(({ role }) => role === 'customer_admin') ? <CustomerAdminsCard /> : null}
          <AddPerson options={data} />
          {addsEducators ? <AddEducatorCard schools={data.schools} /> : null}
          {addsTeachers ? <AddTeachers schools={data.schools} /> : null}
        </>
      )}
    </>
  )
}
