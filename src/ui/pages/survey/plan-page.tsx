/** What a community plans for the surveys of its classes, for its leads. */
import '../../styles/survey.css'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { PlanDefault } from './plan-default.tsx'
import { PlanSchedules } from './plan-schedules.tsx'
import { planQuery } from './queries.ts'
import { SetReader } from './set-reader.tsx'

export function SurveyPlan({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(planQuery(send, id))
  return (
    <>
      <PageHead
        title={t('plan.title', { name: found.data?.name ?? '' })}
        says={t('plan.says')}
        actions={<a href={paths.community(id)}>{t('survey.back')}</a>}
      />
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <PlanDefault id={id} page={found.data} />
          <PlanSchedules id={id} page={found.data} />
          <Card title={t('question-sets.read')} says={t('question-sets.read.says')}>
            <SetReader at={{ communityId: id }} sets={found.data.questionSets} />
          </Card>
        </>
      )}
    </>
  )
}
