/** Operations of survey reports, and of what communities plan for their classes. */

import type * as surveyPlan from '../http/contract/survey-plan.ts'
import type { CommunityReports, EndedClasses, SurveyReport } from '../http/contract/survey-report.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface SurveyReportOperations {
  'GET /api/v1/classes/{classId}/report': Read<SurveyReport>
  'GET /api/v1/classes/{classId}/report/export': Read<string>
  'GET /api/v1/classes/{classId}/report/pdf': Read<Blob>
  'GET /api/v1/classes/ended': Read<EndedClasses>
  'GET /api/v1/classes/led/reports': Read<SurveyReport>
  'GET /api/v1/classes/led/reports/export': Read<string>
  'GET /api/v1/classes/led/reports/pdf': Read<Blob>
  'GET /api/v1/communities/{communityId}/report': Read<SurveyReport>
  'GET /api/v1/communities/{communityId}/report/export': Read<string>
  'GET /api/v1/communities/{communityId}/report/pdf': Read<Blob>
  'GET /api/v1/communities/{communityId}/survey-plan': Read<surveyPlan.CommunitySurveyPlan>
  'PUT /api/v1/communities/{communityId}/survey-default': Write<surveyPlan.SurveyDefaultBody, null>
  'PUT /api/v1/communities/{communityId}/survey-schedules': Write<
    surveyPlan.SurveySchedulesBody,
    surveyPlan.SurveySchedulesChanged
  >
  'GET /api/v1/communities/reports': Read<CommunityReports>
  'GET /api/v1/communities/reports/export': Read<string>
  'GET /api/v1/communities/reports/pdf': Read<Blob>
}
