/** Reads a OneRoster API from its first page to the evidence at its end, as the events of the connector contract. */

import type { OneRosterClient } from 'oneroster-client'
import type { PageFigures } from 'oneroster-client/completeness'
import type { FeedEvent, FeedIo } from '../../src/feed/connector.ts'
import { isAllRead, proveComplete } from '../../src/roster/complete-table.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import type { CompleteTable, IncompleteTable } from '../../src/roster/complete-table.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import { Failure } from '../../src/roster/failure.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { Table } from '../../src/roster/model.ts'
import type { RosterCollection } from './cells.ts'
import { hasRevision, openClient } from './client.ts'
import { profileOf } from './config.ts'
import type { OneRosterRestConfig } from './config.ts'
import { nextBookmark, placeInFeed } from './changes.ts'
import { asFailure } from './failures.ts'
import { readKept, toLine } from './kept-rows.ts'
import type { PulledCollection } from './pull-collection.ts'
import { collectionsOf, pullRoster, removeParts } from './pull-roster.ts'
import type { PulledRoster } from './pull-roster.ts'
import type { Profile } from './profiles.ts'
import { RecordRows } from './record-rows.ts'
import { SeenIds } from './seen-ids.ts'

/** Everything that `Connector.read` promises. Throws `Failure` only. */
export async function* readRoster(config: OneRosterRestConfig, io: FeedIo): AsyncGenerator<FeedEvent> {
  try {
    const reading = new Reading(config, io)
    try {
      yield* reading.events()
    } finally {
      await reading.end()
    }
  } catch (error) {
    throw asFailure(error, io.signal)
  }
}

const PROGRESS_MS = 500

class Reading {
  readonly #config: OneRosterRestConfig
  readonly #io: FeedIo
  readonly #profile: Profile
  readonly #stop = new AbortController()
  /** Rows of each collection so far. */
  readonly #rows = new Map<RosterCollection, number>()
  /** What the last page was of. */
  #table: Table = 'orgs'
  #pulling: Promise<PulledRoster> | null = null
  readonly #clock: NodeJS.Timeout

  constructor(config: OneRosterRestConfig, io: FeedIo) {
    this.#config = config
    this.#io = io
    this.#profile = profileOf(config)
    // The client limits each collection; this is for all of them, and for those that are read anew.
    this.#clock = setTimeout(() => this.#stop.abort(tooLong(io)), io.limits.elapsedMsMax)
  }

  async *events(): AsyncGenerator<FeedEvent> {
    const begun = this.#io.now()
    const client = openClient(this.#config, this.#io)
    const place = placeInFeed(this.#config, this.#io)
    if (place?.revision !== undefined && (await hasRevision(client, place.revision, this.#io.signal))) {
      yield* nothingNew(place.bookmark)
      return
    }
    this.#pulling = this.#pull(client, this.#profile.datesChanges ? (place?.since ?? null) : null)
    yield* this.#whilePulling(this.#pulling)
    const roster = await this.#pulling
    const tables = TABLES.map((table) => new PulledTable(table, roster, this.#profile))
    for (const table of tables) yield* this.#handOn(table)
    const ends = tables.map((table) => table.evidence())
    for (const evidence of ends) yield { type: 'table-end', evidence }
    const isWhole = ends.every(isAllRead)
    const bookmark = isWhole ? nextBookmark(this.#config, roster, { begun, before: place }) : null
    if (bookmark !== null) yield { type: 'bookmark', bookmark }
  }

  /** Gives back what the reading took, whether it came to its end or was left. */
  async end(): Promise<void> {
    clearTimeout(this.#clock)
    this.#stop.abort(new Error('The reader of the feed has left.'))
    const roster = await this.#pulling?.catch(() => null)
    await removeParts(roster?.parts ?? [])
  }

  async #pull(client: OneRosterClient, since: Date | null): Promise<PulledRoster> {
    const signal = AbortSignal.any([this.#io.signal, this.#stop.signal])
    const onPage = (collection: RosterCollection, { offset, received }: PageFigures): void => {
      this.#rows.set(collection, offset + received)
      this.#table = TABLES.find((table) => collectionsOf(table, this.#profile).includes(collection)) ?? this.#table
    }
    return pullRoster({ profile: this.#profile, since, world: { client, io: this.#io, signal, onPage } })
  }

  async *#whilePulling(pulling: Promise<PulledRoster>): AsyncGenerator<FeedEvent> {
    const pull = { isOver: false }
    const end = (): void => void (pull.isOver = true)
    const done = pulling.then(end, end)
    for (;;) {
      let timer: NodeJS.Timeout | undefined
      const moment = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PROGRESS_MS)
      })
      await Promise.race([done, moment]).finally(() => clearTimeout(timer))
      if (pull.isOver) return
      const rows = [...this.#rows.values()].reduce((sum, each) => sum + each, 0)
      yield { type: 'progress', table: this.#table, bytesRead: rows, bytesTotal: null }
    }
  }

  async *#handOn(table: PulledTable): AsyncGenerator<FeedEvent> {
    const diagnostics = table.diagnostics()
    if (diagnostics.length > 0) yield { type: 'diagnostics', diagnostics }
    if (table.parts.length === 0) return
    yield { type: 'table-begin', table: table.table, mode: table.isDelta ? 'delta' : 'bulk' }
    const seen = table.parts.length > 1 ? new SeenIds() : null
    seen?.beginRead()
    for (const part of table.parts) yield* this.#rowsOf(part, table, seen)
  }

  /** `seen`: where a table stands in several collections, a record may stand in more than one of them. */
  async *#rowsOf(part: PulledCollection, table: PulledTable, seen: SeenIds | null): AsyncGenerator<FeedEvent> {
    const rows = new RecordRows(part.collection, table.table, { io: this.#io, delta: table.isDelta })
    let number = 0
    for await (const row of readKept(part.path)) {
      number += 1
      if (seen?.take(row.cells[0] ?? '', toLine(row)) === 'same') continue
      rows.take(row, number)
      if (rows.waiting < this.#io.limits.batchRows) continue
      this.#io.signal.throwIfAborted()
      yield* rows.flush()
    }
    yield* rows.flush()
    table.unidentified += rows.unidentified
  }
}

function tooLong({ limits }: FeedIo): Failure {
  const minutes = Math.round(limits.elapsedMsMax / 60_000)
  return new Failure(
    'READ_TOO_LONG',
    'operator',
    `Reading the OneRoster server took longer than ${minutes} minutes. Nothing was changed. If that is how long it takes, raise elapsedMsMax in config/limits.json; a larger pageSize may help.`,
  )
}

/** The data is what it was the last time: every table came as changes, of which there are none. */
function* nothingNew(bookmark: Bookmark): Generator<FeedEvent> {
  for (const table of TABLES) yield { type: 'table-begin', table, mode: 'delta' }
  for (const table of TABLES) {
    const none = { rowsRead: 0, rowsAnnounced: null, rowsUnidentified: 0 }
    yield {
      type: 'table-end',
      evidence: proveComplete({ table, wholeSet: false, delta: true, endSeen: true, ...none }),
    }
  }
  yield { type: 'bookmark', bookmark }
}

/** What was pulled of one table. */
class PulledTable {
  readonly table: Table
  readonly parts: readonly PulledCollection[]
  readonly isDelta: boolean
  /** Rows of which nobody can say whom they are about. */
  unidentified = 0
  readonly #roster: PulledRoster
  readonly #missing: PulledRoster['missing']

  constructor(table: Table, roster: PulledRoster, profile: Profile) {
    const collections = collectionsOf(table, profile)
    this.table = table
    this.parts = collections.flatMap((name) => roster.parts.find(({ collection }) => collection === name) ?? [])
    this.isDelta = this.parts.some((part) => part.isDelta)
    this.#roster = roster
    this.#missing = roster.missing.filter(({ collection }) => collections.includes(collection))
  }

  evidence(): CompleteTable | IncompleteTable {
    const { table, parts } = this
    const rowsRead = parts.reduce((sum, { records }) => sum + records, 0)
    const reason = this.#doubt()
    if (reason !== null) return { table, rowsRead, reason }
    return proveComplete({
      table,
      wholeSet: !this.isDelta,
      delta: this.isDelta,
      endSeen: true,
      rowsRead,
      // What was announced is compared where a collection was pulled.
      rowsAnnounced: null,
      rowsUnidentified: this.unidentified,
    })
  }

  #doubt(): string | null {
    const [missing] = this.#missing
    if (missing !== undefined) return WHY[missing.why](missing.collection)
    const { moved } = this.#roster
    if (moved > 0) return `the data changed while it was read, ${moved} times in a row`
    const doubtful = this.parts.find(({ doubt }) => doubt !== null)
    return doubtful === undefined ? null : `${doubtful.collection}: ${doubtful.doubt}`
  }

  diagnostics(): Diagnostic[] {
    return [
      ...this.#missing.map(({ collection }) =>
        about('collection_absent', collection, `${collection}; without it what is known of its table stays as it is`),
      ),
      ...this.parts.flatMap(({ collection, repeated, warnings }) => [
        ...(repeated > 0 ? [about('duplicate_same', collection, 'each record once')] : []),
        ...[...warnings].flatMap((warning) => {
          const expected = ODD[warning]
          return expected === undefined ? [] : [about('answer_odd', collection, expected)]
        }),
      ]),
    ]
  }
}

function about(code: Diagnostic['code'], file: string, expected: string): Diagnostic {
  return { code, file, row: null, field: null, expected }
}

const WHY = {
  absent: (name: string) => `the server does not have the collection ${name}`,
  forbidden: (name: string) => `the server does not share the collection ${name} with these credentials`,
} as const

type Warning = PulledCollection['warnings'] extends ReadonlySet<infer Each extends string> ? Each : never

/** What was expected instead; what proof or counts tell anyway is not said twice. */
const ODD: Partial<Record<Warning, string>> = {
  envelope_alternate: 'the list under the key that the standard names',
  encoding_guessed: 'UTF-8',
  limit_lowered: 'pages of the size that was asked for; smaller ones were taken',
  query_reduced: 'sorting by sourcedId; the server refuses it',
  link_ignored: 'a link to the next page that begins where this one ends',
  total_unreadable: 'a number of records that is a number',
}
