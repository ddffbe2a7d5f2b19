/** Reads everything that Clever has of a district, or those of its tables that are wanted as a whole. */

import type { FeedEvent } from '../../src/feed/connector.ts'
import { type CompleteTable, type IncompleteTable, proveComplete } from '../../src/roster/complete-table.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterRecord, Table } from '../../src/roster/model.ts'
import { Collection, type Numbered } from './collection.ts'
import type { CleverDistrict } from './district.ts'
import { notShared } from './failures.ts'
import { NAMELESS_SECTION, readMembers } from './members.ts'
import { ObjectReader } from './object-reader.ts'
import { type Asked, NotShared } from './pages.ts'
import { readClass, readCourse, readDistrictOrg, readSchool, readTerm } from './parse.ts'
import { readPerson } from './people.ts'
import { TableBatch } from './table-batch.ts'

/** The collections that tables are read from. Sections hold the classes and, as their members, the enrolments. */
export const COLLECTION_OF: Readonly<Record<Table, string>> = {
  orgs: 'schools',
  terms: 'terms',
  courses: 'courses',
  classes: 'sections',
  people: 'users',
  enrolments: 'sections',
}

/** Collections that a district need not share: without them classes have no dates, or no courses. */
const OPTIONAL: ReadonlySet<string> = new Set(['terms', 'courses'])
/** Where enrolments stand, in diagnostics: they are parts of sections, so they are counted by themselves. */
const MEMBERS_FILE = 'section members'

export class WholeSet {
  readonly #asked: Asked
  readonly #district: CleverDistrict
  readonly #wanted: ReadonlySet<Table>
  readonly #batches = new Map<Table, TableBatch>()
  readonly #collections = new Map<string, Collection>()
  readonly #terms = new Map<string, { readonly startDate: string; readonly endDate: string }>()

  constructor(asked: Asked, district: CleverDistrict, wanted: ReadonlySet<Table> = new Set(TABLES)) {
    this.#asked = asked
    this.#district = district
    this.#wanted = wanted
  }

  /** All rows, without the evidence. */
  async *rows(): AsyncGenerator<FeedEvent> {
    yield* this.#readOrgs()
    yield* this.#readTable('terms', readTerm)
    yield* this.#readTable('courses', readCourse)
    yield* this.#readSections()
    yield* this.#readTable('people', readPerson)
  }

  /** The evidence of a table that was wanted; null: it is not shared, and nothing was said of it. */
  prove(table: Table): CompleteTable | IncompleteTable | null {
    const batch = this.#batches.get(table)
    const end = this.#collections.get(COLLECTION_OF[table])?.end ?? null
    if (batch === undefined) return null
    if (end !== null && end.announced !== null && end.announced !== end.distinct)
      return {
        table,
        rowsRead: batch.rowsRead,
        reason: `Clever counts ${end.announced} records of ${COLLECTION_OF[table]} and gave ${end.distinct}`,
      }
    return proveComplete({
      table,
      wholeSet: true,
      endSeen: end?.endSeen === true,
      rowsRead: batch.rowsRead,
      rowsAnnounced: null,
      rowsUnidentified: batch.rowsUnidentified,
    })
  }

  async *#readOrgs(): AsyncGenerator<FeedEvent> {
    if (!this.#wanted.has('orgs')) return
    const batch = this.#open('orgs')
    yield { type: 'table-begin', table: 'orgs', mode: 'bulk' }
    const reader = new ObjectReader('districts', this.#asked.io.limits)
    reader.begin(this.#district.object, 1)
    batch.takeObject(reader, readDistrictOrg(reader))
    yield* this.#readInto(batch, readSchool)
  }

  async *#readTable(
    table: 'terms' | 'courses' | 'people',
    read: (reader: ObjectReader, district: string) => RosterRecord,
  ): AsyncGenerator<FeedEvent> {
    if (!this.#wanted.has(table)) return
    const batch = this.#open(table)
    try {
      let begun = false
      for await (const event of this.#readInto(batch, read)) {
        if (!begun) yield { type: 'table-begin', table, mode: 'bulk' }
        begun = true
        yield event
      }
      if (!begun) yield { type: 'table-begin', table, mode: 'bulk' }
    } catch (error) {
      if (!(error instanceof NotShared) || !OPTIONAL.has(COLLECTION_OF[table])) throw shared(error, table)
      this.#batches.delete(table)
      const file = COLLECTION_OF[table]
      yield {
        type: 'diagnostics',
        diagnostics: [
          { code: 'collection_absent', file, row: null, field: null, expected: `${file} shared with the app` },
        ],
      }
    }
  }

  async *#readInto(
    batch: TableBatch,
    read: (reader: ObjectReader, district: string) => RosterRecord,
  ): AsyncGenerator<FeedEvent> {
    const reader = new ObjectReader(COLLECTION_OF[batch.table], this.#asked.io.limits)
    for await (const page of this.#pagesOf(batch.table)) {
      for (const { object, row } of page) {
        reader.begin(object, row)
        const record = read(reader, this.#district.id)
        batch.say(reader.takeInfos())
        batch.takeObject(reader, record)
        if (record.table === 'terms' && reader.faults.length === 0) this.#terms.set(record.sourcedId, record)
        if (batch.isFull) yield* this.#hand(batch)
      }
      yield this.#progress(batch.table)
    }
    yield* this.#hand(batch)
  }

  async *#readSections(): AsyncGenerator<FeedEvent> {
    if (!this.#wanted.has('classes')) return
    const [classes, enrolments] = [this.#open('classes'), this.#open('enrolments')]
    yield { type: 'table-begin', table: 'classes', mode: 'bulk' }
    yield { type: 'table-begin', table: 'enrolments', mode: 'bulk' }
    const reader = new ObjectReader('sections', this.#asked.io.limits)
    for await (const page of this.#pagesOf('classes')) {
      for (const section of page) {
        this.#takeClass(section, reader, classes)
        if (classes.isFull) yield* this.#hand(classes)
        yield* this.#takeMembers(section, reader, enrolments)
      }
      yield this.#progress('enrolments')
    }
    yield* this.#hand(classes)
    yield* this.#hand(enrolments)
  }

  #takeClass({ object, row }: Numbered, reader: ObjectReader, batch: TableBatch): void {
    reader.begin(object, row)
    const record = readClass(reader, this.#district.id)
    batch.say(reader.takeInfos())
    batch.takeObject(reader, record)
  }

  /** The members of one section. Of a section of which nobody knows which it is, nobody knows the members either. */
  *#takeMembers({ object, row }: Numbered, reader: ObjectReader, batch: TableBatch): Generator<FeedEvent> {
    reader.begin(object, row)
    const section = reader.identify()
    for (const member of section === null ? [NAMELESS_SECTION] : readMembers(reader, section, this.#terms)) {
      const at = { file: MEMBERS_FILE, row: batch.rowsRead + 1 }
      if ('enrolment' in member) batch.take(at, member.enrolment)
      else batch.quarantine(at, null, [{ ...at, ...member }])
      if (batch.isFull) yield* this.#hand(batch)
    }
    // What is odd about the section itself was said with the class.
    reader.takeInfos()
  }

  #open(table: Table): TableBatch {
    const batch = new TableBatch(table, this.#asked.io.limits.batchRows)
    this.#batches.set(table, batch)
    return batch
  }

  async *#pagesOf(table: Table): AsyncGenerator<readonly Numbered[]> {
    const collection = new Collection(this.#asked, `/${COLLECTION_OF[table]}`)
    this.#collections.set(COLLECTION_OF[table], collection)
    try {
      yield* collection.pages()
    } catch (error) {
      throw OPTIONAL.has(COLLECTION_OF[table]) ? error : shared(error, table)
    }
  }

  *#hand(batch: TableBatch): Generator<FeedEvent> {
    for (const event of batch.flush()) {
      yield event
      this.#asked.io.signal.throwIfAborted()
    }
  }

  #progress(table: Table): FeedEvent {
    return { type: 'progress', table, bytesRead: this.#asked.client.bytesRead, bytesTotal: null }
  }
}

function shared(error: unknown, table: Table): unknown {
  return error instanceof NotShared ? notShared(COLLECTION_OF[table], error.status) : error
}
