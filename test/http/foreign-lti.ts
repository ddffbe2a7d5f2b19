/** What is asked of what an LMS set up, of launches and of sessions, with ids of some district. */

import type { Ids, Request } from './things.ts'

type Asked = Readonly<Record<string, readonly ((ids: Ids) => Request)[]>>

/** @param ours the ids of the district that asks, once they are planted */
export function askedOfLti(ours: () => Ids): Asked {
  return {
    'put /api/v1/lti/registrations/:registrationId': [
      (of) => ({
        path: `/api/v1/lti/registrations/${of.registration}`,
        body: { personIdField: 'identifier', frameOrigins: ['https://lms.example'] },
      }),
    ],
    'post /api/v1/lti/registrations/:registrationId/deployments': [
      (of) => ({ path: `/api/v1/lti/registrations/${of.registration}/deployments`, body: { deploymentId: 'x' } }),
    ],
    'post /api/v1/lti/deployments/:deploymentId/binding': [
      (of) => ({ path: `/api/v1/lti/deployments/${of.deployment}/binding` }),
    ],
    'post /api/v1/lti/deployments/:deploymentId/confirmation': [
      (of) => ({ path: `/api/v1/lti/deployments/${of.deployment}/confirmation` }),
    ],
    'put /api/v1/lti/deployments/:deploymentId/state': [true, false].map((isOn) => (of: Ids) => ({
      path: `/api/v1/lti/deployments/${of.deployment}/state`,
      body: { isOn },
    })),
    'delete /api/v1/lti/registration-links/:linkId': [(of) => ({ path: `/api/v1/lti/registration-links/${of.link}` })],
    'delete /api/v1/sessions/:sessionId': [(of) => ({ path: `/api/v1/sessions/${of.session}` })],
    'delete /api/v1/district/sessions/:sessionId': [(of) => ({ path: `/api/v1/district/sessions/${of.session}` })],
    'post /api/v1/lti/unmatched/:launchId/link': [
      (of) => ({ path: `/api/v1/lti/unmatched/${of.launch}/link`, body: { personId: ours().person } }),
      (of) => ({ path: `/api/v1/lti/unmatched/${ours().launch}/link`, body: { personId: of.person } }),
    ],
    'post /api/v1/lti/unmatched/:launchId/dismissal': [
      (of) => ({ path: `/api/v1/lti/unmatched/${of.launch}/dismissal` }),
    ],
    'delete /api/v1/lti/links/:linkId': [(of) => ({ path: `/api/v1/lti/links/${of.ltiLink}` })],
    'put /api/v1/lti/email-links/:registrationId': [
      (of) => ({ path: `/api/v1/lti/email-links/${of.registration}`, body: { enabled: true } }),
    ],
    'post /api/v1/lti/course-pages/:pageId/comparison': [
      (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/comparison` }),
    ],
    'post /api/v1/lti/course-pages/:pageId/link': [
      (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/link`, body: { classId: ours().class } }),
      (of) => ({ path: `/api/v1/lti/course-pages/${ours().coursePage}/link`, body: { classId: of.class } }),
    ],
    'post /api/v1/lti/course-pages/:pageId/dismissal': [
      (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/dismissal` }),
    ],
  }
}
