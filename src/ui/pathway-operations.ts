/** Operations of pathways: what they are, who is in them, and what is done. */

import type * as pathways from '../http/contract/pathways.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface PathwayOperations {
  'GET /api/v1/pathways': Read<pathways.Pathways>
  'POST /api/v1/pathways': Write<pathways.PathwayBody, pathways.PathwaySaved>
  'PUT /api/v1/pathways/{pathwayId}': Write<pathways.PathwayBody, pathways.PathwaySaved>
  'DELETE /api/v1/pathways/{pathwayId}': Write<null, null>
  'GET /api/v1/pathways/{pathwayId}/students': Read<pathways.PathwayStudents, pathways.PathwayStudentsQuery>
  'POST /api/v1/pathways/{pathwayId}/enrolments': Write<pathways.EnrolBody, pathways.EnrolOutcome>
  'POST /api/v1/pathways/{pathwayId}/done-steps': Write<pathways.MarkStepBody, pathways.EnrolOutcome>
}
