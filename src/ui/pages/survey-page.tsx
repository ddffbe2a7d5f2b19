/** A survey that a student answers after a launch from their LMS. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ApiFailure } from '../api-failure.ts'
import { doorIcon } from '../parts/icons.tsx'
import { Empty, Waiting } from '../parts/notes.tsx'
import { PageFailure } from '../parts/page-failure.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import type { Chosen } from './survey/questions.tsx'
import { SurveyForm } from './survey/survey-form.tsx'

export function SurveyPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const keep = useCallback(
    (answers: Chosen) =>
      send('PUT /api/v1/surveys/{surveyId}/draft', { params: { surveyId: id }, body: { answers: { ...answers } } }),
    [send, id],
  )
  const found = useQuery({
    queryKey: ['survey', id],
    queryFn: ({ signal }) => send('GET /api/v1/surveys/{surveyId}', { params: { surveyId: id }, signal }),
    // Read again while one is answering, it would put the draft over what is on the page.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (found.isPending) return <Waiting lines={8} />
  if (found.isLoadingError) {
    return found.error instanceof ApiFailure && found.error.status === 404 ? (
      <Gone />
    ) : (
      <PageFailure title={t('survey.page')} failure={found.error} retry={() => void found.refetch()} />
    )
  }
  if (found.data.completed) return <Gone />
  return (
    <SurveyForm
      survey={found.data}
      back={paths.home()}
      keep={keep}
      send={async (answers) => {
        await send('POST /api/v1/surveys/{surveyId}/answers', { params: { surveyId: id }, body: { answers } })
        await queries.invalidateQueries({ queryKey: ['open-surveys'] })
      }}
    />
  )
}

function Gone() {
  return (
    <>
      <PageHead title={t('survey.page')} />
      <div className="card">
        <Empty
          icon={doorIcon}
          title={t('survey.gone')}
          level={2}
          action={<a href={paths.home()}>{t('survey.back')}</a>}
        >
          {t('survey.gone.says')}
        </Empty>
      </div>
    </>
  )
}
