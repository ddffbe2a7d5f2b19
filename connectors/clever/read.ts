/** Reads a district from Clever, whole or what changed, as the events of the connector contract. */

import type { FeedEvent, FeedIo } from '../../src/feed/connector.ts'
import { type CompleteTable, type IncompleteTable, isAllRead, proveComplete } from '../../src/roster/complete-table.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { Table } from '../../src/roster/model.ts'
import {
  type Changes,
  type TouchedCollection,
  findLastEvent,
  makeBookmark,
  readChangedUser,
  readChanges,
} from './changes.ts'
import { CleverClient } from './client.ts'
import type { CleverConfig } from './config.ts'
import { type CleverDistrict, hasMoved, readDistrict, refusalOf } from './district.ts'
import { asFailure } from './failures.ts'
import { ObjectReader } from './object-reader.ts'
import type { Asked } from './pages.ts'
import { TableBatch } from './table-batch.ts'
import { WholeSet } from './whole-set.ts'

/** Everything that `Connector.read` promises. Throws `Failure` only. */
export async function* readClever(config: CleverConfig, io: FeedIo): AsyncGenerator<FeedEvent> {
  try {
    const asked: Asked = { client: new CleverClient(config, io), config, io }
    const district = await readDistrict(asked)
    const refusal = refusalOf(district, { now: io.now(), hoursMax: config.lastSyncHoursMax })
    if (refusal !== null) throw refusal
    const changes = config.events && !io.wholeSetWanted ? await readChanges(asked, district) : null
    yield* changes === null ? readWhole(asked, district) : readDelta(asked, district, changes)
  } catch (error) {
    throw asFailure(error, io.signal)
  }
}

async function* readWhole(asked: Asked, district: CleverDistrict): AsyncGenerator<FeedEvent> {
  // Before anything is read: what happens meanwhile is told again by the next changes, and means the same twice.
  const lastEvent = asked.config.events ? await findLastEvent(asked) : null
  const whole = new WholeSet(asked, district)
  yield* whole.rows()
  const evidence = TABLES.flatMap((table) => whole.prove(table) ?? [])
  const bookmark = lastEvent === null ? null : makeBookmark(asked, district, lastEvent)
  yield* endings({ evidence, bookmark, moved: await moved(asked, district) })
}

/** Tables that a change in a collection touches. Enrolments have the dates of their terms. */
const TOUCHES: Readonly<Record<TouchedCollection, readonly Table[]>> = {
  districts: ['orgs'],
  schools: ['orgs'],
  terms: ['terms', 'classes', 'enrolments'],
  courses: ['courses'],
  sections: ['terms', 'classes', 'enrolments'],
}

/**
 * Users as they changed. Of everything else an event only says where something changed: those collections are small, or,
 * as sections, say who is a member and not who no longer is, so they are read as whole sets.
 */
async function* readDelta(asked: Asked, district: CleverDistrict, changes: Changes): AsyncGenerator<FeedEvent> {
  const wanted = new Set<Table>([...changes.touched].flatMap((collection) => TOUCHES[collection]))
  for (const table of TABLES) if (!wanted.has(table)) yield { type: 'table-begin', table, mode: 'delta' }
  const whole = new WholeSet(asked, district, wanted)
  yield* whole.rows()
  yield* readUsers(asked, district, changes)
  const evidence = TABLES.flatMap((table) =>
    wanted.has(table) ? (whole.prove(table) ?? []) : proveDelta(table, table === 'people' ? changes.users.length : 0),
  )
  const lastEvent = changes.last ?? asked.io.bookmark?.['lastEvent'] ?? ''
  yield* endings({
    evidence,
    bookmark: makeBookmark(asked, district, lastEvent),
    moved: await moved(asked, district),
  })
}

async function* readUsers(asked: Asked, district: CleverDistrict, changes: Changes): AsyncGenerator<FeedEvent> {
  const batch = new TableBatch('people', asked.io.limits.batchRows)
  const reader = new ObjectReader('events', asked.io.limits)
  for (const changed of changes.users) {
    const person = readChangedUser(reader, changed, district)
    batch.say(reader.takeInfos())
    batch.takeObject(reader, person, changed.modifiedAt)
    if (!batch.isFull) continue
    yield* batch.flush()
    asked.io.signal.throwIfAborted()
  }
  yield* batch.flush()
}

function proveDelta(table: Table, rowsRead: number): IncompleteTable | CompleteTable {
  return proveComplete({
    table,
    wholeSet: false,
    delta: true,
    endSeen: true,
    rowsRead,
    rowsAnnounced: null,
    rowsUnidentified: 0,
  })
}

/** Whether Clever took in something new of the district since it was looked at first. */
async function moved(asked: Asked, before: CleverDistrict): Promise<boolean> {
  return hasMoved(before, await readDistrict(asked))
}

/**
 * The evidence, and the bookmark where everything up to it was read. While Clever took in new data, some tables may be of
 * before and some of after: what was said of records stands, and nothing is concluded from what was not said.
 */
function* endings(end: {
  readonly evidence: readonly (CompleteTable | IncompleteTable)[]
  readonly bookmark: Extract<FeedEvent, { type: 'bookmark' }>['bookmark'] | null
  readonly moved: boolean
}): Generator<FeedEvent> {
  const reason = 'Clever took in new data of the district while it was read'
  const evidence = end.moved
    ? end.evidence.map(({ table, rowsRead }): IncompleteTable => ({ table, rowsRead, reason }))
    : end.evidence
  for (const each of evidence) yield { type: 'table-end', evidence: each }
  if (end.bookmark !== null && evidence.every((each) => isAllRead(each)))
    yield { type: 'bookmark', bookmark: end.bookmark }
}
