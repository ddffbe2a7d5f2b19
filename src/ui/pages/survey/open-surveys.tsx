/** The surveys that a student may answer today, on their first page. */
import '../../styles/survey.css'
import { useQuery } from '@tanstack/react-query'
import type { OpenSurvey } from '../../../http/contract/survey.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { languageFor, textIn, untilTold } from './words.ts'

export function OpenSurveys() {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['open-surveys'],
    queryFn: ({ signal }) => send('GET /api/v1/surveys', { signal }),
  })
  const surveys = found.data?.surveys ?? []
  return (
    <Card title={t('survey.open')} says={t('survey.open.says')}>
      {found.isPending ? <Waiting lines={2} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data !== undefined && surveys.length === 0 ? (
        <p className="quiet-line">
          {t('survey.open.none')}. {t('survey.open.none.says')}
        </p>
      ) : null}
      <ul className="plain-list lines">
        {surveys.map((one) => (
          <Line key={one.id} survey={one} />
        ))}
      </ul>
    </Card>
  )
}

function Line({ survey }: { readonly survey: OpenSurvey }) {
  const title = textIn(survey.title, languageFor(survey.languages, navigator.languages))
  const until = untilTold(survey)
  return (
    <li className="survey-line">
      <span className="line-main">{survey.classTitle}</span>
      <span className="dim">{[title, until, t('survey.minutes', { count: survey.minutes })].join(' · ')}</span>
      {survey.completed ? (
        <Pill mood="good">{t('survey.done')}</Pill>
      ) : (
        <a
          className="survey-go"
          href={paths.survey(survey.id)}
          aria-label={`${t(survey.begun ? 'survey.resume' : 'survey.start')}: ${survey.classTitle}`}
        >
          {t(survey.begun ? 'survey.resume' : 'survey.start')}
        </a>
      )}
    </li>
  )
}
