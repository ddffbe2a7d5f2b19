/** A feed that nobody sends: people of whom it was entered long before that they leave. */

import { Type } from '@sinclair/typebox'
import type { Connector, FeedEvent } from '../feed/connector.ts'
import { proveComplete } from '../roster/complete-table.ts'

/** Says of these people that they are gone, and nothing of anybody else. */
export function leavingPeople(sourcedIds: readonly string[]): Connector {
  return {
    name: 'expiry',
    title: 'People whose last day has passed',
    configSchema: Type.Object({}),
    check: () => Promise.resolve([]),
    read: () => readLeaving(sourcedIds),
  }
}

const PLACE = 'expiry'

async function* readLeaving(sourcedIds: readonly string[]): AsyncGenerator<FeedEvent> {
  await Promise.resolve()
  yield { type: 'table-begin', table: 'people', mode: 'bulk' }
  const rows = sourcedIds.map((sourcedId, index) => ({
    record: { ...NOBODY, sourcedId },
    at: { file: PLACE, row: index + 1 },
  }))
  yield { type: 'rows', table: 'people', rows, quarantined: [], rowsReceived: rows.length }
  const rowsRead = rows.length
  const end = { table: 'people', wholeSet: false, endSeen: true, rowsRead, rowsAnnounced: null } as const
  yield { type: 'table-end', evidence: proveComplete({ ...end, rowsUnidentified: 0 }) }
}

/** Of who leaves nothing is asked but whom it is about. */
const NOBODY = {
  table: 'people',
  status: 'gone',
  enabled: true,
  givenName: '',
  familyName: '',
  middleName: null,
  preferredGivenName: null,
  preferredFamilyName: null,
  username: null,
  email: null,
  identifier: null,
  userIds: [],
  grades: [],
  feedRoles: [],
  metadata: {},
} as const
