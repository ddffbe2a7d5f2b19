/** What is asked of each route with the ids of some district: in its path, in its query and in its body. */

import { askedOfAccounts } from './foreign-accounts.ts'
import { askedOfCoaching } from './foreign-coaching.ts'
import { askedOfCommunities } from './foreign-communities.ts'
import { askedOfHandovers } from './foreign-handovers.ts'
import { ASKED_OF_INVOICES } from './foreign-invoices.ts'
import { askedOfLicences } from './foreign-licences.ts'
import { askedOfLti } from './foreign-lti.ts'
import { askedOfStudents } from './foreign-students.ts'
import { askedOfSync } from './foreign-sync.ts'
import type { Ids, Request } from './things.ts'

/** By route: `get /api/v1/runs/:runId`. */
export type AskedOfAll = Readonly<Record<string, readonly ((ids: Ids) => Request)[]>>

const ANSWERS = { answers: { 'care-wants': 'mostly' } }

/**
 * @param ours the ids of the district that asks, once they are planted
 * @param theirs those of the other one, where a part of the path is always its
 */
export function askedOfAll(ours: () => Ids, theirs: () => Ids): AskedOfAll {
  return {
    ...askedOfCoaching(ours),
    ...askedOfHandovers(ours),
    ...askedOfLicences(),
    ...ASKED_OF_INVOICES,
    ...askedOfSync(ours),
    ...askedOfLti(ours),
    ...askedOfAccounts(ours),
    ...askedOfStudents(ours),
    ...askedOfCommunities(ours),
    'post /api/v1/communities/:communityId/classes': [
      (of) => ({ path: `/api/v1/communities/${of.community}/classes`, body: { classId: ours().class } }),
      (of) => ({ path: `/api/v1/communities/${ours().community}/classes`, body: { classId: of.class } }),
    ],
    'get /api/v1/classes/:classId/report': [(of) => ({ path: `/api/v1/classes/${of.class}/report` })],
    'get /api/v1/classes/:classId/report/export': [(of) => ({ path: `/api/v1/classes/${of.class}/report/export` })],
    'get /api/v1/classes/:classId/report/pdf': [(of) => ({ path: `/api/v1/classes/${of.class}/report/pdf` })],
    'get /api/v1/communities/:communityId/report/pdf': [
      (of) => ({ path: `/api/v1/communities/${of.community}/report/pdf` }),
    ],
    'get /api/v1/communities/:communityId/report': [(of) => ({ path: `/api/v1/communities/${of.community}/report` })],
    'get /api/v1/communities/:communityId/report/export': [
      (of) => ({ path: `/api/v1/communities/${of.community}/report/export` }),
    ],
    'get /api/v1/surveys/:surveyId': [(of) => ({ path: `/api/v1/surveys/${of.survey}` })],
    'put /api/v1/surveys/:surveyId/draft': [(of) => ({ path: `/api/v1/surveys/${of.survey}/draft`, body: ANSWERS })],
    'post /api/v1/surveys/:surveyId/answers': [
      (of) => ({ path: `/api/v1/surveys/${of.survey}/answers`, body: ANSWERS }),
    ],
    'get /api/v1/classes/:classId/survey-schedule': [(of) => ({ path: `/api/v1/classes/${of.class}/survey-schedule` })],
    'put /api/v1/classes/:classId/survey-schedule': [
      (of) => ({ path: `/api/v1/classes/${of.class}/survey-schedule`, body: { cycles: [] } }),
    ],
    'get /api/v1/classes/:classId/survey-cycles/:surveyId/participants': [
      (of) => ({ path: `/api/v1/classes/${of.class}/survey-cycles/${of.survey}/participants` }),
      (of) => ({ path: `/api/v1/classes/${of.class}/survey-cycles/${theirs().survey}/participants` }),
    ],
    'post /api/v1/classes/:classId/enrolments': [
      (of) => ({ path: `/api/v1/classes/${of.class}/enrolments`, body: { personId: ours().person, role: 'student' } }),
      (of) => ({ path: `/api/v1/classes/${ours().class}/enrolments`, body: { personId: of.person, role: 'student' } }),
    ],
    'get /api/v1/classes/led/:classId': [(of) => ({ path: `/api/v1/classes/led/${of.class}` })],
    'post /api/v1/classes/led/:classId/membership-check': [
      (of) => ({ path: `/api/v1/classes/led/${of.class}/membership-check` }),
    ],
    'post /api/v1/classes/:classId/membership-check': [
      (of) => ({ path: `/api/v1/classes/${of.class}/membership-check` }),
    ],
    'post /api/v1/notices/:noticeId/dismissal': [(of) => ({ path: `/api/v1/notices/${of.notice}/dismissal` })],
  }
}
