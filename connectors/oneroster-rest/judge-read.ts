/** Whether one read of a collection brought all of it: by what the server tells, or by the read before. Pure. */

import { doubtsOf } from 'oneroster-client/completeness'
import type { PageFigures } from 'oneroster-client/completeness'

/** A read that came to its end. */
export interface ReadFigures {
  readonly pages: readonly PageFigures[]
  /** Different records that came. */
  readonly records: number
  /** It brought exactly the records of the read before it. */
  readonly same: boolean
  /** Only changes were asked for, and the server understood. */
  readonly isDelta: boolean
}

export interface Verdict {
  /** Why it isn't proven that all came, in words; null: it is. */
  readonly doubt: string | null
  /** Another read may tell more. */
  readonly again: boolean
}

/**
 * Judges a read. It is whole where the pages follow one another to the empty one, and the number that the server tells is
 * that of the records; or it tells a revision, which stays; or a second read brings the same.
 */
export function judgeRead(read: ReadFigures): Verdict {
  const { pages, same, isDelta } = read
  const client = new Set(doubtsOf(pages))
  const revisions = new Set(pages.flatMap(({ revision }) => revision ?? []))
  // All of the collections are read anew then.
  if (revisions.size > 1) return lasting('the data changed while it was read')
  if (client.has('end_not_seen')) return lasting('the page without a row that ends a collection was not seen')
  if (client.has('gap')) return lasting('the pages do not follow one another')
  const doubt = moving(read, { client, isOfOneRevision: revisions.size === 1 })
  // Changes that were missed come with the next whole set.
  if (doubt !== null) return { doubt, again: !isDelta }
  const fixed = standing(read, client)
  return { doubt: fixed, again: fixed !== null && !same && !isDelta }
}

function lasting(doubt: string): Verdict {
  return { doubt, again: false }
}

/** Doubts that come from data that moves, which another read may take away. */
function moving(
  { pages, records, same, isDelta }: ReadFigures,
  { client, isOfOneRevision }: { readonly client: ReadonlySet<string>; readonly isOfOneRevision: boolean },
): string | null {
  const totals = totalsOf(pages)
  if (totals.size > 1) return 'the number of records moved while they were read'
  if (same || totals.has(records)) return null
  if (client.has('rows_repeated')) return 'rows came twice, so that others may be missing'
  if (totals.size > 0 || isOfOneRevision || isDelta) return null
  return 'the server tells neither how many records there are nor a revision, and no two reads brought the same ones'
}

/** Doubts that stay where two reads bring the same. */
function standing({ pages, records, same }: ReadFigures, client: ReadonlySet<string>): string | null {
  if (client.has('rows_unreadable')) return 'there are rows that are no objects'
  const [total] = totalsOf(pages)
  const received = pages.reduce((sum, page) => sum + page.received, 0)
  // A record that stands in the feed twice counts twice there; that no other is missing instead shows when it stays so.
  if (total === undefined || total === records || (same && total === received)) return null
  return `the server tells of ${total} records and sends ${records}`
}

/**
 * What the server says of the number of records. Some tell nothing with the empty page, and some tell how many are on the
 * page.
 */
function totalsOf(pages: readonly PageFigures[]): ReadonlySet<number> {
  const isPageCount = pages.every(({ declaredTotal, received }) => declaredTotal === received)
  if (isPageCount && pages.length > 1) return new Set()
  return new Set(pages.flatMap(({ declaredTotal }) => declaredTotal ?? []))
}
