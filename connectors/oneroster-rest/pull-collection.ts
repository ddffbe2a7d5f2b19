/**
 * Pulls one collection to the disk until it is proven whole, or shown that it can't be: by the number of rows that the
 * server tells, by the revision of its data, or by a second read that brings the same ids.
 */

import type { OneRosterClient } from 'oneroster-client'
import type { Collections } from 'oneroster-client/collections'
import { doubtsOf } from 'oneroster-client/completeness'
import type { Doubt, PageFigures } from 'oneroster-client/completeness'
import type { Page } from 'oneroster-client/page'
import type { FeedIo } from '../../src/feed/connector.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { removeStagedFile, stageFile } from '../../src/feed/staging.ts'
import { toRow } from './cells.ts'
import type { RosterCollection } from './cells.ts'
import { inPieces, toLine } from './kept-rows.ts'
import { SeenIds } from './seen-ids.ts'

export interface PullWorld {
  readonly client: OneRosterClient
  readonly io: FeedIo
  readonly signal: AbortSignal
  /** Told of every page: rows of the collection so far. */
  readonly onPage: (collection: RosterCollection, page: PageFigures) => void
}

export interface PulledCollection {
  readonly collection: RosterCollection
  /** The scratch file; the caller removes it. */
  readonly path: string
  /** Different records that came, of changes also those that are older than was asked for. */
  readonly records: number
  /** Rows that came once more, as they were. */
  readonly repeated: number
  /** How many records the server says there are; null: it doesn't. */
  readonly announced: number | null
  /** Why it isn't proven whole; null: it is. */
  readonly doubt: string | null
  /** Only what changed since the moment that was asked for. */
  readonly isDelta: boolean
  readonly revisions: ReadonlySet<string | null>
  /** The latest dateLastModified in it, as milliseconds; null: none could be read. */
  readonly newest: number | null
  readonly warnings: ReadonlySet<Page<unknown>['warnings'][number]>
}

/** `since`: only what was changed at that moment or later; null: everything. Throws OneRosterError, or the signal's reason. */
export async function pullCollection(
  collection: RosterCollection,
  since: Date | null,
  world: PullWorld,
): Promise<PulledCollection> {
  const seen = new SeenIds()
  let last: { readonly read: Read; readonly doubts: readonly Doubt[] } | null = null
  for (let reads = 1; ; reads += 1) {
    if (last !== null) await removeStagedFile(last.read.path)
    const read: Read = await readOnce(collection, { since, seen, world })
    const doubts = doubtsOf(read.figures)
    const same = seen.isAsBefore()
    const doubt = judge(read, { doubts, same, before: last?.doubts ?? null })
    const isLast = reads > world.io.limits.restartsMax
    if (doubt === null || isLast || isSettled(read, doubts, same))
      return { ...read, collection, doubt, announced: announcedBy(read) }
    last = { read, doubts }
  }
}

interface Read extends Omit<PulledCollection, 'collection' | 'doubt' | 'announced'> {
  readonly figures: readonly PageFigures[]
}

interface Reading {
  readonly since: Date | null
  readonly seen: SeenIds
  readonly world: PullWorld
}

async function readOnce(collection: RosterCollection, { since, seen, world }: Reading): Promise<Read> {
  const tally: Tally = { figures: [], unnamed: 0, repeated: 0, newest: null }
  seen.beginRead()
  const lines = readLines(collection, { since, seen, world }, tally)
  const path = await stageFile(world.io.reach.stagingFolder, inPieces(lines))
  const { figures, unnamed, repeated, newest } = tally
  return {
    path,
    figures,
    records: seen.count + unnamed,
    repeated,
    newest,
    isDelta: since !== null && figures[0]?.asked.filter !== null,
    revisions: new Set(figures.map(({ revision }) => revision)),
    warnings: new Set(figures.flatMap(({ warnings }) => warnings)),
  }
}

interface Tally {
  readonly figures: PageFigures[]
  /** Rows without an id. */
  unnamed: number
  repeated: number
  newest: number | null
}

async function* readLines(
  collection: RosterCollection,
  { since, seen, world }: Reading,
  tally: Tally,
): AsyncGenerator<string> {
  const { client, signal } = world
  const filter = since === null ? {} : { filter: `dateLastModified>='${since.toISOString()}'` }
  for await (const page of client.pages(collection, { ...filter, signal })) {
    const { rows, ...figures } = page
    tally.figures.push(figures)
    world.onPage(collection, figures)
    for (const { record, issues } of rows as readonly { record: Collections[RosterCollection]; issues: [] }[]) {
      const line = toLine(toRow(collection, record, issues))
      const met = meet(record.sourcedId?.trim() ?? '', line, { seen, tally })
      if (met === 'same') tally.repeated += 1
      else if (!isOlder(record.dateLastModified, since, tally)) yield line
    }
  }
}

/** Whether the row came before in this read. Of one without an id nobody can say whose it is: it is read, and quarantined. */
function meet(
  id: string,
  line: string,
  { seen, tally }: { readonly seen: SeenIds; readonly tally: Tally },
): 'new' | 'same' | 'other' {
  if (isIdentifier(id)) return seen.take(id, line)
  tally.unnamed += 1
  return 'new'
}

/** Notes the moment; true: it lies before what was asked for, because the server doesn't filter. */
function isOlder(text: string | null, since: Date | null, tally: Tally): boolean {
  const moment = text === null ? Number.NaN : Date.parse(text)
  if (Number.isNaN(moment)) return false
  tally.newest = Math.max(tally.newest ?? moment, moment)
  return since !== null && tally.figures[0]?.asked.filter !== null && moment < since.getTime()
}

/** What the number of rows tells: the last one that the server told. */
function announcedBy({ figures }: Read): number | null {
  return figures.findLast(({ declaredTotal }) => declaredTotal !== null)?.declaredTotal ?? null
}

const SAYS: Readonly<Record<Doubt, string>> = {
  end_not_seen: 'the page without a row that ends a collection was not seen',
  gap: 'the pages do not follow one another',
  filtered: 'only changes were asked for',
  total_differs: 'the server tells another number of records than it sends',
  total_moved: 'the number of records moved while they were read',
  revision_moved: 'the data changed while they were read',
  rows_repeated: 'rows came twice, so that others may be missing',
  rows_unreadable: 'there are rows that are no objects',
  order_unknown: 'the server neither sorts its pages nor tells how many records there are',
}

/** Doubts that a second read with the same ids takes away: they are about what may have moved. */
const SETTLED_BY_SAME: ReadonlySet<Doubt> = new Set(['order_unknown', 'rows_repeated', 'total_moved'])

function judge(
  read: Read,
  {
    doubts,
    same,
    before,
  }: { readonly doubts: readonly Doubt[]; readonly same: boolean; readonly before: readonly Doubt[] | null },
): string | null {
  const announced = announcedBy(read)
  const first = doubts.find((doubt) => {
    if (doubt === 'filtered') return false
    // Rows that came twice count once: what was announced is compared with different records.
    if (doubt === 'total_differs') return announced !== read.records
    if (doubt === 'rows_repeated') return announced !== read.records && !same
    return !(same && SETTLED_BY_SAME.has(doubt))
  })
  if (first !== undefined) return SAYS[first]
  const isTold = announced !== null || read.figures.some(({ revision }) => revision !== null)
  if (isTold || same || read.isDelta) return null
  return before === null
    ? 'the server tells neither the number of records nor a revision, and they were read once only'
    : 'two reads did not bring the same records'
}

/**
 * Whether another read is of no use: it would say the same again; everything is read anew, because the data is another; or
 * only changes were asked for, and those that were missed come with the next whole set.
 */
function isSettled(read: Read, doubts: readonly Doubt[], same: boolean): boolean {
  if (read.isDelta || doubts.includes('revision_moved')) return true
  return same && !doubts.some((doubt) => SETTLED_BY_SAME.has(doubt))
}
