/** The questions of a survey, to be answered by touch, keyboard or screen reader. */
import { Textarea } from '@mantine/core'
import type { SurveyQuestion } from '../../../http/contract/survey.ts'
import { t } from '../../translate.ts'
import { textIn } from './words.ts'

export type Chosen = Readonly<Record<string, string>>

interface QuestionsProps {
  readonly questions: readonly SurveyQuestion[]
  readonly language: string
  readonly answers: Chosen
  readonly answer: (question: string, value: string) => void
}

/** The questions whose condition holds, in their order. */
export function asked(questions: readonly SurveyQuestion[], answers: Chosen): readonly SurveyQuestion[] {
  const shown = new Set<string>()
  return questions.filter(({ id, when }) => {
    const holds = when === null || (shown.has(when.question) && when.isOneOf.includes(answers[when.question] ?? ''))
    if (holds) shown.add(id)
    return holds
  })
}

export function Questions({ questions, language, answers, answer }: QuestionsProps) {
  return (
    <ol className="survey-questions">
      {questions.map((question) => (
        <li key={question.id}>
          {question.options === null ? (
            <FreeText {...{ question, language }} value={answers[question.id] ?? ''} answer={answer} />
          ) : (
            <Choice {...{ question, language }} value={answers[question.id] ?? ''} answer={answer} />
          )}
        </li>
      ))}
    </ol>
  )
}

interface QuestionProps {
  readonly question: SurveyQuestion
  readonly language: string
  readonly value: string
  readonly answer: (question: string, value: string) => void
}

function Choice({ question, language, value, answer }: QuestionProps) {
  const { id, options } = question
  return (
    <fieldset className="survey-question">
      <legend>{textIn(question.text, language)}</legend>
      <div className="survey-options">
        {options?.map((option) => (
          <label key={option.id}>
            <input
              type="radio"
              name={id}
              value={option.id}
              checked={value === option.id}
              onChange={() => answer(id, option.id)}
            />
            <span>{textIn(option.text, language)}</span>
          </label>
        ))}
      </div>
      {value === '' ? null : (
        <button type="button" className="survey-clear" onClick={() => answer(id, '')}>
          {t('survey.clear')}
        </button>
      )}
    </fieldset>
  )
}

function FreeText({ question, language, value, answer }: QuestionProps) {
  const max = question.lengthMax ?? 500
  return (
    <Textarea
      className="survey-question"
      label={textIn(question.text, language)}
      description={t('survey.characters', { count: value.length, max })}
      inputWrapperOrder={['label', 'input', 'description']}
      autosize
      minRows={3}
      maxLength={max}
      value={value}
      onChange={(change) => answer(question.id, change.currentTarget.value)}
    />
  )
}
