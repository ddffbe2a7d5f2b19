/** One person: each field with its owner, and the classes they are in. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { recordQuery } from './roster/queries.ts'
import { RecordFields } from './roster/record-fields.tsx'
import { RosterLines } from './roster/roster-lines.tsx'
import { WhyCards } from './roster/why.tsx'

export function PersonPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(recordQuery(send, 'people', id))
  return (
    <>
      <PageHead title={found.data?.name ?? t('people')} actions={<a href={paths.people()}>{t('people.back')}</a>} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.active ? null : <Note mood="warn" title={t('record.retired')} />}
          <Card title={t('record.details')} says={t('record.details.says')}>
            <RecordFields record={found.data} />
          </Card>
          <Card title={t('lines.classes')} says={t('lines.classes.says')}>
            <RosterLines kind="people" id={id} />
          </Card>
          <WhyCards personId={id} />
        </>
      )}
    </>
  )
}
