/** Whether two versions of a question set count the same: then their figures may be added up and compared. Words don't matter. Pure. */

import { countedOf } from './masking.ts'
import { groupQuestionsOf, optionsOf, type Question, type QuestionSet } from './question-set.ts'

/** What the figures of a set hang on, as a text to compare: what is counted, what counts as positive, what breaks down. */
export function countingOf(set: QuestionSet): string {
  const asked = [...countedOf(set), ...groupQuestionsOf(set)]
  return JSON.stringify(asked.map((question) => meaningOf(set, question)))
}

/** The same for one measure; null: the set has no such measure. */
export function countingOfMeasure(set: QuestionSet, measure: string): string | null {
  if (!set.measures.some(({ id }) => id === measure)) return null
  const asked = set.questions.filter((question) => question.kind === 'scale' && question.measure === measure)
  return JSON.stringify(asked.map((question) => meaningOf(set, question)))
}

/** What one question's figures hang on. */
export function meaningOf(set: QuestionSet, question: Question) {
  const options = (optionsOf(set, question) ?? []).map(({ id }) => id)
  const positive = question.kind === 'scale' ? set.scales.find(({ id }) => id === question.scale)?.positive : []
  return [question.kind, question.id, options, positive?.toSorted() ?? []]
}
