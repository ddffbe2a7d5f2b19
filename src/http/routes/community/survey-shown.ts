/** A survey as the API shows it. */

import type { SurveyView } from '../../../views/community/surveys.ts'
import type { OpenSurvey } from '../../contract/survey.ts'

/** A survey in a list. */
export function surveyShown({ set, ...row }: SurveyView): OpenSurvey {
  const { id, classTitle, endsOn, lastDay, isLate, completed, begun } = row
  const { title, minutes, languages } = set
  return { id, classTitle, title, minutes, languages, endsOn, lastDay, isLate, completed, begun }
}
