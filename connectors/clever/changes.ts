/**
 * Reads what changed since an event. Clever keeps events for 30 days, oldest first, each with the whole object
 * (dev.clever.com, "Updating Data with Events"). What is gone from their beginning is gone without a sign: a place from
 * which nobody can show that nothing is missing is not gone on from.
 */

import type { Bookmark } from '../../src/roster/bookmark.ts'
import type { PersonRecord } from '../../src/roster/model.ts'
import { readMoment } from '../../src/feed/dates.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { CleverDistrict } from './district.ts'
import { fieldOf, listOf, textOf } from './json.ts'
import type { ObjectReader } from './object-reader.ts'
import { type Asked, NotShared, readPages } from './pages.ts'
import { readPerson } from './people.ts'

/** Shorter than the thirty days of Clever: an event at the very end of them may go while it is read. */
const DAYS_MAX = 25
const DAY_MS = 86_400_000
/** With more changes than that the whole set is no slower, and nothing has to be kept. */
const EVENTS_MAX = 20_000

const COLLECTIONS = ['districts', 'schools', 'terms', 'courses', 'sections'] as const
export type TouchedCollection = (typeof COLLECTIONS)[number]

/** One user and the last that was said of them. */
export interface ChangedUser {
  /** Number of the event, from 1. */
  readonly row: number
  readonly modifiedAt: string
  /** Deleted, or no longer shared. */
  readonly gone: boolean
  readonly object: unknown
}

export interface Changes {
  readonly touched: ReadonlySet<TouchedCollection>
  readonly users: readonly ChangedUser[]
  /** The last event; null: there was none. */
  readonly last: string | null
  readonly rowsRead: number
}

/** What a Clever bookmark says. `lastEvent` is empty where there was no event at all. */
export function makeBookmark(asked: Asked, district: CleverDistrict, lastEvent: string): Bookmark {
  return { district: district.id, version: asked.config.version, lastEvent, at: asked.io.now().toISOString() }
}

/** The last event of all, '' where there is none; null: events can't be read with this token. */
export async function findLastEvent({ client }: Asked): Promise<string | null> {
  const answer = await client.get('/events', { limit: '1', ending_before: 'last' }, (body) => listOf(body, 'data'))
  if ('refused' in answer) return null
  const last = answer.value.at(-1)
  return last === undefined ? '' : textOf(fieldOf(last, 'data'), 'id')
}

/**
 * What happened since the bookmark; null: the whole set is to be read instead, because the bookmark is another district's
 * or version's, too old, no longer known to Clever, followed by too much, or by something that can't be understood.
 */
export async function readChanges(asked: Asked, district: CleverDistrict): Promise<Changes | null> {
  const { bookmark, now } = asked.io
  if (bookmark?.['district'] !== district.id || bookmark['version'] !== asked.config.version) return null
  const since = Date.parse(bookmark['at'] ?? '')
  if (!(now().getTime() - since <= DAYS_MAX * DAY_MS)) return null
  const lastEvent = bookmark['lastEvent'] ?? ''
  if (lastEvent !== '' && !(await isKnown(asked, lastEvent))) return null
  try {
    return await collect(asked, lastEvent)
  } catch (error) {
    if (error instanceof NotShared) return null
    throw error
  }
}

/** Whether Clever still has the event: then it has everything that came after it. */
async function isKnown({ client }: Asked, id: string): Promise<boolean> {
  if (!isIdentifier(id)) return false
  const answer = await client.get(`/events/${encodeURIComponent(id)}`, {}, (body) => fieldOf(body, 'data') ?? null)
  return 'value' in answer && textOf(answer.value, 'id') === id
}

async function collect(asked: Asked, lastEvent: string): Promise<Changes | null> {
  const touched = new Set<TouchedCollection>()
  const users = new Map<string, ChangedUser>()
  let [row, last]: [number, string | null] = [0, null]
  const query = lastEvent === '' ? {} : { starting_after: lastEvent }
  for await (const page of readPages(asked, '/events', query)) {
    for (const event of page.objects) {
      row += 1
      const read = readEvent(event, row)
      if (read === null || row > EVENTS_MAX) return null
      last = read.id
      if (read.collection !== null) touched.add(read.collection)
      // Of a user the last word counts; in the order of that word.
      if (read.user === null) continue
      users.delete(read.user.id)
      users.set(read.user.id, read.user.changed)
    }
  }
  return { touched, users: [...users.values()], last, rowsRead: row }
}

interface ReadEvent {
  readonly id: string
  readonly collection: TouchedCollection | null
  readonly user: { readonly id: string; readonly changed: ChangedUser } | null
}

/** One event; null: not understood, and then nobody knows what else it meant. */
function readEvent(event: unknown, row: number): ReadEvent | null {
  const id = textOf(event, 'id')
  const [kind = '', what = ''] = (textOf(event, 'type') ?? '').split('.')
  if (id === null || !['created', 'updated', 'deleted'].includes(what)) return null
  const collection = COLLECTIONS.find((name) => name === kind) ?? null
  if (kind !== 'users') return { id, collection, user: null }
  const object = fieldOf(fieldOf(event, 'data'), 'object')
  const user = textOf(object, 'id')
  const created = readMoment(textOf(event, 'created') ?? '')
  if (user === null || !isIdentifier(user) || created === null) return null
  const modifiedAt = new Date(created.value).toISOString()
  return { id, collection, user: { id: user, changed: { row, modifiedAt, gone: what === 'deleted', object } } }
}

/** The record of a changed user. Who is gone needs nothing but the id. */
export function readChangedUser(
  reader: ObjectReader,
  { object, row, gone }: ChangedUser,
  district: CleverDistrict,
): PersonRecord {
  reader.begin(object, row)
  const person = readPerson(reader, district.id)
  if (!gone) return person
  reader.faults = []
  reader.takeInfos()
  return { ...person, status: 'gone' }
}
