/** Launches from the LMS: who is nobody in the roster, who is linked, and where e-mail addresses link. */
import '../styles/launches.css'
import '../styles/roster.css'
import '../styles/sync.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../parts/card.tsx'
import { peopleIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CoursePages } from './launches/course-pages.tsx'
import { EmailLinks } from './launches/email-links.tsx'
import { Links } from './launches/links.tsx'
import { unmatchedQuery } from './launches/queries.ts'
import { UnmatchedCard } from './launches/unmatched-card.tsx'

export function LaunchesPage() {
  const { me } = useReader()
  const [done, setDone] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title={t('launches.title')}
        says={t('launches.says')}
        actions={<a href={paths.sync()}>{t('run.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      <Unmatched done={setDone} />
      <Card title={t('launches.links')} says={t('launches.links.says')}>
        <Links done={setDone} />
      </Card>
      <CoursePages done={setDone} />
      {me.may.includes('enable:match_by_email') ? (
        <Card title={t('launches.by-email')} says={t('launches.by-email.says')}>
          <EmailLinks />
        </Card>
      ) : null}
    </>
  )
}

function Unmatched({ done }: { readonly done: (words: string) => void }) {
  const { send } = useReader()
  const found = useQuery(unmatchedQuery(send))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <>
      {items.map((launch) => (
        <UnmatchedCard key={launch.id} launch={launch} done={done} />
      ))}
      {items.length < total ? <Note mood="calm">{t('launches.cut', { shown: items.length, total })}</Note> : null}
      {items.length > 0 ? null : (
        <Card title={t('launches.waiting')} says={t('launches.waiting.says')}>
          <Empty icon={peopleIcon} title={t('launches.none')}>
            {t('launches.none.says')}
          </Empty>
        </Card>
      )}
    </>
  )
}
