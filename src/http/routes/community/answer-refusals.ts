/** Why an answer to a survey was not taken, as the API says it. */

import type { AnswerOutcome } from '../../../actions/community/answer-survey.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

const ANSWERS = {
  question_unknown: 'The survey has no such question. Open it anew.',
  option_unknown: 'The question has no such answer. Open the survey anew.',
  text_too_long: 'The text is too long. Make it shorter.',
  nothing_answered: 'Nothing is answered yet. Answer one question at least.',
} as const

/** @throws HttpError where the answer was not taken */
export function refuseAnswers(outcome: AnswerOutcome): void {
  if (outcome === 'taken') return
  if (outcome === 'not_open') throw notFound()
  if (outcome === 'taken_before')
    throw new HttpError(409, 'answered_already', 'You have answered this survey already. Each of you answers once.')
  const fields = outcome.problems.map(({ field, code }) => ({ field, code, message: ANSWERS[code] }))
  throw unprocessable('answers_invalid', fields[0]?.message ?? ANSWERS.nothing_answered, fields)
}
