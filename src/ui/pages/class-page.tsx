/** One class: each field with its owner, who is in it, and putting somebody in by hand. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AddToClass } from './roster/add-to-class.tsx'
import { recordQuery } from './roster/queries.ts'
import { RecordFields } from './roster/record-fields.tsx'
import { RosterLines } from './roster/roster-lines.tsx'

export function ClassPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(recordQuery(send, 'classes', id))
  const school = found.data?.school ?? null
  return (
    <>
      <PageHead
        title={found.data?.name ?? t('lines.class')}
        actions={
          <>
            {school === null ? null : <a href={paths.school(school.id)}>{school.name}</a>}
            <a href={paths.people()}>{t('people.back')}</a>
          </>
        }
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.active ? null : <Note mood="warn" title={t('record.retired')} />}
          <Card title={t('lines.people')} says={t('lines.people.says')}>
            <RosterLines kind="classes" id={id} />
          </Card>
          {found.data.active && found.data.sources.length > 0 ? (
            <Card title={t('add-to-class')}>
              <AddToClass classId={id} />
            </Card>
          ) : null}
          <Card title={t('record.details')} says={t('record.details.says')}>
            <RecordFields record={found.data} />
          </Card>
        </>
      )}
    </>
  )
}
