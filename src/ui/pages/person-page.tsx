/** One person: each field with its owner, and the classes they are in. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { PersonProducts } from './products/person-products.tsx'
import { recordQuery } from './roster/queries.ts'
import { DetailsCard, RecordPage } from './roster/record-page.tsx'
import { RosterLines } from './roster/roster-lines.tsx'
import { WhyCards } from './roster/why.tsx'
import { SignInCard } from './staff/sign-in-card.tsx'

export function PersonPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const found = useQuery(recordQuery(send, 'people', id))
  return (
    <RecordPage
      found={found}
      title={found.data?.name ?? t('people')}
      links={
        <>
          <a href={paths.people()}>{t('people.back')}</a>
          {me.may.includes('export:person_record') ? <a href={paths.keptOf(id)}>{t('kept.open.one')}</a> : null}
        </>
      }
    >
      {(record) => (
        <>
          <DetailsCard record={record} />
          <Card title={t('lines.classes')} says={t('lines.classes.says')}>
            <RosterLines kind="people" id={id} />
          </Card>
          <PersonProducts personId={id} name={record.name} />
          <WhyCards personId={id} />
          <SignInCard personId={id} />
        </>
      )}
    </RecordPage>
  )
}
