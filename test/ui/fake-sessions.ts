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
        ...TIMES,
      },
      {
        id: '809',
        kind: 'launch',
        platform: 'https://moodle.riverside.example',
        who: 'unmatched',
        person: null,
        ...TIMES,
      },
      { id: '801', kind: 'password', platform: null, who: 'customer_admin', person: null, ...TIMES },
    ],
  }
}

/** False where it had ended. */
export function dropFakeSession(sessions: { readonly id: string }[], id: string): boolean {
  const at = sessions.findIndex((session) => session.id === id)
  if (at >= 0) sessions.splice(at, 1)
  return at >= 0
}
