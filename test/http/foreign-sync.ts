/** What is asked of runs, sources, lists and the records of the roster with ids of some district. */

import type { Ids, Request } from './things.ts'
import { LIST } from './things.ts'

type Asked = Readonly<Record<string, readonly ((ids: Ids) => Request)[]>>

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

/** @param ours the ids of the district that asks, once they are planted */
export function askedOfSync(ours: () => Ids): Asked {
  return {
    // A kind of file is no thing of a district's.
    'get /api/v1/roster-imports/templates/:kind': [() => ({ path: '/api/v1/roster-imports/templates/students' })],
    'delete /api/v1/roster-imports/:rosterImportId': [(of) => ({ path: `/api/v1/roster-imports/${of.rosterImport}` })],
    'get /api/v1/runs': [(of) => ({ path: `/api/v1/runs?sourceId=${of.source}` })],
    'get /api/v1/runs/:runId': [(of) => ({ path: `/api/v1/runs/${of.run}` })],
    'get /api/v1/runs/:runId/order': [(of) => ({ path: `/api/v1/runs/${of.run}/order` })],
    'get /api/v1/role-map/versions/:number': [(of) => ({ path: `/api/v1/role-map/versions/${of.roleMap}` })],
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
    'get /api/v1/roster/:kind/:recordId': KINDS.map((kind) => (of: Ids) => ({ path: record(kind, of) })),
    'put /api/v1/roster/:kind/:recordId/fields/:field': KINDS.map((kind) => (of: Ids) => edit(kind, of)),
    'post /api/v1/roster/:kind/:recordId/fields/:field/give-back': KINDS.map((kind) => (of: Ids) => giveBack(kind, of)),
    'post /api/v1/match-proposals/:proposalId/link': [
      (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/link`, body: { stays: of.person } }),
      (of) => ({ path: `/api/v1/match-proposals/${ours().proposal}/link`, body: { stays: of.person } }),
    ],
    'post /api/v1/match-proposals/:proposalId/dismissal': [
      (of) => ({ path: `/api/v1/match-proposals/${of.proposal}/dismissal` }),
    ],
  }
}
