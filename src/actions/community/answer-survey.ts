/**
 * A student answers a survey, or keeps what they have answered so far. Neither is on the audit log: the log has times,
 * and by the times one could match who with what. That somebody has taken part is kept, by day.
 */

import type { Grant } from '../../access/grant.ts'
import type { AnswerProblem, Answers } from '../../community/question-set.ts'
import { checkAnswers, separate, setAsked } from '../../community/question-set.ts'
import {
  findOpenSurvey,
  keepSurveyDraft,
  listOpenSurveys,
  takeSurveyAnswer,
} from '../../store/community/survey-answer.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type AnswerOutcome = 'taken' | 'taken_before' | 'not_open' | { readonly problems: readonly AnswerProblem[] }

interface Given {
  readonly cycleId: string
  readonly answers: Answers
}

/** Once it is taken it can't be changed or taken back: nobody knows any more which one it is. */
export async function answerSurvey(
  world: DomainWorld,
  grant: Grant<'answer:survey'>,
  { cycleId, answers: given }: Given,
): Promise<AnswerOutcome> {
  const now = world.now()
  const open = await findOpenSurvey(world, grant, { now, cycleId })
  const set = open === null ? null : setAsked(world.settings.questionSets, open)
  if (open === null || set === null) return 'not_open'
  const checked = checkAnswers(set, given)
  if ('problems' in checked) return checked
  return takeSurveyAnswer(world, { grant, cycleId, content: separate(set, checked.answers), now })
}

/** Keeps the draft for the same student on another device; false: there is no such survey to answer. */
export function draftSurvey(world: DomainWorld, grant: Grant<'answer:survey'>, given: Given): Promise<boolean> {
  const { cycleId, answers } = given
  const now = world.now()
  return inGrant(world, grant, async (tx) => {
    const [open] = await listOpenSurveys(tx, grant, { now, cycleId })
    if (open === undefined || open.completed) return false
    await keepSurveyDraft(tx, world.secrets, { grant, cycleId, answers, keepUntil: open.lastDay })
    return true
  })
}
