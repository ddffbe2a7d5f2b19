/** Where in the feed the changes begin that were not read yet: what is kept between two reads, and how it is judged. */

import { createHash } from 'node:crypto'
import type { FeedIo } from '../../src/feed/connector.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import { profileOf } from './config.ts'
import type { OneRosterRestConfig } from './config.ts'
import type { PulledRoster } from './pull-roster.ts'

/**
 * Asked for once more each time: providers date in local time as if it were UTC, copy their data at intervals, and enter
 * changes late. A row that comes twice changes nothing.
 */
const OVERLAP_MS = 86_400_000
const FORMAT = '1'

export interface PlaceInFeed {
  /** The moment from which on changes are asked for. */
  readonly since: Date
  /** The revision of the data that was read; undefined: the server tells none. */
  readonly revision: string | undefined
  readonly bookmark: Bookmark
}

/** Where to go on; null: the whole set is to be read. */
export function placeInFeed(config: OneRosterRestConfig, io: FeedIo): PlaceInFeed | null {
  const { bookmark } = io
  if (config.incremental !== true || io.wholeSetWanted || bookmark === null) return null
  const since = Date.parse(bookmark['since'] ?? '')
  const isOurs = bookmark['format'] === FORMAT && bookmark['feed'] === printOf(config)
  if (!isOurs || Number.isNaN(since)) return null
  return { since: new Date(since - OVERLAP_MS), revision: bookmark['revision'], bookmark }
}

/**
 * What to keep of a read in which every table was proven; null: nothing. The latest date that the provider gave, on its own
 * clock, but never one after the read began: a date in the future would hide changes.
 */
export function nextBookmark(
  config: OneRosterRestConfig,
  { parts, revision }: PulledRoster,
  { begun, before }: { readonly begun: Date; readonly before: PlaceInFeed | null },
): Bookmark | null {
  if (config.incremental !== true) return null
  const dates = parts.flatMap(({ newest }) => newest ?? [])
  const known = before === null ? [] : [Date.parse(before.bookmark['since'] ?? '')]
  // A provider that dates nothing can't be asked for changes.
  if (dates.length + known.length === 0 && profileOf(config).datesChanges) return null
  const since = Math.min(begun.getTime(), Math.max(0, ...dates, ...known))
  return {
    format: FORMAT,
    feed: printOf(config),
    since: new Date(since).toISOString(),
    ...(revision === null ? {} : { revision }),
  }
}

/** Tells one feed from another, by what of the configuration decides whose data it is. */
function printOf({ baseUrl, version, profile, people, auth }: OneRosterRestConfig): string {
  const who = auth.type === 'oauth2' ? auth.clientId : auth.type
  return createHash('sha256')
    .update(JSON.stringify([baseUrl, version, profile, people, who]))
    .digest('hex')
    .slice(0, 16)
}
