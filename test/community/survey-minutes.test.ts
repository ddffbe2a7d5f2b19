/**
 * How long the surveys that come with the product take a student who reads slowly and answers everything: words at a
 * reading pace, decisions, and what is typed on a phone. What it comes to stands in docs/benchmarks.md.
 */

import { expect, test } from 'vitest'
import type { Question, QuestionSet } from '../../src/community/question-set.ts'
import { optionsOf } from '../../src/community/question-set.ts'
import { SETS } from '../support/question-sets.ts'

/** Words a minute. Slow for the sixth grade, and aloud: in silence everybody is faster; and an unhurried reader of that age. */
const PACE = { slow: 120, unhurried: 170 } as const
/** From having read a question to having chosen. */
const DECISION_SECONDS = 3
/** Free texts: an answer of so many words, thought of and typed with the thumbs. */
const TYPED_WORDS = 12
const TYPED_PER_MINUTE = 25
const THINKING_SECONDS = 10
/** Opening it, finding the way, sending it. */
const AROUND_SECONDS = 15

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

/** Options that stood at the question before are recognised, not read again. */
function secondsOf(set: QuestionSet, language: string, wordsPerMinute: number): number {
  const known = new Set<string>()
  const reads = (text: string): number => (60 * countWords(text)) / wordsPerMinute
  const asks = (question: Question): number => {
    const text = reads(question.text[language] ?? '')
    const options = optionsOf(set, question)
    if (options === null) return text + THINKING_SECONDS + (60 * TYPED_WORDS) / TYPED_PER_MINUTE
    const fresh = options.filter(
      ({ id }) => !known.has(`${question.kind === 'scale' ? question.scale : question.id}/${id}`),
    )
    for (const { id } of fresh) known.add(`${question.kind === 'scale' ? question.scale : question.id}/${id}`)
    return text + DECISION_SECONDS + fresh.reduce((sum, one) => sum + reads(one.text[language] ?? ''), 0)
  }
  return AROUND_SECONDS + reads(set.says[language] ?? '') + set.questions.reduce((sum, one) => sum + asks(one), 0)
}

test.each(SETS.flatMap((set) => set.languages.map((language) => ({ set, id: set.id, language }))))(
  '$id in $language: students answer all of it in under 5 minutes, in about as many as it says',
  ({ set, language }) => {
    expect(secondsOf(set, language, PACE.slow) / 60).toBeLessThan(5)
    expect(Math.round(secondsOf(set, language, PACE.unhurried) / 60)).toBe(set.minutes)
  },
)
