/**
 * Pulls one collection to the disk until it is proven whole, or shown that it can't be: by the number of rows that the
 * server tells, by the revision of its data, or by a second read that brings the same ids.
 */

import type { OneRosterClient } from 'oneroster-client'
import type { Collections } from 'oneroster-client/collections'
import type { PageFigures } from 'oneroster-client/completeness'
import type { Page } from 'oneroster-client/page'
import type { FeedIo } from '../../src/feed/connector.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { removeStagedFile, stageFile } from '../../src/feed/staging.ts'
import { toRow } from './cells.ts'
import type { RosterCollection } from './cells.ts'
import { judgeRead } from './judge-read.ts'
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
  for (let reads = 1; ; reads += 1) {
    const read = await readOnce(collection, { since, seen, world })
    const { doubt, again } = judgeRead({ ...read, same: seen.isAsBefore() })
    if (!again || reads > world.io.limits.restartsMax) return { ...read, collection, doubt }
    await removeStagedFile(read.path)
  }
}

interface Read extends Omit<PulledCollection, 'collection' | 'doubt'> {
  readonly pages: readonly PageFigures[]
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
    pages: figures,
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
