/** Ids of another district: at every route that takes one they are what doesn't exist, and nothing comes of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedOfAccounts } from './foreign-accounts.ts'
import { askedOfStudents } from './foreign-students.ts'
import { askedOfHandovers } from './foreign-handovers.ts'
import { askedOfCommunities } from './foreign-communities.ts'
import { switchOffRowSecurity } from './row-security.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'
import type { Ids, Request } from './things.ts'
import { contentOf, cycleOf, fileOf, interaction, LIST, NOWHERE, OLD_LOG, plantThings } from './things.ts'

const ASKING = [
  'districtAdmin',
  'itAdmin',
  'schoolAdmin',
  'coach',
  'teacher',
  'student',
] as const satisfies readonly PersonName[]

let app: TestApp
let ours: Ids
let theirs: Ids

beforeAll(async () => {
  app = await openTestApp()
  ours = await plantThings(app, app.alpha)
  theirs = await plantThings(app, app.beta)
})
afterAll(() => app.close())

const ANSWERS = { answers: { 'care-wants': 'mostly' } }
const LICENCE = '/api/v1/licences/coaching-seats'
const PRODUCT = '/api/v1/products/reading'
const PURCHASE = { quantity: 9, startsOn: null, endsOn: null }

type Asked = (ids: Ids) => Request
const record = (kind: 'people' | 'classes' | 'orgs' | 'enrolments', of: Ids): string => {
  const id = { people: of.person, classes: of.class, orgs: of.school, enrolments: of.enrolment }[kind]
  return `/api/v1/roster/${kind}/${encodeURIComponent(id)}`
}
const KINDS = ['people', 'classes', 'orgs', 'enrolments'] as const
const FIELD = { people: 'givenName', classes: 'title', orgs: 'name', enrolments: 'member' } as const
const edit = (kind: (typeof KINDS)[number], ids: Ids): Request => ({
  path: `${record(kind, ids)}/fields/${FIELD[kind]}`,
  body: { value: kind === 'enrolments' ? false : 'Taken over', version: ids.version },
})
const giveBack = (kind: (typeof KINDS)[number], ids: Ids): Request => ({
  path: `${record(kind, ids)}/fields/${FIELD[kind]}/give-back`,
  body: { version: ids.version },
})
const changeOf = (cycleId: string, personId: string): Request => ({
  path: `/api/v1/coaching/cycles/${cycleId}`,
  body: { ...(cycleOf({ person: personId }).body as object), endedOn: null, version: '1' },
})
const openFile = (interactionId: string, attachmentId: string): Request => ({
  path: `/api/v1/coaching/interactions/${interactionId}/attachments/${attachmentId}/content`,
  body: { reason: 'To see whether it is there' },
})
const valuesOf = (at: { readonly school: string; readonly person: string }) => interaction(at).body as object
/** What to ask of each route, with the ids of some district: in the path, in the query and in the body. */
const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  'get /api/v1/coaching/interactions/:interactionId': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}` }),
  ],
  'get /api/v1/coaching/cycles': [(of) => ({ path: `/api/v1/coaching/cycles?educatorId=${of.person}` })],
  'get /api/v1/coaching/cycles/:cycleId': [(of) => ({ path: `/api/v1/coaching/cycles/${of.cycle}` })],
  'post /api/v1/coaching/cycles/:cycleId/texts': [
    (of) => ({
      path: `/api/v1/coaching/cycles/${of.cycle}/texts`,
      body: { reason: 'To see whether it is there' },
    }),
  ],
  'get /api/v1/coaching/cycles/:cycleId/loose-interactions': [
    (of) => ({ path: `/api/v1/coaching/cycles/${of.cycle}/loose-interactions` }),
  ],
  'post /api/v1/coaching/cycles': [(of) => cycleOf({ person: of.person })],
  'put /api/v1/coaching/cycles/:cycleId': [
    (of) => changeOf(of.cycle, ours.person),
    (of) => changeOf(ours.cycle, of.person),
  ],
  'post /api/v1/coaching/cycles/:cycleId/phase': [
    (of) => ({
      path: `/api/v1/coaching/cycles/${of.cycle}/phase`,
      body: { phaseId: 'phase-reflect', from: '2026-11-21', version: '1' },
    }),
  ],
  'put /api/v1/coaching/cycles/:cycleId/interactions/:interactionId': [
    (of) => ({
      path: `/api/v1/coaching/cycles/${of.cycle}/interactions/${ours.interaction}`,
      body: { phaseId: null },
    }),
    (of) => ({
      path: `/api/v1/coaching/cycles/${ours.cycle}/interactions/${of.interaction}`,
      body: { phaseId: null },
    }),
  ],
  'delete /api/v1/coaching/cycles/:cycleId/interactions/:interactionId': [
    (of) => ({ path: `/api/v1/coaching/cycles/${of.cycle}/interactions/${ours.interaction}` }),
    (of) => ({ path: `/api/v1/coaching/cycles/${ours.cycle}/interactions/${of.interaction}` }),
  ],
  // A list is no id: it is the same in every district.
  'put /api/v1/coaching/settings/:list': [
    () => ({ path: '/api/v1/coaching/settings/phases', body: { items: [], version: 'x' } }),
  ],
  'put /api/v1/coaching/interactions/:interactionId': [
    (of) => ({
      path: `/api/v1/coaching/interactions/${of.interaction}`,
      body: { ...valuesOf({ school: ours.school, person: ours.person }), version: '1' },
    }),
    (of) => ({
      path: `/api/v1/coaching/interactions/${ours.interaction}`,
      body: { ...valuesOf({ school: ours.school, person: ours.person }), tagIds: [of.tag], version: '1' },
    }),
    (of) => ({
      path: `/api/v1/coaching/interactions/${ours.interaction}`,
      body: { ...valuesOf({ school: ours.school, person: of.person }), otherSchoolIds: [of.school], version: '1' },
    }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/next-step': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/next-step`, body: { done: true, version: '1' } }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/deletion': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/deletion`, body: { version: '1' } }),
  ],
  'get /api/v1/coaching/interactions/:interactionId/history': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/history` }),
  ],
  'get /api/v1/coaching/interactions/:interactionId/mail': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/mail` }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/mail': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/mail`, body: { share: true, version: '1' } }),
  ],
  'get /api/v1/coaching/time-lines/:educatorId': [(of) => ({ path: `/api/v1/coaching/time-lines/${of.person}` })],
  'post /api/v1/coaching/interaction-tags': [
    (of) => ({
      path: '/api/v1/coaching/interaction-tags',
      body: { interactionIds: [of.interaction], add: [ours.tag] },
    }),
    (of) => ({
      path: '/api/v1/coaching/interaction-tags',
      body: { interactionIds: [ours.interaction], add: [of.tag] },
    }),
  ],
  'delete /api/v1/coaching/drafts/:draftId': [(of) => ({ path: `/api/v1/coaching/drafts/${of.draft}` })],
  'get /api/v1/coaching/caseloads/:caseloadId': [(of) => ({ path: `/api/v1/coaching/caseloads/${of.caseload}` })],
  'put /api/v1/coaching/caseloads/:caseloadId': [
    (of) => ({
      path: `/api/v1/coaching/caseloads/${of.caseload}`,
      body: { name: 'Taken over', rules: [], isArchived: false, version: '1' },
    }),
  ],
  'put /api/v1/coaching/caseloads/:caseloadId/educators': [
    (of) => ({
      path: `/api/v1/coaching/caseloads/${of.caseload}/educators`,
      body: { educatorIds: [ours.person], place: 'in', version: '1' },
    }),
    (of) => ({
      path: `/api/v1/coaching/caseloads/${ours.caseload}/educators`,
      body: { educatorIds: [of.person], place: 'in', version: '1' },
    }),
  ],
  ...askedOfHandovers(() => ours),
  'put /api/v1/coaching/report-filters/:filterId': [
    (of) => ({
      path: `/api/v1/coaching/report-filters/${of.filter}`,
      body: { name: 'Taken over', isShared: false, version: '1' },
    }),
  ],
  'delete /api/v1/coaching/report-filters/:filterId': [
    (of) => ({ path: `/api/v1/coaching/report-filters/${of.filter}` }),
  ],
  'put /api/v1/coaching/tags/:tagId': [
    (of) => ({ path: `/api/v1/coaching/tags/${of.tag}`, body: { name: 'Taken over', isActive: false } }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/notes': [
    (of) => ({
      path: `/api/v1/coaching/interactions/${of.interaction}/notes`,
      body: { reason: 'To see whether it is there' },
    }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/attachments': [(of) => fileOf(of)],
  'delete /api/v1/coaching/interactions/:interactionId/attachments/:attachmentId': [
    (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}/attachments/${of.attachment}` }),
    (of) => ({ path: `/api/v1/coaching/interactions/${ours.interaction}/attachments/${of.attachment}` }),
  ],
  'post /api/v1/coaching/interactions/:interactionId/attachments/:attachmentId/content': [
    (of) => openFile(of.interaction, of.attachment),
    (of) => openFile(ours.interaction, of.attachment),
  ],
  'post /api/v1/coaching/log-import-previews': [
    (of) => ({ path: '/api/v1/coaching/log-import-previews', body: { ...OLD_LOG, coachId: of.person } }),
  ],
  'post /api/v1/coaching/log-imports': [
    (of) => ({ path: '/api/v1/coaching/log-imports', body: { ...OLD_LOG, coachId: of.person } }),
  ],
  // A kind of file is no thing of a district's.
  'get /api/v1/roster-imports/templates/:kind': [() => ({ path: '/api/v1/roster-imports/templates/students' })],
  'delete /api/v1/roster-imports/:rosterImportId': [(of) => ({ path: `/api/v1/roster-imports/${of.rosterImport}` })],
  'delete /api/v1/coaching/log-imports/:logImportId': [
    (of) => ({ path: `/api/v1/coaching/log-imports/${of.logImport}` }),
  ],
  'get /api/v1/coaching/educators': [(of) => ({ path: `/api/v1/coaching/educators?schoolId=${of.school}` })],
  'get /api/v1/coaching/educator-database': [
    (of) => ({ path: `/api/v1/coaching/educator-database?schoolId=${of.school}` }),
    (of) => ({ path: `/api/v1/coaching/educator-database?groupId=${of.group}` }),
    (of) => ({ path: `/api/v1/coaching/educator-database?tagId=${of.tag}` }),
  ],
  'get /api/v1/coaching/educator-database/export': [
    (of) => ({ path: `/api/v1/coaching/educator-database/export?schoolId=${of.school}` }),
  ],
  'post /api/v1/coaching/interactions': [
    (of) => interaction({ school: ours.school, person: of.person }),
    (of) => interaction({ school: of.school, person: ours.person }),
    (of) => ({
      path: '/api/v1/coaching/interactions',
      body: { ...valuesOf(ours), cycle: { id: of.cycle } },
    }),
  ],
  'post /api/v1/communities/:communityId/classes': [
    (of) => ({ path: `/api/v1/communities/${of.community}/classes`, body: { classId: ours.class } }),
    (of) => ({ path: `/api/v1/communities/${ours.community}/classes`, body: { classId: of.class } }),
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
  'post /api/v1/surveys/:surveyId/answers': [(of) => ({ path: `/api/v1/surveys/${of.survey}/answers`, body: ANSWERS })],
  'get /api/v1/classes/:classId/survey-schedule': [(of) => ({ path: `/api/v1/classes/${of.class}/survey-schedule` })],
  'put /api/v1/classes/:classId/survey-schedule': [
    (of) => ({ path: `/api/v1/classes/${of.class}/survey-schedule`, body: { cycles: [] } }),
  ],
  'get /api/v1/classes/:classId/survey-cycles/:surveyId/participants': [
    (of) => ({ path: `/api/v1/classes/${of.class}/survey-cycles/${of.survey}/participants` }),
    (of) => ({ path: `/api/v1/classes/${of.class}/survey-cycles/${theirs.survey}/participants` }),
  ],
  'get /api/v1/runs': [(of) => ({ path: `/api/v1/runs?sourceId=${of.source}` })],
  'get /api/v1/runs/:runId': [(of) => ({ path: `/api/v1/runs/${of.run}` })],
  'get /api/v1/runs/:runId/order': [(of) => ({ path: `/api/v1/runs/${of.run}/order` })],
  'get /api/v1/runs/:runId/changes': [(of) => ({ path: `/api/v1/runs/${of.run}/changes` })],
  'get /api/v1/runs/:runId/edits': [(of) => ({ path: `/api/v1/runs/${of.run}/edits` })],
  'get /api/v1/runs/:runId/seats': [(of) => ({ path: `/api/v1/runs/${of.run}/seats` })],
  'get /api/v1/runs/:runId/quarantine': [(of) => ({ path: `/api/v1/runs/${of.run}/quarantine` })],
  'get /api/v1/runs/:runId/matches': [(of) => ({ path: `/api/v1/runs/${of.run}/matches` })],
  'post /api/v1/runs/:runId/retry': [(of) => ({ path: `/api/v1/runs/${of.run}/retry` })],
  'post /api/v1/runs/:runId/decision': (['approve', 'approve_additions', 'approve_match', 'discard'] as const).map(
    (decision) => (of: Ids) => ({ path: `/api/v1/runs/${of.run}/decision`, body: { decision } }),
  ),
  'post /api/v1/runs/:runId/undo': [true, false].map((preview) => (of: Ids) => ({
    path: `/api/v1/runs/${of.run}/undo`,
    body: { preview },
  })),
  'post /api/v1/sources/:sourceId/runs': [true, false].map((preview) => (of: Ids) => ({
    path: `/api/v1/sources/${of.source}/runs`,
    body: { preview },
  })),
  'get /api/v1/sources/:sourceId': [(of) => ({ path: `/api/v1/sources/${of.source}` })],
  'put /api/v1/sources/:sourceId': [(of) => ({ path: `/api/v1/sources/${of.source}`, body: { schedule: null } })],
  'put /api/v1/sources/:sourceId/paused': [
    (of) => ({ path: `/api/v1/sources/${of.source}/paused`, body: { paused: true } }),
  ],
  'delete /api/v1/sources/:sourceId': [(of) => ({ path: `/api/v1/sources/${of.source}` })],
  'post /api/v1/source-trials': [
    (of) => ({ path: '/api/v1/source-trials', body: { sourceId: of.source, connector: 'educator-csv', config: {} } }),
  ],
  'get /api/v1/sources/:sourceId/order': [(of) => ({ path: `/api/v1/sources/${of.source}/order` })],
  'put /api/v1/sources/:sourceId/blackouts': [
    (of) => ({ path: `/api/v1/sources/${of.source}/blackouts`, body: { blackouts: [], version: of.datesVersion } }),
  ],
  'post /api/v1/educator-lists/:sourceId/uploads': [
    (of) => ({ path: `/api/v1/educator-lists/${of.source}/uploads`, body: LIST }),
  ],
  'get /api/v1/educator-uploads/:uploadId': [(of) => ({ path: `/api/v1/educator-uploads/${of.upload}` })],
  'post /api/v1/educator-uploads/:uploadId/confirmation': [
    (of) => ({ path: `/api/v1/educator-uploads/${of.upload}/confirmation` }),
  ],
  'delete /api/v1/educator-uploads/:uploadId': [(of) => ({ path: `/api/v1/educator-uploads/${of.upload}` })],
  'post /api/v1/classes/:classId/enrolments': [
    (of) => ({ path: `/api/v1/classes/${of.class}/enrolments`, body: { personId: ours.person, role: 'student' } }),
    (of) => ({ path: `/api/v1/classes/${ours.class}/enrolments`, body: { personId: of.person, role: 'student' } }),
  ],
  'get /api/v1/roster/:kind/:recordId': KINDS.map((kind) => (of: Ids) => ({ path: record(kind, of) })),
  'put /api/v1/roster/:kind/:recordId/fields/:field': KINDS.map((kind) => (of: Ids) => edit(kind, of)),
  'post /api/v1/roster/:kind/:recordId/fields/:field/give-back': KINDS.map((kind) => (of: Ids) => giveBack(kind, of)),
  'get /api/v1/coaching/educator-doubles': [
    (of) => ({ path: `/api/v1/coaching/educator-doubles?givenName=Ada&familyName=Teacher&schoolId=${of.school}` }),
  ],
  'post /api/v1/coaching/educators': [
    (of) => ({
      path: '/api/v1/coaching/educators',
      body: { givenName: 'Nora', familyName: 'New', email: null, schoolId: of.school, despite: true },
    }),
  ],
  'get /api/v1/educator-merges/preview': [
    (of) => ({ path: `/api/v1/educator-merges/preview?stays=${of.person}&goes=${of.otherPerson}` }),
    (of) => ({ path: `/api/v1/educator-merges/preview?stays=${of.person}&goes=${ours.person}` }),
    (of) => ({ path: `/api/v1/educator-merges/preview?stays=${ours.person}&goes=${of.person}` }),
  ],
  'post /api/v1/educator-merges': [
    (of) => ({ path: '/api/v1/educator-merges', body: { stays: of.person, goes: ours.person } }),
    (of) => ({ path: '/api/v1/educator-merges', body: { stays: ours.person, goes: of.person } }),
  ],
  'post /api/v1/educator-merges/:mergeId/undo': [(of) => ({ path: `/api/v1/educator-merges/${of.merge}/undo` })],
  'post /api/v1/match-proposals/:proposalId/link': [
    (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/link`, body: { stays: of.person } }),
    (of) => ({ path: `/api/v1/match-proposals/${ours.proposal}/link`, body: { stays: of.person } }),
  ],
  'post /api/v1/match-proposals/:proposalId/dismissal': [
    (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/dismissal` }),
  ],
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
  'get /api/v1/classes/led/:classId': [(of) => ({ path: `/api/v1/classes/led/${of.class}` })],
  'post /api/v1/classes/led/:classId/membership-check': [
    (of) => ({ path: `/api/v1/classes/led/${of.class}/membership-check` }),
  ],
  'post /api/v1/classes/:classId/membership-check': [
    (of) => ({ path: `/api/v1/classes/${of.class}/membership-check` }),
  ],
  'post /api/v1/lti/unmatched/:launchId/link': [
    (of) => ({ path: `/api/v1/lti/unmatched/${of.launch}/link`, body: { personId: ours.person } }),
    (of) => ({ path: `/api/v1/lti/unmatched/${ours.launch}/link`, body: { personId: of.person } }),
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
    (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/link`, body: { classId: ours.class } }),
    (of) => ({ path: `/api/v1/lti/course-pages/${ours.coursePage}/link`, body: { classId: of.class } }),
  ],
  'post /api/v1/lti/course-pages/:pageId/dismissal': [
    (of) => ({ path: `/api/v1/lti/course-pages/${of.coursePage}/dismissal` }),
  ],
  // A kind is no id: it is the same in every district.
  'get /api/v1/licences/:kind': [() => ({ path: LICENCE })],
  'get /api/v1/licences/:kind/seats': [() => ({ path: `${LICENCE}/seats` })],
  'get /api/v1/licences/:kind/seats/export': [() => ({ path: `${LICENCE}/seats/export` })],
  'get /api/v1/licences/:kind/history': [() => ({ path: `${LICENCE}/history` })],
  'get /api/v1/licences/:kind/ledger': [() => ({ path: `${LICENCE}/ledger` })],
  'put /api/v1/licences/:kind/rules': [
    () => ({
      path: '/api/v1/licences/nothing/rules',
      body: { order: [], schools: [], graceDays: null, overDays: null },
    }),
  ],
  'put /api/v1/licences/:kind/purchases/:name': [
    () => ({ path: '/api/v1/licences/nothing/purchases/x', body: PURCHASE }),
  ],
  'post /api/v1/licences/:kind/purchases/:name/preview': [
    () => ({ path: '/api/v1/licences/nothing/purchases/x/preview', body: PURCHASE }),
  ],
  'delete /api/v1/licences/:kind/purchases/:name': [(of) => ({ path: `${LICENCE}/purchases/${of.purchase}` })],
  'put /api/v1/licences/:kind/reservations/:schoolId': [0, 1].map((quantity) => (of: Ids) => ({
    path: `${LICENCE}/reservations/${of.school}`,
    body: { quantity },
  })),
  'put /api/v1/licences/:kind/people/:personId/priority': [
    (of) => ({ path: `${LICENCE}/people/${of.person}/priority`, body: { priority: 1 } }),
  ],
  'post /api/v1/licences/:kind/people/:personId/yield': [(of) => ({ path: `${LICENCE}/people/${of.person}/yield` })],
  // Nor is a product's, and who may give it is found by the numbers of people, classes and schools.
  // Entering a product names nothing that anybody has.
  'put /api/v1/products/:product': [],
  'delete /api/v1/products/:product': [() => ({ path: '/api/v1/products/nothing' })],
  'get /api/v1/products/:product/students': [() => ({ path: `${PRODUCT}/students` })],
  'post /api/v1/products/:product/students': [true, false].flatMap((give) => [
    (of: Ids) => ({ path: `${PRODUCT}/students`, body: { give, personIds: [of.person] } }),
    (of: Ids) => ({ path: `${PRODUCT}/students`, body: { give, classId: of.class } }),
  ]),
  'post /api/v1/products/:product/students/preview': [
    (of) => ({ path: `${PRODUCT}/students/preview`, body: { give: true, classId: of.class } }),
  ],
  'get /api/v1/products/:product/rules': [() => ({ path: `${PRODUCT}/rules` })],
  'put /api/v1/products/:product/rules/:name': [
    (of) => ({ path: `${PRODUCT}/rules/x`, body: { position: 1, grades: [], schoolIds: [of.school] } }),
  ],
  'delete /api/v1/products/:product/rules/:name': [() => ({ path: `${PRODUCT}/rules/nothing` })],
  'post /api/v1/products/:product/rules/:name/preview': [
    (of) => ({
      path: `${PRODUCT}/rules/x/preview`,
      body: { rule: { position: 1, grades: [], schoolIds: [of.school] } },
    }),
  ],
  'get /api/v1/classes/:classId/products': [(of) => ({ path: `/api/v1/classes/${of.class}/products` })],
  'get /api/v1/people/:personId/products': [(of) => ({ path: `/api/v1/people/${of.person}/products` })],
  ...askedOfAccounts(() => ours),
  ...askedOfStudents(() => ours),
  ...askedOfCommunities(() => ours),
  'post /api/v1/notices/:noticeId/dismissal': [(of) => ({ path: `/api/v1/notices/${of.notice}/dismissal` })],
}

describe('ids of another district', () => {
  it('are asked for here at every route that has one in its path', () => {
    // What is for everybody names a district, which is no secret.
    const named = app.table.routes
      .filter(({ path, access }) => path.includes(':') && access.open !== 'signin')
      .map(({ method, path }) => `${method} ${path}`)
    expect(named.filter((name) => ASKED[name] === undefined)).toEqual([])
  })

  it('are something to those of that district: the routes do answer', { timeout: 120_000 }, async () => {
    const answered = new Set<string>()
    for (const [name, each] of Object.entries(ASKED)) {
      if (!name.startsWith('get ')) continue
      for (const asked of each)
        for (const person of ASKING)
          if ((await ask(app.beta, person, { name, request: asked(theirs) })).startsWith('200 ')) answered.add(name)
    }
    expect([...answered].toSorted()).toEqual(
      Object.keys(ASKED)
        .filter((name) => name.startsWith('get '))
        .toSorted(),
    )
  })

  it('are nothing, byte for byte, and nothing of that district changes', { timeout: 120_000 }, async () => {
    await expectNothing()
  })

  it('are nothing by the statements alone, with row-level security switched off', { timeout: 120_000 }, async () => {
    await switchOffRowSecurity(app.database.ownerUrl)
    await expectNothing()
  })
})

async function expectNothing(): Promise<void> {
  const before = await contentOf(app, 'beta')
  const wrong: string[] = []
  for (const [name, each] of Object.entries(ASKED)) {
    for (const asked of each) {
      for (const person of ASKING) {
        const foreign = await ask(app.alpha, person, { name, request: asked(theirs) })
        const none = await ask(app.alpha, person, { name, request: asked({ ...theirs, ...NOWHERE }) })
        if (foreign !== none) wrong.push(`${person} at ${name}: ${foreign} instead of ${none}`)
        if (mayNotBe(name).test(foreign)) wrong.push(`${person} at ${name}: ${foreign}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(await contentOf(app, 'beta')).toEqual(before)
}

/** An order that was taken, a body that never got past its schema, a fault of ours. */
function mayNotBe(name: string): RegExp {
  // Dismissing says what is still open here, whatever was dismissed.
  const isList = name.startsWith('get ') || name === 'post /api/v1/notices/:noticeId/dismissal'
  return isList ? /^(400|5..) / : /^(2..|400|5..) /
}

async function ask(
  district: SchoolDistrict,
  person: PersonName,
  { name, request }: { readonly name: string; readonly request: Request },
): Promise<string> {
  const method = name.slice(0, name.indexOf(' ')).toUpperCase()
  const { path, ...rest } = request
  const { status, text } = await app.call(path, { method, token: app.bearerOf(district, person), ...rest })
  return `${status} ${text}`
}
