/** Operations of classes as their leads run them: the list, the leads, the code. */

import type * as byHand from '../http/contract/class-by-hand.ts'
import type * as classDesk from '../http/contract/class-desk.ts'
import type * as classList from '../http/contract/class-list.ts'
import type * as community from '../http/contract/community.ts'
import type * as communityPage from '../http/contract/community-page.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface ClassOperations {
  'GET /api/v1/classes/led/{classId}/students': Read<classList.ClassList>
  'GET /api/v1/classes/led/{classId}/student-choices': Read<classList.StudentChoices, classList.StudentChoicesQuery>
  'POST /api/v1/classes/led/{classId}/students': Write<classList.PutStudentBody, classList.ClassList>
  'DELETE /api/v1/classes/led/{classId}/students/{personId}': Write<null, classList.ClassList>
  'POST /api/v1/classes/led/{classId}/students/{personId}/give-back': Write<null, classList.ClassList>
  'GET /api/v1/classes/by-hand': Read<byHand.ClassesByHand>
  'POST /api/v1/classes': Write<byHand.NewClassBody, byHand.ClassMade>
  'PUT /api/v1/classes/{classId}/names': Write<byHand.ClassNamesBody, null>
  'PUT /api/v1/classes/{classId}/ended': Write<byHand.EndClassBody, null>
  'POST /api/v1/classes/{classId}/students': Write<classList.NewStudentBody, classList.StudentMade>
  'GET /api/v1/classes/led/{classId}/desk': Read<classDesk.ClassDesk>
  'PUT /api/v1/classes/led/{classId}/locks': Write<classDesk.ClassLocksBody, classDesk.ClassDesk>
  'POST /api/v1/classes/led/{classId}/code': Write<null, classDesk.ClassDesk>
  'DELETE /api/v1/classes/led/{classId}/late-joiners/{joinerId}': Write<null, classDesk.ClassDesk>
  'POST /api/v1/classes/{classId}/lead-requests': Write<classDesk.AskLeadBody, classDesk.LeadAsked>
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/consent': Write<null, classDesk.ClassDesk>
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/refusal': Write<null, classDesk.ClassDesk>
  'DELETE /api/v1/classes/{classId}/lead-requests/{requestId}': Write<null, null>
  'GET /api/v1/classes/{classId}/leads': Read<classDesk.ClassLeads>
  'DELETE /api/v1/classes/{classId}/leads/{personId}': Write<null, classDesk.LeadRemoved>
  'POST /api/v1/communities/{communityId}/class-requests': Write<
    communityPage.AskForClassBody,
    communityPage.CommunityPage
  >
  'PUT /api/v1/communities/{communityId}/classes/{classId}/locks': Write<classDesk.ClassLocksBody, null>
  'GET /api/v1/communities/all': Read<community.ListedCommunities>
  'GET /api/v1/class-lead-requests': Read<classDesk.MyLeadRequests>
  'POST /api/v1/class-lead-requests/{requestId}/acceptance': Write<null, null>
  'POST /api/v1/class-lead-requests/{requestId}/refusal': Write<null, null>
}
