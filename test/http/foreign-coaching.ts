/** What is asked of coaching with ids of some district. */

import type { Ids, Request } from './things.ts'
import { cycleOf, fileOf, interaction, OLD_LOG } from './things.ts'

type Asked = Readonly<Record<string, readonly ((ids: Ids) => Request)[]>>

const changeOf = (cycleId: string, personId: string): Request => ({
  path: `/api/v1/coaching/cycles/${cycleId}`,
  body: { ...(cycleOf({ person: personId }).body as object), endedOn: null, version: '1' },
})
const openFile = (interactionId: string, attachmentId: string): Request => ({
  path: `/api/v1/coaching/interactions/${interactionId}/attachments/${attachmentId}/content`,
  body: { reason: 'To see whether it is there' },
})
const valuesOf = (at: { readonly school: string; readonly person: string }) => interaction(at).body as object

/** @param ours the ids of the district that asks, once they are planted */
export function askedOfCoaching(ours: () => Ids): Asked {
  return {
    'get /api/v1/coaching/interactions/:interactionId': [
      (of) => ({ path: `/api/v1/coaching/interactions/${of.interaction}` }),
    ],
    'get /api/v1/coaching/interactions': [
      (of) => ({ path: `/api/v1/coaching/interactions?educatorId=${of.person}` }),
      (of) => ({ path: `/api/v1/coaching/interactions?tagId=${of.tag}` }),
      (of) => ({ path: `/api/v1/coaching/interactions/export?schoolId=${of.school}` }),
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
      (of) => changeOf(of.cycle, ours().person),
      (of) => changeOf(ours().cycle, of.person),
    ],
    'post /api/v1/coaching/cycles/:cycleId/phase': [
      (of) => ({
        path: `/api/v1/coaching/cycles/${of.cycle}/phase`,
        body: { phaseId: 'phase-reflect', from: '2026-11-21', version: '1' },
      }),
    ],
    'put /api/v1/coaching/cycles/:cycleId/interactions/:interactionId': [
      (of) => ({
        path: `/api/v1/coaching/cycles/${of.cycle}/interactions/${ours().interaction}`,
        body: { phaseId: null },
      }),
      (of) => ({
        path: `/api/v1/coaching/cycles/${ours().cycle}/interactions/${of.interaction}`,
        body: { phaseId: null },
      }),
    ],
    'delete /api/v1/coaching/cycles/:cycleId/interactions/:interactionId': [
      (of) => ({ path: `/api/v1/coaching/cycles/${of.cycle}/interactions/${ours().interaction}` }),
      (of) => ({ path: `/api/v1/coaching/cycles/${ours().cycle}/interactions/${of.interaction}` }),
    ],
    // A list is no id: it is the same in every district.
    'put /api/v1/coaching/settings/:list': [
      () => ({ path: '/api/v1/coaching/settings/phases', body: { items: [], version: 'x' } }),
    ],
    'put /api/v1/coaching/interactions/:interactionId': [
      (of) => ({
        path: `/api/v1/coaching/interactions/${of.interaction}`,
        body: { ...valuesOf({ school: ours().school, person: ours().person }), version: '1' },
      }),
      (of) => ({
        path: `/api/v1/coaching/interactions/${ours().interaction}`,
        body: { ...valuesOf({ school: ours().school, person: ours().person }), tagIds: [of.tag], version: '1' },
      }),
      (of) => ({
        path: `/api/v1/coaching/interactions/${ours().interaction}`,
        body: { ...valuesOf({ school: ours().school, person: of.person }), otherSchoolIds: [of.school], version: '1' },
      }),
    ],
    'post /api/v1/coaching/interactions/:interactionId/next-step': [
      (of) => ({
        path: `/api/v1/coaching/interactions/${of.interaction}/next-step`,
        body: { done: true, version: '1' },
      }),
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
        body: { interactionIds: [of.interaction], add: [ours().tag] },
      }),
      (of) => ({
        path: '/api/v1/coaching/interaction-tags',
        body: { interactionIds: [ours().interaction], add: [of.tag] },
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
        body: { educatorIds: [ours().person], place: 'in', version: '1' },
      }),
      (of) => ({
        path: `/api/v1/coaching/caseloads/${ours().caseload}/educators`,
        body: { educatorIds: [of.person], place: 'in', version: '1' },
      }),
    ],
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
      (of) => ({ path: `/api/v1/coaching/interactions/${ours().interaction}/attachments/${of.attachment}` }),
    ],
    'post /api/v1/coaching/interactions/:interactionId/attachments/:attachmentId/content': [
      (of) => openFile(of.interaction, of.attachment),
      (of) => openFile(ours().interaction, of.attachment),
    ],
    'post /api/v1/coaching/log-import-previews': [
      (of) => ({ path: '/api/v1/coaching/log-import-previews', body: { ...OLD_LOG, coachId: of.person } }),
    ],
    'post /api/v1/coaching/log-imports': [
      (of) => ({ path: '/api/v1/coaching/log-imports', body: { ...OLD_LOG, coachId: of.person } }),
    ],
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
      (of) => interaction({ school: ours().school, person: of.person }),
      (of) => interaction({ school: of.school, person: ours().person }),
      (of) => ({
        path: '/api/v1/coaching/interactions',
        body: { ...valuesOf(ours()), cycle: { id: of.cycle } },
      }),
    ],
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
      (of) => ({ path: `/api/v1/educator-merges/preview?stays=${of.person}&goes=${ours().person}` }),
      (of) => ({ path: `/api/v1/educator-merges/preview?stays=${ours().person}&goes=${of.person}` }),
    ],
    'post /api/v1/educator-merges': [
      (of) => ({ path: '/api/v1/educator-merges', body: { stays: of.person, goes: ours().person } }),
      (of) => ({ path: '/api/v1/educator-merges', body: { stays: ours().person, goes: of.person } }),
    ],
    'post /api/v1/educator-merges/:mergeId/undo': [(of) => ({ path: `/api/v1/educator-merges/${of.merge}/undo` })],
  }
}
