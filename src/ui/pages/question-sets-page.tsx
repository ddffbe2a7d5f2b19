/** What surveys of the district can ask: the sets there are, as students see them, and files of one's own. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { AddSet } from './question-sets/add-set.tsx'
import { setsQuery } from './question-sets/queries.ts'
import { SetList } from './question-sets/set-list.tsx'

export function QuestionSetsPage() {
  const { send } = useReader()
  const found = useQuery(setsQuery(send))
  const [said, setSaid] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  if (found.isLoadingError)
    return <PageFailure title={t('question-sets.title')} failure={found.error} retry={() => void found.refetch()} />
  return (
    <>
      <PageHead
        title={t('question-sets.title')}
        says={t('question-sets.says')}
        actions={<a href={paths.communities()}>{t('communities.all')}</a>}
      />
      <Quietly>{said === null ? null : <Note mood="good" title={said} />}</Quietly>
      {found.data === undefined ? <Waiting lines={6} /> : null}
      {found.data === undefined ? null : (
        <>
          <SetList sets={found.data.sets} open={open} show={setOpen} say={setSaid} />
          <AddSet say={setSaid} />
        </>
      )}
    </>
  )
}
