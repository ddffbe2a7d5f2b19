/** The operations on caseloads and hand-overs that the app uses. */
import type * as caseloads from '../http/contract/caseloads.ts'
import type * as handovers from '../http/contract/handovers.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface CaseloadOperations {
  'GET /api/v1/coaching/caseloads': Read<caseloads.Caseloads, caseloads.CaseloadQuery>
  'GET /api/v1/coaching/caseload-coaches': Read<caseloads.CaseloadCoaches>
  'GET /api/v1/coaching/caseloads/{caseloadId}': Read<caseloads.CaseloadDetail>
  'POST /api/v1/coaching/caseloads': Write<caseloads.MakeCaseloadBody, caseloads.CaseloadDetail>
  'PUT /api/v1/coaching/caseloads/{caseloadId}': Write<caseloads.EditCaseloadBody, caseloads.CaseloadDetail>
  'PUT /api/v1/coaching/caseloads/{caseloadId}/educators': Write<caseloads.PlaceEducatorsBody, caseloads.CaseloadDetail>
  'GET /api/v1/coaching/handovers': Read<handovers.HandoverPage, handovers.HandoverQuery>
  'GET /api/v1/coaching/handovers/export': Read<string, handovers.HandoverFileQuery>
  'GET /api/v1/coaching/handovers/decided': Read<handovers.DecidedHandoverPage, handovers.DecidedHandoverQuery>
  'GET /api/v1/coaching/handovers/decided/export': Read<string, handovers.DecidedHandoverFileQuery>
  'POST /api/v1/coaching/handovers': Write<handovers.DecideHandoverBody, handovers.Handover>
  'POST /api/v1/coaching/handovers/{handoverId}/undo': Write<null, handovers.Handover>
  'POST /api/v1/coaching/handovers/{handoverId}/steps/{interactionId}': Write<handovers.TickHandoverStepBody, null>
}
