/** Words of a survey report: those of the newest report of a set, or those that were asked then. */

import type { SurveyReport } from '../../contract/survey-report.ts'
import type { Frozen } from '../../route.ts'

type Set = Frozen<SurveyReport>['sets'][number]

/** The set as it was asked in this cycle. */
export function asAsked(set: Set, cycle: Set['cycles'][number]): Set {
  return cycle.asked === null ? set : { ...set, ...cycle.asked }
}
