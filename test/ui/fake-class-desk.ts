/** A class as its leads run it, for the fake backend: it keeps what they do. */

import type { ClassDesk, LeadRequest } from '../../src/http/contract/class-desk.ts'
import { found, Refused } from './fake-answers.ts'
import * as given from './district.ts'

export const UNKNOWN_ADDRESS = 'nobody@else.example'

const EXPIRES = '2026-12-20T17:00:00Z'

export function openFakeDesk(): ClassDesk {
  return {
    leads: [
      { person: given.teacher, taught: true },
      { person: given.person(6), taught: false },
    ],
    requests: [
      {
        id: '81',
        state: 'waiting_for_lead',
        class: { id: '301', name: 'Science 7, period 2' },
        community: { id: '72', name: 'Belonging in the middle grades' },
        person: given.person(9),
        askedBy: given.person(20),
        expiresAt: EXPIRES,
      },
    ],
    locks: { codeLocked: false, listLocked: false },
    code: { code: 'K7MQ-4XPD', since: '2026-09-01T14:00:00Z' },
    lateJoiners: [{ id: '91', name: 'Lena from the afternoon group', joinedAt: '2026-11-20T15:00:00Z' }],
    history: [
      { id: '5', at: '2026-11-21T15:04:00Z', action: 'survey.schedule', byName: 'Ada May', aboutName: null },
      { id: '4', at: '2026-11-20T16:04:00Z', action: 'enrolment.add', byName: 'Dana Reed', aboutName: 'Jo Ito' },
      { id: '3', at: '2026-11-20T15:04:00Z', action: 'class.ask_lead', byName: 'Wren Walsh', aboutName: 'Jo Ito' },
      { id: '2', at: '2026-11-02T15:04:00Z', action: 'class.add_lead', byName: 'Ada May', aboutName: 'Ada May' },
      {
        id: '100000000000000034',
        at: '2026-09-02T07:00:00Z',
        action: 'class.lead_by_feed',
        byName: null,
        aboutName: 'Tomás Reyes',
      },
      { id: '1', at: '2026-09-01T14:00:00Z', action: 'class.renew_code', byName: null, aboutName: null },
    ],
  }
}

interface Asked {
  readonly backend: { readonly classDesk: ClassDesk }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

function requestOf({ backend, params }: Asked): LeadRequest {
  return found(backend.classDesk.requests.find(({ id }) => id === params['requestId']))
}

export const classDeskHandlers = {
  'GET /api/v1/classes/led/{classId}/desk': ({ backend }: Asked) => backend.classDesk,
  'PUT /api/v1/classes/led/{classId}/locks': ({ backend, body }: Asked) => {
    Object.assign(backend.classDesk.locks, body)
    return backend.classDesk
  },
  'POST /api/v1/classes/led/{classId}/code': ({ backend }: Asked) => {
    backend.classDesk.code = { code: '9ZZZ-9ZZZ', since: '2026-11-22T17:00:00Z' }
    return backend.classDesk
  },
  'DELETE /api/v1/classes/led/{classId}/late-joiners/{joinerId}': ({ backend, params }: Asked) => {
    const { lateJoiners } = backend.classDesk
    lateJoiners.splice(lateJoiners.indexOf(found(lateJoiners.find(({ id }) => id === params['joinerId']))), 1)
    return backend.classDesk
  },
  'POST /api/v1/classes/{classId}/lead-requests': ({ backend, body }: Asked) => {
    const message = 'Nobody who works in the district has this address.'
    if (body['email'] === UNKNOWN_ADDRESS)
      throw new Refused(422, 'person_unknown', 'That is nobody who works in the district.', [
        { field: 'email', code: 'person_unknown', message },
      ])
    const [first] = openFakeDesk().requests
    backend.classDesk.requests.push({
      ...found(first),
      id: '82',
      state: 'waiting_for_person',
      person: given.person(12),
    })
    return { requestId: '82', waitsForLead: false }
  },
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/consent': (asked: Asked) => {
    requestOf(asked).state = 'waiting_for_person'
    return asked.backend.classDesk
  },
  'POST /api/v1/classes/{classId}/lead-requests/{requestId}/refusal': (asked: Asked) => {
    const { requests } = asked.backend.classDesk
    requests.splice(requests.indexOf(requestOf(asked)), 1)
    return asked.backend.classDesk
  },
  'DELETE /api/v1/classes/{classId}/leads/{personId}': ({ backend, params }: Asked) => {
    const { leads } = backend.classDesk
    leads.splice(leads.indexOf(found(leads.find(({ person }) => person.id === params['personId']))), 1)
    return { fromRoster: false }
  },
  'GET /api/v1/classes/{classId}/leads': ({ backend, who }: Asked) => ({
    leads: backend.classDesk.leads,
    locks: who === 'admin' ? null : backend.classDesk.locks,
    mayTakeLast: who === 'admin',
    asked: who === 'admin' ? [] : backend.classDesk.requests.filter(({ id }) => id === '82'),
  }),
  'DELETE /api/v1/classes/{classId}/lead-requests/{requestId}': (asked: Asked) => {
    const { requests } = asked.backend.classDesk
    requests.splice(requests.indexOf(requestOf(asked)), 1)
    return null
  },
  'PUT /api/v1/communities/{communityId}/classes/{classId}/locks': ({ backend, body }: Asked) => {
    Object.assign(backend.classDesk.locks, body)
    return null
  },
  'GET /api/v1/class-lead-requests': () => ({ requests: [] }),
  'POST /api/v1/class-lead-requests/{requestId}/acceptance': () => null,
  'POST /api/v1/class-lead-requests/{requestId}/refusal': () => null,
}
