/** The operations on question sets that the app uses. */
import type * as sets from '../http/contract/question-sets.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface QuestionSetOperations {
  'GET /api/v1/question-sets': Read<sets.QuestionSets>
  'GET /api/v1/question-sets/{setName}': Read<sets.QuestionSetShown, sets.QuestionSetQuery>
  'GET /api/v1/classes/{classId}/question-sets/{setName}': Read<sets.QuestionSetAsked>
  'GET /api/v1/communities/{communityId}/question-sets/{setName}': Read<sets.QuestionSetAsked>
  'POST /api/v1/question-sets/check': Write<sets.QuestionSetBody, sets.QuestionSetChecked>
  'PUT /api/v1/question-sets/{setName}': Write<sets.QuestionSetBody, sets.QuestionSetKept>
  'PUT /api/v1/question-sets/{setName}/retired': Write<sets.RetireBody, null>
  'PUT /api/v1/question-sets/{setName}/default': Write<null, null>
}
