/** One person of the staff: account, details, roles and why, seats, how they are known, what happened. */
import '../styles/roster.css'
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { nameOf } from '../names.ts'
import { paths } from '../paths.ts'
import type { StaffPerson } from '../../http/contract/staff.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { WhyCards } from './roster/why.tsx'
import { AccountCard } from './staff/account-card.tsx'
import { ClassesCard } from './staff/classes.tsx'
import { DeletionCard } from './staff/deletion.tsx'
import { StaffDetails } from './staff/details.tsx'
import { StaffHistory } from './staff/history.tsx'
import { Identities, Seats } from './staff/known-as.tsx'
import { MoveCard } from './staff/move.tsx'
import { staffPersonQuery } from './staff/queries.ts'
import { StaffRoles } from './staff/roles.tsx'
import { SignInCard } from './staff/sign-in-card.tsx'

export function StaffPersonPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const found = useQuery(staffPersonQuery(send, id))
  return (
    <>
      <PageHead
        title={found.data === undefined ? t('staff.title') : shownName(found.data)}
        actions={<Links id={id} />}
      />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <AccountCard person={found.data} />
          <SignInCard personId={id} />
          <StaffDetails person={found.data} />
          <StaffRoles person={found.data} />
          {found.data.may.move ? <MoveCard person={found.data} /> : null}
          {found.data.state !== 'removed' && me.may.includes('assign:teacher_class') ? (
            <ClassesCard personId={id} />
          ) : null}
          {me.may.includes('view:why_trace') ? null : (
            <Card title={t('staff.seats')}>
              <Seats person={found.data} />
            </Card>
          )}
          <Card title={t('staff.identities')} says={t('staff.identities.says')}>
            <Identities person={found.data} />
          </Card>
          {me.may.includes('view:why_trace') ? <WhyCards personId={id} /> : null}
          {found.data.history === null ? null : <StaffHistory history={found.data.history} />}
          {found.data.may.delete ? <DeletionCard personId={id} /> : null}
        </>
      )}
    </>
  )
}

function Links({ id }: { readonly id: string }) {
  const { me } = useReader()
  return (
    <>
      {me.may.includes('add:educator_account') ? <a href={paths.staff()}>{t('staff.back')}</a> : null}
      {me.may.includes('export:person_record') ? <a href={paths.keptOf(id)}>{t('kept.open.one')}</a> : null}
      {me.may.includes('edit:feed_owned_field') ? <a href={paths.person(id)}>{t('staff.roster')}</a> : null}
    </>
  )
}

function shownName({ givenName, familyName, preferredGivenName, preferredFamilyName }: StaffPerson): string {
  return nameOf({ givenName: preferredGivenName ?? givenName, familyName: preferredFamilyName ?? familyName })
}
