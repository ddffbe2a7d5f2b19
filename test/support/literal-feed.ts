/** A feed written down in the test: records as they are, evidence as the test wants it. */

import { Type } from '@sinclair/typebox'
import type { Connector, FeedEvent, FeedIo } from '../../src/feed/connector.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import { type TableEnd, proveComplete } from '../../src/roster/complete-table.ts'
import type { QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { Failure } from '../../src/roster/failure.ts'
import { TABLES } from '../../src/roster/model.ts'
import type {
  ClassRecord,
  EnrolmentRecord,
  FeedRole,
  OrgRecord,
  PersonRecord,
  RosterRecord,
  Table,
} from '../../src/roster/model.ts'

export interface DatedRecord {
  readonly record: RosterRecord
  readonly modifiedAt: string
}

export interface LiteralFeed {
  readonly records: readonly RosterRecord[]
  readonly quarantined?: readonly QuarantinedRow[]
  /** What is to be different at a table's end. */
  readonly ends?: Partial<Record<Table, Partial<TableEnd>>>
  /** Tables of which only changes come: their records, each with its date. They are taken from here alone. */
  readonly deltas?: Partial<Record<Table, readonly DatedRecord[]>>
  /** Tables of which the feed says nothing at all. */
  readonly absent?: readonly Table[]
  /** What it leaves for its next read, in this order; more than one is a fault. */
  readonly bookmarks?: readonly Bookmark[]
  /** Throw this after all rows, before any end. */
  readonly failure?: Failure
}

/** The feed, and what the connector was handed when it was last read. */
export interface LiteralSource {
  current: LiteralFeed
  lastIo?: FeedIo
}

/** A connector that sends whatever `feed.current` is when it is read. */
export function literalConnector(feed: LiteralSource): Connector {
  return {
    name: 'literal',
    title: 'Records written down in a test',
    configSchema: Type.Object({}),
    check: () => Promise.resolve([]),
    read: (_, io) => {
      feed.lastIo = io
      return readLiteral(feed.current)
    },
  }
}

async function* readLiteral(feed: LiteralFeed): AsyncGenerator<FeedEvent> {
  const quarantined = feed.quarantined ?? []
  for (const table of TABLES) {
    const delta = feed.deltas?.[table]
    const sent = delta ?? feed.records.filter((record) => record.table === table).map((record) => ({ record }))
    const rows = sent.map((one, index) => ({ ...one, at: { file: `${table}.csv`, row: index + 2 } }))
    if (feed.absent?.includes(table) !== true)
      yield { type: 'table-begin', table, mode: delta === undefined ? 'bulk' : 'delta' }
    const refused = quarantined.filter((row) => row.table === table)
    if (rows.length + refused.length > 0)
      yield { type: 'rows', table, rows, quarantined: refused, rowsReceived: rows.length + refused.length }
  }
  for (const bookmark of feed.bookmarks ?? []) yield { type: 'bookmark', bookmark }
  await Promise.resolve()
  if (feed.failure !== undefined) throw feed.failure
  for (const table of TABLES) {
    if (feed.absent?.includes(table)) continue
    const rowsRead = feed.records.filter((record) => record.table === table).length
    const unidentified = quarantined.filter((row) => row.table === table && row.sourcedId === null).length
    const end = {
      table,
      wholeSet: true,
      endSeen: true,
      rowsRead,
      rowsAnnounced: null,
      rowsUnidentified: unidentified,
      delta: feed.deltas?.[table] !== undefined,
    }
    yield { type: 'table-end', evidence: proveComplete({ ...end, ...feed.ends?.[table] }) }
  }
}

export function org(sourcedId: string, over: Partial<OrgRecord> = {}): OrgRecord {
  return {
    table: 'orgs',
    sourcedId,
    status: 'active',
    name: `Org ${sourcedId}`,
    type: 'school',
    identifier: null,
    parentSourcedId: null,
    ...over,
  }
}

export function schoolClass(sourcedId: string, over: Partial<ClassRecord> = {}): ClassRecord {
  return {
    table: 'classes',
    sourcedId,
    status: 'active',
    title: `Class ${sourcedId}`,
    classCode: null,
    classType: 'scheduled',
    location: null,
    grades: [],
    subjects: [],
    periods: [],
    schoolSourcedId: 's1',
    courseSourcedId: null,
    termSourcedIds: [],
    ...over,
  }
}

export function feedRole(role: FeedRole['role'], orgSourcedId: string, over: Partial<FeedRole> = {}): FeedRole {
  return { role, roleType: 'primary', orgSourcedId, beginDate: null, endDate: null, ...over }
}

export function person(sourcedId: string, over: Partial<PersonRecord> = {}): PersonRecord {
  return {
    table: 'people',
    sourcedId,
    status: 'active',
    enabled: true,
    givenName: `Given ${sourcedId}`,
    familyName: `Family ${sourcedId}`,
    middleName: null,
    preferredGivenName: null,
    preferredFamilyName: null,
    username: null,
    email: null,
    identifier: null,
    userIds: [],
    grades: [],
    feedRoles: [feedRole('student', 's1')],
    metadata: {},
    ...over,
  }
}

export function enrolment(
  classSourcedId: string,
  personSourcedId: string,
  over: Partial<EnrolmentRecord> = {},
): EnrolmentRecord {
  return {
    table: 'enrolments',
    sourcedId: `${classSourcedId}-${personSourcedId}`,
    status: 'active',
    classSourcedId,
    personSourcedId,
    role: 'student',
    primary: false,
    beginDate: null,
    endDate: null,
    ...over,
  }
}

/** `count` students of one school, all in one class with one teacher. */
export function smallDistrict(count = 20): RosterRecord[] {
  const students = Array.from({ length: count }, (_, index) => person(`p${String(index + 1).padStart(3, '0')}`))
  return [
    org('d', { type: 'district' }),
    org('s1', { parentSourcedId: 'd' }),
    org('s2', { parentSourcedId: 'd' }),
    schoolClass('c1'),
    person('t1', { feedRoles: [feedRole('teacher', 's1')] }),
    ...students,
    enrolment('c1', 't1', { role: 'teacher', primary: true }),
    ...students.map(({ sourcedId }) => enrolment('c1', sourcedId)),
  ]
}
