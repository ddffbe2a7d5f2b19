/** Who may ask the routes of surveys and their reports anything, whatever the answer; by role alone. */

import type { PersonName } from './school-district.ts'

/** They lead classes of the district that the test plants. */
const LEADS: readonly PersonName[] = ['teacher', 'otherTeacher', 'southTeacher']

export const MAY_SURVEYS: Readonly<Record<string, readonly PersonName[]>> = {
  'get /api/v1/classes/:classId/report': LEADS,
  'get /api/v1/classes/:classId/report/export': LEADS,
  'get /api/v1/classes/:classId/report/pdf': LEADS,
  'get /api/v1/classes/ended': LEADS,
  'get /api/v1/classes/led/reports/export': LEADS,
  'get /api/v1/classes/led/reports/pdf': LEADS,
  'get /api/v1/communities/:communityId/report/pdf': LEADS,
  'get /api/v1/settings/survey-names': ['districtAdmin'],
  'put /api/v1/settings/survey-names': ['districtAdmin'],
  'get /api/v1/classes/led/reports': LEADS,
  'get /api/v1/communities/reports': LEADS,
  'get /api/v1/communities/:communityId/report': LEADS,
  'get /api/v1/communities/:communityId/report/export': LEADS,
  'get /api/v1/surveys': ['student'],
  'get /api/v1/surveys/:surveyId': ['student'],
  'put /api/v1/surveys/:surveyId/draft': ['student'],
  'post /api/v1/surveys/:surveyId/answers': ['student'],
  'get /api/v1/classes/:classId/survey-schedule': LEADS,
  'put /api/v1/classes/:classId/survey-schedule': LEADS,
  'get /api/v1/classes/:classId/survey-cycles/:surveyId/participants': LEADS,
  'get /api/v1/classes/:classId/question-sets/:setName': LEADS,
  'get /api/v1/communities/:communityId/question-sets/:setName': [],
  'get /api/v1/communities/:communityId/survey-plan': [],
  'put /api/v1/communities/:communityId/survey-default': [],
  'put /api/v1/communities/:communityId/survey-schedules': [],
}
