/** Open sessions for the fake backend: two of one's own, and a few of the district. */

import type { DistrictSession, OwnSession } from '../../src/http/contract/sessions.ts'

export interface FakeSessions {
  readonly own: OwnSession[]
  readonly district: DistrictSession[]
}

const TIMES = { startedAt: '2026-11-22T13:05:00Z', seenAt: '2026-11-22T14:10:00Z', endsAt: '2026-11-22T15:10:00Z' }
const CANVAS = 'https://canvas.instructure.com'

export function openFakeSessions(): FakeSessions {
  return {
    own: [
      { id: '812', kind: 'launch', platform: CANVAS, isThis: true, ...TIMES },
      { id: '807', kind: 'password', platform: null, isThis: false, ...TIMES },
    ],
    district: [
      {
        id: '812',
        kind: 'launch',
        platform: CANVAS,
        who: 'person',
        person: { id: '601', givenName: 'María-José', familyName: 'Etxeberria-Quintana' },
        customerAdminName: null,
        ...TIMES,
      },
      {
        id: '809',
        kind: 'launch',
        platform: 'https://moodle.riverside.example',
        who: 'unmatched',
        person: null,
        customerAdminName: null,
        ...TIMES,
      },
      {
        id: '801',
        kind: 'password',
        platform: null,
        who: 'customer_admin',
        person: null,
        customerAdminName: 'Grace Hopper',
        ...TIMES,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly sessions: FakeSessions }
  readonly params: Readonly<Record<string, string>>
}

/** What the page asks for, but for the district's list: that comes by pages. */
export const sessionHandlers = {
  'GET /api/v1/sessions': ({ backend }: Asked) => ({ sessions: backend.sessions.own }),
  'DELETE /api/v1/sessions/{sessionId}': ({ backend, params }: Asked) =>
    drop(backend.sessions.own, params['sessionId']),
  'DELETE /api/v1/district/sessions/{sessionId}': ({ backend, params }: Asked) =>
    drop(backend.sessions.district, params['sessionId']),
}

function drop(sessions: { readonly id: string }[], sessionId: string | undefined): null {
  const at = sessions.findIndex(({ id }) => id === sessionId)
  if (at >= 0) sessions.splice(at, 1)
  return null
}
