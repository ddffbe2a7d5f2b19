/** One class: each field with its owner, who is in it, and putting somebody in by hand. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { ClassLeadsCard } from './community/class-leads-card.tsx'
import { MembershipCheck } from './launches/membership-check.tsx'
import { ClassProducts } from './products/class-products.tsx'
import { AddToClass } from './roster/add-to-class.tsx'
import { recordQuery } from './roster/queries.ts'
import { DetailsCard, RecordPage } from './roster/record-page.tsx'
import { RosterLines } from './roster/roster-lines.tsx'

export function ClassPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const mayEdit = me.may.includes('edit:feed_owned_field')
  const found = useQuery(recordQuery(send, 'classes', id))
  const school = found.data?.school ?? null
  return (
    <RecordPage
      found={found}
      title={found.data?.name ?? t('lines.class')}
      links={
        <>
          {school === null ? null : <a href={paths.school(school.id)}>{school.name}</a>}
          {me.may.includes('print:start_card_group') ? <a href={paths.startCardsOf(id)}>{t('cards.link')}</a> : null}
          {me.may.includes('restrict:avatar_and_accessory_purchase') ? (
            <a href={paths.classPoints(id)}>{t('points.link')}</a>
          ) : null}
          <a href={paths.people()}>{t('people.back')}</a>
        </>
      }
    >
      {(record) => (
        <>
          <Card title={t('lines.people')} says={t('lines.people.says')}>
            <RosterLines kind="classes" id={id} />
          </Card>
          {mayEdit && record.active && record.sources.length > 0 ? (
            <Card title={t('add-to-class')}>
              <AddToClass classId={id} />
            </Card>
          ) : null}
          {record.active && me.may.includes('remove:class_lead') ? <ClassLeadsCard classId={id} /> : null}
          {record.active ? <ClassProducts classId={id} /> : null}
          {mayEdit && record.active ? <MembershipCheck classId={id} page="record" /> : null}
          <DetailsCard record={record} />
        </>
      )}
    </RecordPage>
  )
}
