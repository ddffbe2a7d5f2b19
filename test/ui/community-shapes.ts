/** What the contract says of the pages of communities: bodies and answers by operation. */

import type { TSchema } from '@sinclair/typebox'
import * as hand from '../../src/http/contract/class-by-hand.ts'
import * as desk from '../../src/http/contract/class-desk.ts'
import * as list from '../../src/http/contract/class-list.ts'
import * as home from '../../src/http/contract/community.ts'
import * as page from '../../src/http/contract/community-page.ts'
import * as rules from '../../src/http/contract/community-rules.ts'
import * as sets from '../../src/http/contract/question-sets.ts'
import * as survey from '../../src/http/contract/survey.ts'
import * as part from '../../src/http/contract/take-part.ts'

const shape = (body: TSchema | null, answer: TSchema | null) => ({ body, answer })

export const communityShapes = {
  'GET /api/v1/community-rules': shape(null, rules.CommunityRules),
  'GET /api/v1/community-rules/{ruleId}': shape(null, rules.CommunityRuleDetail),
  'POST /api/v1/community-rules/preview': shape(rules.PreviewRuleBody, rules.RulePreview),
  'POST /api/v1/community-rules': shape(rules.MakeRuleBody, rules.CommunityRuleDetail),
  'DELETE /api/v1/community-rules/{ruleId}': shape(null, null),
  'GET /api/v1/question-sets': shape(null, sets.QuestionSets),
  'GET /api/v1/question-sets/{setName}': shape(null, sets.QuestionSetShown),
  'GET /api/v1/classes/{classId}/question-sets/{setName}': shape(null, sets.QuestionSetAsked),
  'GET /api/v1/communities/{communityId}/question-sets/{setName}': shape(null, sets.QuestionSetAsked),
  'POST /api/v1/question-sets/check': shape(sets.QuestionSetBody, sets.QuestionSetChecked),
  'PUT /api/v1/question-sets/{setName}': shape(sets.QuestionSetBody, sets.QuestionSetKept),
  'PUT /api/v1/question-sets/{setName}/retired': shape(sets.RetireBody, null),
  'PUT /api/v1/question-sets/{setName}/default': shape(null, null),
  'GET /api/v1/communities/staying-out': shape(null, rules.StayingOut),
  'PUT /api/v1/communities/{communityId}/staying-out': shape(rules.StayOutBody, rules.StayingOut),
  'GET /api/v1/communities/{communityId}': shape(null, page.CommunityPage),
  'PUT /api/v1/communities/{communityId}/name': shape(page.RenameCommunityBody, page.CommunityPage),
  'PUT /api/v1/communities/{communityId}/archived': shape(page.ArchiveBody, page.CommunityPage),
  'POST /api/v1/communities/{communityId}/leads': shape(page.PersonBody, page.CommunityPage),
  'DELETE /api/v1/communities/{communityId}/leads/{personId}': shape(null, page.CommunityPage),
  'POST /api/v1/communities/{communityId}/handover': shape(page.PersonBody, page.CommunityPage),
  'DELETE /api/v1/communities/{communityId}/members/{personId}': shape(null, page.MemberLeft),
  'POST /api/v1/communities/{communityId}/leave': shape(null, page.MemberLeft),
  'DELETE /api/v1/communities/{communityId}/classes/{classId}': shape(null, null),
  'POST /api/v1/communities/{communityId}/invitations': shape(page.InviteByMailBody, page.CommunityPage),
  'POST /api/v1/communities/{communityId}/class-requests': shape(page.AskForClassBody, page.CommunityPage),
  'POST /api/v1/communities/{communityId}/links': shape(page.InviteByLinkBody, page.CommunityLink),
  'DELETE /api/v1/communities/{communityId}/invitations/{invitationId}': shape(null, page.CommunityPage),
  'GET /api/v1/community-invitations': shape(null, page.OfferedCommunities),
  'POST /api/v1/community-invitations/{invitationId}/acceptance': shape(null, page.OfferedCommunity),
  'POST /api/v1/community-invitations/{invitationId}/refusal': shape(null, null),
  'POST /api/v1/community-links/look': shape(page.LinkBody, page.OfferedCommunity),
  'POST /api/v1/community-links/join': shape(page.LinkBody, page.OfferedCommunity),
  'GET /api/v1/classes/led/{classId}/desk': shape(null, desk.ClassDesk),
  'PUT /api/v1/classes/led/{classId}/locks': shape(desk.ClassLocksBody, desk.ClassDesk),
  'GET /api/v1/classes/led/{classId}/students': shape(null, list.ClassList),
  'GET /api/v1/classes/led/{classId}/student-choices': shape(null, list.StudentChoices),
  'POST /api/v1/classes/led/{classId}/students': shape(list.PutStudentBody, list.ClassList),
  'DELETE /api/v1/classes/led/{classId}/students/{personId}': shape(null, list.ClassList),
  'POST /api/v1/classes/led/{classId}/students/{personId}/give-back': shape(null, list.ClassList),
  'GET /api/v1/classes/by-hand': shape(null, hand.ClassesByHand),
  'POST /api/v1/classes': shape(hand.NewClassBody, hand.ClassMade),
  'PUT /api/v1/classes/{classId}/names': shape(hand.ClassNamesBody, null),
  'PUT /api/v1/classes/{classId}/ended': shape(hand.EndClassBody, null),
  'POST /api/v1/classes/{classId}/students': shape(list.NewStudentBody, list.StudentMade),
  'POST /api/v1/classes/led/{classId}/code': shape(null, desk.ClassDesk),
  'DELETE /api/v1/classes/led/{classId}/late-joiners/{joinerId}': shape(null, desk.ClassDesk),
  'POST /api/v1/participation/codes': shape(part.LookAtCodeBody, part.ClassOfCode),
  'POST /api/v1/participation/devices': shape(part.EnterByCodeBody, null),
  'DELETE /api/v1/participation/devices': shape(null, null),
  'GET /api/v1/participation/survey': shape(null, survey.Survey),
  'PUT /api/v1/participation/survey/draft': shape(survey.AnswersBody, null),
  'POST /api/v1/participation/survey/answers': shape(survey.AnswersBody, null),
  'POST /api/v1/classes/{classId}/lead-requests': shape(desk.AskLeadBody, desk.LeadAsked),
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/consent': shape(null, desk.ClassDesk),
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/refusal': shape(null, desk.ClassDesk),
  'DELETE /api/v1/classes/{classId}/leads/{personId}': shape(null, desk.LeadRemoved),
  'DELETE /api/v1/classes/{classId}/lead-requests/{requestId}': shape(null, null),
  'GET /api/v1/classes/{classId}/leads': shape(null, desk.ClassLeads),
  'PUT /api/v1/communities/{communityId}/classes/{classId}/locks': shape(desk.ClassLocksBody, null),
  'GET /api/v1/communities/all': shape(null, home.ListedCommunities),
  'GET /api/v1/class-lead-requests': shape(null, desk.MyLeadRequests),
  'POST /api/v1/class-lead-requests/{requestId}/acceptance': shape(null, null),
  'POST /api/v1/class-lead-requests/{requestId}/refusal': shape(null, null),
} as const
