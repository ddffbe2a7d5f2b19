/** A class for whoever leads it: who is in it and its communities. A launch from the class opens it. */
import '../styles/community.css'
import '../styles/sync.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LedClassPage } from '../../http/contract/launch.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { ClassProducts } from './products/class-products.tsx'
import { ClassCode } from './community/class-code.tsx'
import { ClassHistory } from './community/class-history.tsx'
import { ClassLeads } from './community/class-leads.tsx'
import { ClassListCard } from './community/class-list.tsx'
import { HandClassCard } from './community/hand-class.tsx'
import { classDeskQuery } from './community/queries.ts'
import { MembershipCheck } from './launches/membership-check.tsx'
import { ClassGradebook } from './survey/gradebook.tsx'
import { ClassSurvey } from './survey/schedule.tsx'
import { t } from '../translate.ts'

export function LedClass({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const found = useQuery({
    queryKey: ['led-class', id],
    queryFn: ({ signal }) => send('GET /api/v1/classes/led/{classId}', { params: { classId: id }, signal }),
  })
  const where = [found.data?.classCode ?? '', found.data?.school?.name ?? ''].filter((part) => part !== '').join(' · ')
  return (
    <>
      <PageHead
        title={found.data?.title ?? t('lines.class')}
        {...(where === '' ? {} : { says: where })}
        actions={
          <>
            {me.may.includes('bulk_import:staff_student_group_data') ? (
              <a href={paths.rosterImports()}>{t('roster-import.link')}</a>
            ) : null}
            {me.may.includes('print:start_card_group') ? <a href={paths.startCardsOf(id)}>{t('cards.link')}</a> : null}
            {me.may.includes('restrict:avatar_and_accessory_purchase') ? (
              <a href={paths.classPoints(id)}>{t('points.link')}</a>
            ) : null}
            <a href={paths.communities()}>{t('led-class.all')}</a>
          </>
        }
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Parts found={found.data} />}
      {found.data === undefined ? null : <Desk classId={id} />}
    </>
  )
}

function Desk({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const found = useQuery(classDeskQuery(send, classId))
  const [said, setSaid] = useState<string | null>(null)
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return (
    <>
      <Quietly>{said === null ? null : <Note mood="good" title={said} />}</Quietly>
      <ClassCode classId={classId} desk={found.data} say={setSaid} />
      <ClassLeads classId={classId} desk={found.data} say={setSaid} />
      <ClassHistory history={found.data.history} />
    </>
  )
}

function Parts({ found }: { readonly found: LedClassPage }) {
  return (
    <>
      <ClassSurvey classId={found.id} />
      <ClassListCard classId={found.id} others={found.people.filter(({ role }) => role !== 'student')} />
      <HandClassCard classId={found.id} />
      <ClassProducts classId={found.id} />
      <ClassGradebook classId={found.id} />
      <MembershipCheck classId={found.id} page="led" />
      <Card title={t('led-class.communities')}>
        {found.communities.length === 0 ? (
          <p className="quiet-line">{t('led-class.communities.none')}</p>
        ) : (
          <ul className="plain-list lines">
            {found.communities.map((one) => (
              <li key={one.id}>
                <a className="line-main" href={paths.community(one.id)}>
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
