/** The survey that is answered on this device. */
import { Button, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Survey } from '../../../http/contract/survey.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Letter } from '../../frame/letters.tsx'
import { usePageHeading } from '../../frame/router.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { request, STARTING } from '../../session/request.ts'
import { t } from '../../translate.ts'
import type { Chosen } from '../survey/questions.tsx'
import { SurveyForm } from '../survey/survey-form.tsx'

/** `leave`: somebody else takes part on this device. */
export function DeviceSurvey({ leave }: { readonly leave: () => void }) {
  const [sent, setSent] = useState(false)
  const found = useQuery({
    queryKey: ['device-survey'],
    queryFn: ({ signal }) => request('GET /api/v1/participation/survey', { signal }, STARTING),
    // Read again while one is answering, it would put the draft over what is on the page.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const leaving = useMutation({
    mutationFn: () => request('DELETE /api/v1/participation/devices', {}, STARTING),
    onSettled: leave,
  })
  if (found.error instanceof ApiFailure && found.error.status === 404) return <Over leave={leave} />
  return (
    <Letter wide>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Asked survey={found.data} done={() => setSent(true)} />}
      <p className="code-another">
        <Button variant="default" onClick={() => leaving.mutate()} loading={leaving.isPending}>
          {t(sent || found.data?.completed === true ? 'code.another.sent' : 'code.another')}
        </Button>
      </p>
    </Letter>
  )
}

function Asked({ survey, done }: { readonly survey: Survey; readonly done: () => void }) {
  const keep = useCallback(
    (answers: Chosen) =>
      request('PUT /api/v1/participation/survey/draft', { body: { answers: { ...answers } } }, STARTING),
    [],
  )
  if (survey.completed) return <Answered />
  return (
    <SurveyForm
      survey={survey}
      back={null}
      keep={keep}
      send={async (answers) => {
        await request('POST /api/v1/participation/survey/answers', { body: { answers } }, STARTING)
        done()
      }}
    />
  )
}

function Answered() {
  const heading = usePageHeading(t('code.answered'))
  return (
    <>
      <Title ref={heading} tabIndex={-1} order={1}>
        {t('code.answered')}
      </Title>
      <p>{t('code.answered.says')}</p>
    </>
  )
}

function Over({ leave }: { readonly leave: () => void }) {
  const heading = usePageHeading(t('survey.gone'))
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('survey.gone')}
        </Title>
        <Button onClick={leave}>{t('code.back')}</Button>
      </div>
    </Letter>
  )
}
