/** What to ask of the routes of communities and of the classes that somebody leads, with the ids of some district. */

import { LUNCH } from '../support/own-question-set.ts'

export interface CommunityIds {
  readonly person: string
  readonly class: string
  readonly school: string
  readonly community: string
  readonly communityRule: string
  readonly questionSet: string
  readonly communityInvitation: string
  readonly leadRequest: string
  readonly lateJoiner: string
}
interface Request {
  readonly path: string
  readonly body?: unknown
}
type Asked = (ids: CommunityIds) => Request

const RULE = { sameCourse: true, sameGrade: false, sameSchool: false, grades: null, courses: null }
const LOCKS = { codeLocked: true }
const bulk = (classId: string) => ({ classIds: [classId], planned: [], running: null, apply: true })
const at = (of: CommunityIds, rest = ''): string => `/api/v1/communities/${of.community}${rest}`

const setAt = (of: CommunityIds, rest = ''): string => `/api/v1/question-sets/${of.questionSet}${rest}`

/** By route, as the matrix of foreign ids wants it. `ours`: the ids of whoever asks. */
export function askedOfCommunities(ours: () => CommunityIds): Readonly<Record<string, readonly Asked[]>> {
  return {
    'get /api/v1/community-rules/:ruleId': [(of) => ({ path: `/api/v1/community-rules/${of.communityRule}` })],
    'delete /api/v1/community-rules/:ruleId': [(of) => ({ path: `/api/v1/community-rules/${of.communityRule}` })],
    'post /api/v1/community-rules/preview': [
      (of) => ({ path: '/api/v1/community-rules/preview', body: { ...RULE, schoolIds: [of.school] } }),
    ],
    'post /api/v1/community-rules': [
      (of) => ({
        path: '/api/v1/community-rules',
        body: { ...RULE, schoolIds: [of.school], digest: '0'.repeat(32) },
      }),
    ],
    'get /api/v1/question-sets/:setName': [(of) => ({ path: setAt(of) })],
    'get /api/v1/classes/:classId/question-sets/:setName': [
      (of) => ({ path: `/api/v1/classes/${of.class}/question-sets/${of.questionSet}` }),
      (of) => ({ path: `/api/v1/classes/${ours().class}/question-sets/${of.questionSet}` }),
    ],
    'get /api/v1/communities/:communityId/question-sets/:setName': [
      (of) => ({ path: at(of, `/question-sets/${of.questionSet}`) }),
      (of) => ({ path: at(ours(), `/question-sets/${of.questionSet}`) }),
    ],
    // A set that is sent is one's own, whatever others call theirs: this one has another name.
    'put /api/v1/question-sets/:setName': [(of) => ({ path: setAt(of), body: { file: LUNCH } })],
    'put /api/v1/question-sets/:setName/retired': [
      (of) => ({ path: setAt(of, '/retired'), body: { retired: true } }),
      (of) => ({ path: setAt(of, '/retired'), body: { retired: false } }),
    ],
    'put /api/v1/question-sets/:setName/default': [(of) => ({ path: setAt(of, '/default') })],
    'put /api/v1/communities/:communityId/staying-out': [
      (of) => ({ path: at(of, '/staying-out'), body: { out: true } }),
      (of) => ({ path: at(of, '/staying-out'), body: { out: false } }),
    ],
    'get /api/v1/communities/:communityId': [(of) => ({ path: at(of) })],
    'put /api/v1/communities/:communityId/name': [(of) => ({ path: at(of, '/name'), body: { name: 'Theirs' } })],
    'get /api/v1/communities/:communityId/survey-plan': [(of) => ({ path: at(of, '/survey-plan') })],
    'put /api/v1/communities/:communityId/survey-default': [
      (of) => ({ path: at(of, '/survey-default'), body: { plan: null } }),
    ],
    'put /api/v1/communities/:communityId/survey-schedules': [
      (of) => ({ path: at(of, '/survey-schedules'), body: bulk(of.class) }),
      (of) => ({ path: at(of, '/survey-schedules'), body: bulk(ours().class) }),
      (of) => ({ path: at(ours(), '/survey-schedules'), body: bulk(of.class) }),
    ],
    'put /api/v1/communities/:communityId/archived': [
      (of) => ({ path: at(of, '/archived'), body: { archived: true } }),
    ],
    'post /api/v1/communities/:communityId/leads': [
      (of) => ({ path: at(of, '/leads'), body: { personId: ours().person } }),
      (of) => ({ path: at(ours(), '/leads'), body: { personId: of.person } }),
    ],
    'delete /api/v1/communities/:communityId/leads/:personId': [
      (of) => ({ path: at(of, `/leads/${of.person}`) }),
      (of) => ({ path: at(ours(), `/leads/${of.person}`) }),
    ],
    'post /api/v1/communities/:communityId/handover': [
      (of) => ({ path: at(of, '/handover'), body: { personId: ours().person } }),
      (of) => ({ path: at(ours(), '/handover'), body: { personId: of.person } }),
    ],
    'delete /api/v1/communities/:communityId/members/:personId': [
      (of) => ({ path: at(of, `/members/${of.person}`) }),
      (of) => ({ path: at(ours(), `/members/${of.person}`) }),
    ],
    'post /api/v1/communities/:communityId/leave': [(of) => ({ path: at(of, '/leave') })],
    'delete /api/v1/communities/:communityId/classes/:classId': [
      (of) => ({ path: at(of, `/classes/${of.class}`) }),
      (of) => ({ path: at(of, `/classes/${ours().class}`) }),
    ],
    'post /api/v1/communities/:communityId/invitations': [
      (of) => ({ path: at(of, '/invitations'), body: { email: 'ada@d.example' } }),
    ],
    'post /api/v1/communities/:communityId/links': [(of) => ({ path: at(of, '/links'), body: { days: 1 } })],
    'post /api/v1/communities/:communityId/class-requests': [
      (of) => ({ path: at(of, '/class-requests'), body: { classId: ours().class } }),
      (of) => ({ path: at(ours(), '/class-requests'), body: { classId: of.class } }),
    ],
    'delete /api/v1/communities/:communityId/invitations/:invitationId': [
      (of) => ({ path: at(of, `/invitations/${of.communityInvitation}`) }),
      (of) => ({ path: at(ours(), `/invitations/${of.communityInvitation}`) }),
    ],
    'put /api/v1/communities/:communityId/classes/:classId/locks': [
      (of) => ({ path: at(of, `/classes/${of.class}/locks`), body: LOCKS }),
      (of) => ({ path: at(of, `/classes/${ours().class}/locks`), body: LOCKS }),
      (of) => ({ path: at(ours(), `/classes/${of.class}/locks`), body: LOCKS }),
    ],
    'get /api/v1/classes/led/:classId/desk': [(of) => ({ path: `/api/v1/classes/led/${of.class}/desk` })],
    'get /api/v1/classes/led/:classId/survey-gradebook': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/survey-gradebook` }),
    ],
    'put /api/v1/classes/led/:classId/survey-gradebook': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/survey-gradebook`, body: { isOn: false } }),
    ],
    'put /api/v1/classes/led/:classId/locks': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/locks`, body: LOCKS }),
    ],
    'delete /api/v1/classes/led/:classId/late-joiners/:joinerId': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/late-joiners/${of.lateJoiner}` }),
      (of) => ({ path: `/api/v1/classes/led/${ours().class}/late-joiners/${of.lateJoiner}` }),
    ],
    'get /api/v1/classes/led/:classId/students': [(of) => ({ path: `/api/v1/classes/led/${of.class}/students` })],
    'get /api/v1/classes/led/:classId/student-choices': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/student-choices?q=ada` }),
    ],
    'post /api/v1/classes/led/:classId/students': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/students`, body: { personId: ours().person } }),
      (of) => ({ path: `/api/v1/classes/led/${ours().class}/students`, body: { personId: of.person } }),
    ],
    'delete /api/v1/classes/led/:classId/students/:personId': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/students/${of.person}` }),
      (of) => ({ path: `/api/v1/classes/led/${ours().class}/students/${of.person}` }),
    ],
    'post /api/v1/classes/led/:classId/students/:personId/give-back': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/students/${of.person}/give-back` }),
      (of) => ({ path: `/api/v1/classes/led/${ours().class}/students/${of.person}/give-back` }),
    ],
    'post /api/v1/classes': [
      (of) => ({ path: '/api/v1/classes', body: { schoolId: of.school, title: 'Club', teacherId: ours().person } }),
      (of) => ({ path: '/api/v1/classes', body: { schoolId: ours().school, title: 'Club', teacherId: of.person } }),
    ],
    'put /api/v1/classes/:classId/names': [
      (of) => ({ path: `/api/v1/classes/${of.class}/names`, body: { title: 'Theirs' } }),
    ],
    'put /api/v1/classes/:classId/ended': [
      (of) => ({ path: `/api/v1/classes/${of.class}/ended`, body: { ended: true } }),
    ],
    'post /api/v1/classes/:classId/students': [
      (of) => ({ path: `/api/v1/classes/${of.class}/students`, body: { givenName: 'Ada', familyName: 'May' } }),
    ],
    'post /api/v1/classes/led/:classId/code': [(of) => ({ path: `/api/v1/classes/led/${of.class}/code` })],
    'post /api/v1/classes/:classId/lead-requests': [
      (of) => ({ path: `/api/v1/classes/${of.class}/lead-requests`, body: { personId: ours().person } }),
      (of) => ({ path: `/api/v1/classes/${ours().class}/lead-requests`, body: { personId: of.person } }),
    ],
    ...Object.fromEntries(
      ['consent', 'refusal'].map((act) => [
        `post /api/v1/classes/:classId/lead-requests/:requestId/${act}`,
        [
          (of: CommunityIds) => ({ path: `/api/v1/classes/${of.class}/lead-requests/${of.leadRequest}/${act}` }),
          (of: CommunityIds) => ({ path: `/api/v1/classes/${ours().class}/lead-requests/${of.leadRequest}/${act}` }),
        ],
      ]),
    ),
    'delete /api/v1/classes/:classId/lead-requests/:requestId': [
      (of) => ({ path: `/api/v1/classes/${of.class}/lead-requests/${of.leadRequest}` }),
      (of) => ({ path: `/api/v1/classes/${ours().class}/lead-requests/${of.leadRequest}` }),
    ],
    'get /api/v1/classes/:classId/leads': [(of) => ({ path: `/api/v1/classes/${of.class}/leads` })],
    'delete /api/v1/classes/:classId/leads/:personId': [
      (of) => ({ path: `/api/v1/classes/${of.class}/leads/${of.person}` }),
      (of) => ({ path: `/api/v1/classes/${of.class}/leads/${ours().person}` }),
    ],
    ...Object.fromEntries(
      ['acceptance', 'refusal'].map((act) => [
        `post /api/v1/class-lead-requests/:requestId/${act}`,
        [(of: CommunityIds) => ({ path: `/api/v1/class-lead-requests/${of.leadRequest}/${act}` })],
      ]),
    ),
    'post /api/v1/community-invitations/:invitationId/acceptance': [
      (of) => ({ path: `/api/v1/community-invitations/${of.communityInvitation}/acceptance` }),
    ],
    'post /api/v1/community-invitations/:invitationId/refusal': [
      (of) => ({ path: `/api/v1/community-invitations/${of.communityInvitation}/refusal` }),
    ],
  }
}

/** Routes for whoever has a class's code, as the matrix of routes wants them. */
export const OPEN_BY_CODE = {
  'get /code': 'static',
  'get /card': 'static',
  'post /api/v1/card-sessions': 'signin',
  'post /api/v1/participation/codes': 'signin',
  'post /api/v1/participation/devices': 'signin',
  'delete /api/v1/participation/devices': 'signin',
  'get /api/v1/participation/survey': 'signin',
  'put /api/v1/participation/survey/draft': 'signin',
  'post /api/v1/participation/survey/answers': 'signin',
} as const

const LEADS = ['teacher', 'otherTeacher', 'southTeacher'] as const
/** Routes by which the leads of a class run it, and by which students are made in one. */
export const BY_CLASS_LEADS = {
  'get /api/v1/communities/staying-out': LEADS,
  'put /api/v1/communities/:communityId/staying-out': LEADS,
  'get /api/v1/community-rules': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/community-rules/:ruleId': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/community-rules/preview': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/community-rules': ['districtAdmin', 'schoolAdmin'],
  'delete /api/v1/community-rules/:ruleId': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/question-sets': ['districtAdmin'],
  'get /api/v1/question-sets/:setName': ['districtAdmin'],
  'post /api/v1/question-sets/check': ['districtAdmin'],
  'put /api/v1/question-sets/:setName': ['districtAdmin'],
  'put /api/v1/question-sets/:setName/retired': ['districtAdmin'],
  'put /api/v1/question-sets/:setName/default': ['districtAdmin'],
  'get /api/v1/classes/led/:classId/desk': LEADS,
  'put /api/v1/classes/led/:classId/locks': LEADS,
  'delete /api/v1/classes/led/:classId/late-joiners/:joinerId': LEADS,
  'get /api/v1/classes/led/:classId/students': LEADS,
  'get /api/v1/classes/led/:classId/student-choices': LEADS,
  'post /api/v1/classes/led/:classId/students': LEADS,
  'delete /api/v1/classes/led/:classId/students/:personId': LEADS,
  'post /api/v1/classes/led/:classId/students/:personId/give-back': LEADS,
  'get /api/v1/classes/by-hand': LEADS,
  'post /api/v1/classes': [...LEADS, 'districtAdmin', 'schoolAdmin'],
  'put /api/v1/classes/:classId/names': [...LEADS, 'districtAdmin', 'schoolAdmin'],
  'put /api/v1/classes/:classId/ended': [...LEADS, 'districtAdmin', 'schoolAdmin'],
  'post /api/v1/classes/:classId/students': [...LEADS, 'districtAdmin', 'schoolAdmin'],
  'post /api/v1/classes/led/:classId/code': LEADS,
} as const
