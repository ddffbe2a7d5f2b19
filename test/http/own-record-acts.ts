/** What a reader can do to find out whether there is something about themself: by the answer or the refusal of a write. */

import type { TestApp } from './test-app.ts'

/** Ids of what is about the reader (`theirs`), and of what is not. */
export interface RecordIds {
  readonly theirs: Readonly<Record<'met' | 'alone' | 'step' | 'cycle' | 'file' | 'draft', string>>
  readonly others: Readonly<Record<'met' | 'cycle' | 'caseload' | 'tag', string>>
}

export interface Act {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: object
}

const COACHING = '/api/v1/coaching'
const REASON = { reason: 'To see what is kept of me' }
const CSV = [
  'Date,Minutes,Type,School,Educators,Notes',
  '2026-11-20,41,Observation,,teacher@alpha.example;otherTeacher@alpha.example,Kept by the coach',
  '2026-11-19,41,Observation,,teacher@alpha.example,Kept by the coach',
  '2026-11-18,41,Observation,,teacher@alpha.example;otherTeacher@alpha.example,Old',
  '2026-09-01,41,Observation,,otherTeacher@alpha.example,Kept by the coach',
  '',
].join('\r\n')

/** With every number of the record, as body and as address; none that the reader may do changes anything that lasts. */
export function actsOf({ alpha }: TestApp, { theirs, others }: RecordIds): readonly Act[] {
  const { people, north } = alpha
  const { teacher: reader, otherTeacher, coach, southCoach } = people
  return [
    ...[theirs.met, theirs.alone, theirs.step].flatMap((id) => actsOnInteraction(id, { north, otherTeacher })),
    ...[theirs.file].flatMap((id): readonly Act[] => [
      { method: 'POST', path: `${COACHING}/interactions/${theirs.met}/attachments/${id}/content`, body: REASON },
      { method: 'DELETE', path: `${COACHING}/interactions/${theirs.met}/attachments/${id}` },
    ]),
    ...actsOnCycle(theirs.cycle, reader),
    ...[theirs.cycle, others.cycle].flatMap((cycle): readonly Act[] => [
      { method: 'PUT', path: `${COACHING}/cycles/${cycle}/interactions/${theirs.met}`, body: { phaseId: null } },
      { method: 'DELETE', path: `${COACHING}/cycles/${cycle}/interactions/${theirs.met}` },
    ]),
    {
      method: 'POST',
      path: `${COACHING}/interaction-tags`,
      body: { interactionIds: [theirs.met, theirs.alone], add: [others.tag] },
    },
    ...[coach, southCoach].map((toId): Act => {
      const body = { educatorId: reader, fromId: coach, toId, caseloadId: null }
      return { method: 'POST', path: `${COACHING}/handovers`, body }
    }),
    ...[
      { stays: reader, goes: otherTeacher },
      { stays: otherTeacher, goes: reader },
    ].map((body): Act => ({ method: 'POST', path: '/api/v1/educator-merges', body })),
    {
      method: 'POST',
      path: `${COACHING}/log-import-previews`,
      body: { content: Buffer.from(CSV).toString('base64'), coachId: coach },
    },
    {
      method: 'POST',
      path: `${COACHING}/interaction-mail-preview`,
      body: { ...valuesFor(north, [otherTeacher]), cycle: { id: theirs.cycle } },
    },
    { method: 'DELETE', path: `${COACHING}/drafts`, body: { id: theirs.draft } },
    { method: 'POST', path: `/api/v1/people/${reader}/erasure`, body: { confirmation: 'Tara Teacher' } },
    { method: 'POST', path: `/api/v1/staff/${reader}/deletion`, body: { confirmation: 'Tara Teacher' } },
  ]
}

function valuesFor(schoolId: string, educatorIds: readonly string[]) {
  return { date: '2026-11-20', minutes: 41, typeId: 'observation', schoolId, educatorIds }
}

function actsOnInteraction(
  id: string,
  { north, otherTeacher }: { readonly north: string; readonly otherTeacher: string },
): readonly Act[] {
  const path = `${COACHING}/interactions/${id}`
  const version = '1'
  return [
    { method: 'PUT', path, body: { ...valuesFor(north, [otherTeacher]), version } },
    { method: 'POST', path: `${path}/notes`, body: REASON },
    { method: 'POST', path: `${path}/next-step`, body: { done: true, version } },
    { method: 'POST', path: `${path}/deletion`, body: { version } },
    { method: 'POST', path: `${path}/mail`, body: { share: true, version } },
    { method: 'POST', path: `${path}/attachments`, body: { name: 'mine.txt', content: 'TWluZQ==' } },
  ]
}

function actsOnCycle(id: string, reader: string): readonly Act[] {
  const path = `${COACHING}/cycles/${id}`
  const said = { educators: [{ id: reader, ratingStart: null, ratingEnd: null }], focusId: null, scaleId: null }
  const stays = [{ phaseId: 'phase-plan', from: '2026-10-05' }]
  return [
    { method: 'POST', path: `${path}/texts`, body: REASON },
    { method: 'PUT', path, body: { ...said, focus: null, goal: null, stays, endedOn: null, version: '1' } },
    { method: 'POST', path: `${path}/phase`, body: { phaseId: 'phase-practise', from: '2026-11-01', version: '1' } },
  ]
}
