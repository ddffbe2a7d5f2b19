/** Answering a survey, whoever it comes from: keeps what is answered while one goes on, and sends it once. */
import '../../styles/survey.css'
import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Survey } from '../../../http/contract/survey.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { t } from '../../translate.ts'
import { asked, type Chosen, Questions } from './questions.tsx'
import { languageFor, nameOfLanguage, textIn, untilTold } from './words.ts'

const KEEP_MS = 800

interface SurveyFormProps {
  readonly survey: Survey
  readonly keep: (answers: Chosen) => Promise<unknown>
  readonly send: (answers: Chosen) => Promise<unknown>
  readonly back: string | null
}

export function SurveyForm({ survey, keep, send, back }: SurveyFormProps) {
  const [language, setLanguage] = useState(() => languageFor(survey.languages, navigator.languages))
  const [answers, setAnswers] = useState<Chosen>(survey.draft)
  const sending = useMutation({ mutationFn: send })
  const kept = useKept(answers, survey.draft, keep, sending.isIdle || sending.isError)
  const questions = asked(survey.questions, answers)
  const done = questions.filter(({ id }) => (answers[id] ?? '').trim() !== '').length
  if (sending.isSuccess) return <Sent back={back} />
  return (
    <div lang={language}>
      <PageHead
        title={textIn(survey.title, language)}
        says={`${survey.classTitle} · ${untilTold(survey)}`}
        {...(back === null ? {} : { actions: <a href={back}>{t('survey.back')}</a> })}
      />
      <Head survey={survey} language={language} setLanguage={setLanguage} />
      <Form
        submit={() => {
          if (!sending.isPending && done > 0) sending.mutate(given(answers))
        }}
      >
        <Questions
          questions={questions}
          language={language}
          answers={answers}
          answer={(id, value) => setAnswers((before) => ({ ...before, [id]: value }))}
        />
        <NotSent failure={sending.error} isOver={kept === 'over'} />
        <Foot {...{ done, kept }} all={questions.length} sending={sending.isPending} />
      </Form>
    </div>
  )
}

interface HeadProps {
  readonly survey: Survey
  readonly language: string
  readonly setLanguage: (tag: string) => void
}

function Head({ survey, language, setLanguage }: HeadProps) {
  return (
    <div className="survey-head">
      <p>{textIn(survey.says, language)}</p>
      <p className="quiet-line" lang="en">
        {t('survey.private')} {t('survey.optional')}
      </p>
      {survey.languages.length < 2 ? null : (
        <NativeSelect
          label={t('survey.language')}
          value={language}
          data={survey.languages.map((tag) => ({ value: tag, label: nameOfLanguage(tag) }))}
          onChange={(change) => setLanguage(change.currentTarget.value)}
        />
      )}
    </div>
  )
}

interface NotSentProps {
  readonly failure: Error | null
  /** It was found while something was to be kept. */
  readonly isOver: boolean
}

function NotSent({ failure, isOver }: NotSentProps) {
  if (failure === null && !isOver) return null
  if (failure !== null && !isClosed(failure)) return <FailureNote failure={failure} />
  return (
    <Note mood="warn" role="alert" title={t('survey.over')}>
      <p>{t('survey.over.says')}</p>
    </Note>
  )
}

/** The survey is not there for whoever has it on their page. */
function isClosed(failure: unknown): boolean {
  return failure instanceof ApiFailure && (failure.status === 404 || failure.status === 410)
}

type Kept = 'kept' | 'not-kept' | 'over'

interface FootProps {
  readonly done: number
  readonly all: number
  readonly kept: Kept | null
  readonly sending: boolean
}

function Foot({ done, all, kept, sending }: FootProps) {
  const progress = t('survey.progress', { done, all })
  return (
    <div className="survey-foot" lang="en">
      <p className="survey-progress">
        <progress value={done} max={all} aria-label={progress} />
        <span>{progress}</span>
      </p>
      <Quietly className="quiet-line">{kept === null || kept === 'over' ? null : <p>{t(`survey.${kept}`)}</p>}</Quietly>
      <p>{t('survey.send.says')}</p>
      <Button type="submit" disabled={done === 0} loading={sending}>
        {t('survey.send')}
      </Button>
    </div>
  )
}

/** Keeps the answers a moment after the last change, and says what came of it; null before. */
function useKept(answers: Chosen, first: Chosen, keep: SurveyFormProps['keep'], active: boolean): Kept | null {
  const [kept, setKept] = useState<Kept | null>(null)
  const last = useRef(JSON.stringify(given(first)))
  useEffect(() => {
    const wanted = given(answers)
    const text = JSON.stringify(wanted)
    if (!active || text === last.current) return undefined
    const timer = setTimeout(() => {
      last.current = text
      keep(wanted).then(
        () => setKept('kept'),
        (failure: unknown) => {
          last.current = ''
          setKept(isClosed(failure) ? 'over' : 'not-kept')
        },
      )
    }, KEEP_MS)
    return () => clearTimeout(timer)
  }, [answers, active, keep])
  return kept
}

/** Without the questions that were left out. */
function given(answers: Chosen): Chosen {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''))
}

function Sent({ back }: { readonly back: string | null }) {
  return (
    <>
      <PageHead title={t('survey.sent')} />
      <Note mood="good">
        <p>{t('survey.sent.says')}</p>
        {back === null ? null : (
          <p>
            <a href={back}>{t('survey.back')}</a>
          </p>
        )}
      </Note>
    </>
  )
}
