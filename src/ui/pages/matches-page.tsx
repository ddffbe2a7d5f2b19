/** People who may be one: both side by side, linked or kept apart by somebody who knows. */
import '../styles/matches.css'
import '../styles/sync.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Card } from '../parts/card.tsx'
import { Command } from '../parts/command.tsx'
import { searchIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { MatchPair } from './matches/match-pair.tsx'
import { matchesQuery } from './matches/queries.ts'

export function MatchesPage() {
  const { send, me } = useReader()
  const found = useQuery(matchesQuery(send))
  const [done, setDone] = useState<string | null>(null)
  return (
    <>
      <PageHead
        title={t('matches.title')}
        says={t('matches.says')}
        actions={<a href={paths.sync()}>{t('run.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data?.items.map((pair) => (
        <MatchPair key={pair.id} pair={pair} done={setDone} />
      ))}
      {found.data === undefined || found.data.items.length > 0 ? null : (
        <Card title={t('matches.open')}>
          <Empty icon={searchIcon} title={t('matches.none')}>
            {t('matches.none.says')}{' '}
            <Command line={`staffroom identity set --district ${me.district.id} --match identifier`} />
          </Empty>
        </Card>
      )}
      {found.data !== undefined && found.data.items.length < found.data.total ? (
        <Note mood="calm">{t('matches.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
      ) : null}
    </>
  )
}
