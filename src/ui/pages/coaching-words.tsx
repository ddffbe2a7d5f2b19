/** The district's words for coaching: types of interaction and tags. Switched off, never deleted. */
import '../styles/coach.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { tagsQuery, typesQuery } from './coach/queries.ts'
import { Tags } from './coach/tags.tsx'
import { Types } from './coach/types.tsx'

export function CoachingWords() {
  const { me, send } = useReader()
  const types = useQuery(typesQuery(send))
  const tags = useQuery(tagsQuery(send))
  const failed = [types, tags].find((query) => query.isLoadingError)
  if (failed !== undefined)
    return <PageFailure title={t('words.title')} failure={failed.error} retry={() => void failed.refetch()} />
  if (types.data === undefined || tags.data === undefined) return <Waiting lines={8} />
  const maySet = me.may.includes('manage:coaching_settings')
  return (
    <>
      <PageHead title={t('words.title')} says={t('words.says')} />
      <p className="quiet-line">
        <a href={paths.coach()}>{t('words.back')}</a>
      </p>
      <Card title={t('words.types')} says={t('words.types.says')}>
        <Types key={types.data.version} given={types.data} maySet={maySet} />
      </Card>
      <Card title={t('words.tags')} says={t('words.tags.says')}>
        <Tags given={tags.data} />
      </Card>
    </>
  )
}
