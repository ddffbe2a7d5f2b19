/** Reads a list from its header to the evidence at its end, as the events of the connector contract. */

import type { FeedEvent, FeedIo, FilePreview, PreviewRow } from '../../src/feed/connector.ts'
import { CsvFile } from '../../src/feed/csv-file.ts'
import type { CsvEnd } from '../../src/feed/csv-file.ts'
import type { CsvRow } from '../../src/feed/csv-rows.ts'
import { overLimit } from '../../src/feed/package-limits.ts'
import { asFailure } from '../../src/feed/read-failure.ts'
import { RowReader } from '../../src/feed/row-reader.ts'
import { openSingleFile, type SingleFile } from '../../src/feed/single-file.ts'
import { proveComplete } from '../../src/roster/complete-table.ts'
import type { CompleteTable, IncompleteTable } from '../../src/roster/complete-table.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import type { DistrictOutline } from '../../src/roster/district-outline.ts'
import type { FeedRow, Table } from '../../src/roster/model.ts'
import { UploadBook } from './book.ts'
import { type Understood, understandColumns } from './columns.ts'
import { uploadReader, type UploadRow } from './people.ts'
import { Schools } from './schools.ts'

/** How a list is called in reports: its own name may say more than it should. */
export const LIST = 'educators.csv'

export interface Upload {
  readonly path: string
  /** Whoever is not in it leaves. */
  readonly whole: boolean
}

interface OpenUpload extends Upload {
  readonly single: SingleFile
  readonly understood: Understood
  readonly diagnostics: readonly Diagnostic[]
}

/** Opens a list and understands its header; `use` may read it. Throws `Failure` only. */
export async function withUpload<T>(upload: Upload, io: FeedIo, use: (open: OpenUpload) => Promise<T>): Promise<T> {
  try {
    return await use(await open(upload, io))
  } catch (error) {
    throw asFailure(error, io.signal)
  }
}

/** Everything that `Connector.read` promises. Throws `Failure` only. */
export async function* readUpload(upload: Upload, io: FeedIo): AsyncGenerator<FeedEvent> {
  try {
    const opened = await open(upload, io)
    yield* said(opened.diagnostics)
    const reading = new UploadReading(opened, io, await outlineOf(io))
    yield* reading.read()
    yield* reading.records()
    await opened.single.verifyUnchanged()
    yield* reading.ends()
  } catch (error) {
    throw asFailure(error, io.signal)
  }
}

/** What is understood of the columns and of every row. */
export function previewUpload(upload: Upload, io: FeedIo): Promise<FilePreview> {
  return withUpload(upload, io, async (opened) => {
    const rows: PreviewRow[] = []
    const names = [...opened.understood.header.at.keys()]
    const reading = new UploadReading(opened, io, await outlineOf(io), (row, sourcedId, problems) => {
      const values = names.map((name) => [name, row.raw(row.column(name))] as const).filter(([, text]) => text !== '')
      rows.push({ row: row.row, sourcedId, values: Object.fromEntries(values), problems })
    })
    for await (const event of reading.read()) if (event.type === 'progress') io.signal.throwIfAborted()
    return { columns: opened.understood.columns, rows }
  })
}

async function open(upload: Upload, io: FeedIo): Promise<OpenUpload> {
  const single = await openSingleFile(upload.path, LIST, io)
  const { header, byteOrderMark } = await new CsvFile(single.file, io).readHeader()
  const understood = understandColumns(LIST, header)
  // A byte order mark is what spreadsheets write: nothing to complain about, but to be known.
  return {
    ...upload,
    single,
    understood,
    diagnostics: [...(byteOrderMark ? [about('file_bom', 'UTF-8')] : []), ...understood.header.diagnostics],
  }
}

async function outlineOf(io: FeedIo): Promise<DistrictOutline> {
  return (await io.district?.()) ?? { today: io.now().toISOString().slice(0, 10), orgs: [], people: [] }
}

type OnRow = (row: RowReader, sourcedId: string | null, problems: readonly Diagnostic[]) => void

const EXPECTED_END = 'whole rows up to the end; in a list that is to be the whole set, a line break behind the last one'

class UploadReading {
  readonly #upload: OpenUpload
  readonly #io: FeedIo
  readonly #book = new UploadBook(LIST)
  readonly #schools: Schools
  readonly #outline: DistrictOutline
  readonly #onRow: OnRow
  #end: CsvEnd | null = null
  #rowsRead = 0

  constructor(upload: OpenUpload, io: FeedIo, outline: DistrictOutline, onRow: OnRow = () => undefined) {
    this.#upload = upload
    this.#io = io
    this.#outline = outline
    this.#schools = new Schools(outline)
    this.#onRow = onRow
  }

  /** Takes all rows into the book. */
  async *read(): AsyncGenerator<FeedEvent> {
    const { single, understood } = this.#upload
    const row = new RowReader(LIST, understood.header, this.#io.limits)
    const readRow = uploadReader(row, this.#outline, this.#schools)
    const csv = new CsvFile(single.file, this.#io)
    for await (const { rows, bytesRead } of csv.pieces()) {
      for (const each of rows) this.#take(each, row, readRow)
      yield { type: 'progress', table: 'people', bytesRead, bytesTotal: single.file.size }
    }
    this.#end = csv.end
    yield* said(row.takeInfos())
    yield* said(this.#faultsOfFile())
  }

  /** The schools that the list brings itself, if any, then the people. */
  *records(): Generator<FeedEvent> {
    const schools = this.#schools.named()
    const { batchRows } = this.#io.limits
    if (schools !== null) {
      yield { type: 'table-begin', table: 'orgs', mode: 'bulk' }
      for (const batch of inBatches(schools, batchRows)) yield this.#rows('orgs', batch)
    }
    yield { type: 'table-begin', table: 'people', mode: 'bulk' }
    let left = this.#rowsRead
    for (const batch of inBatches(this.#book.rows(), batchRows)) {
      this.#io.signal.throwIfAborted()
      left -= batch.length
      yield this.#rows('people', batch)
    }
    const { quarantined } = this.#book
    for (const rows of inBatches(quarantined, batchRows)) {
      left -= rows.length
      yield { type: 'rows', table: 'people', rows: [], quarantined: rows, rowsReceived: rows.length, file: LIST }
    }
    // Further rows of people who stand in several.
    if (left > 0) yield { type: 'rows', table: 'people', rows: [], quarantined: [], rowsReceived: left, file: LIST }
  }

  *ends(): Generator<FeedEvent> {
    const { copy = '' } = this.#upload.single.file
    const last = this.#book.last
    if (this.#schools.named() !== null) yield { type: 'table-end', evidence: this.#prove('orgs') }
    yield {
      type: 'table-end',
      evidence: this.#prove('people'),
      copies: this.#upload.whole ? [{ file: LIST, copy, last, lastSeen: null }] : [],
    }
  }

  #take(csvRow: CsvRow, row: RowReader, readRow: () => UploadRow): void {
    if (csvRow.fields.every((field) => field.trim() === '')) return
    this.#rowsRead += 1
    if (this.#rowsRead > this.#io.limits.uploadRowsMax)
      throw overLimit(`the list has more than ${this.#io.limits.uploadRowsMax} rows`)
    row.begin(csvRow)
    // Where the row as a whole is damaged its fields may stand in the wrong columns.
    const misshapen = csvRow.faults?.some(({ column }) => column === null) === true
    const faults = misshapen ? [...row.faults] : null
    const read = readRow()
    const sourcedId = misshapen ? null : read.sourcedId
    if (!csvRow.terminated && this.#upload.whole) row.fault('file_cut', null, EXPECTED_END)
    // The reader goes on with its list of faults.
    const problems = faults ?? [...row.faults]
    this.#book.take(csvRow.row, { ...read, sourcedId }, problems)
    this.#onRow(row, sourcedId, problems)
  }

  #rows(table: Table, rows: readonly FeedRow[]): FeedEvent {
    return { type: 'rows', table, rows, quarantined: [], rowsReceived: rows.length, file: LIST }
  }

  /** A list of additions says all of the people whom it names, and nothing of anybody else. */
  #prove(table: Table): CompleteTable | IncompleteTable {
    const { whole } = this.#upload
    return proveComplete({
      table,
      wholeSet: whole,
      delta: !whole,
      endSeen: this.#end !== null && !this.#isCut(),
      rowsRead: this.#rowsRead,
      rowsAnnounced: null,
      rowsUnidentified: this.#book.unidentified,
    })
  }

  #isCut(): boolean {
    return this.#end?.lastRowBroken === true || (this.#upload.whole && this.#end?.finalNewline === false)
  }

  #faultsOfFile(): readonly Diagnostic[] {
    return [
      ...(this.#isCut() ? [about('file_cut', EXPECTED_END)] : []),
      ...(this.#rowsRead === 0 ? [about('file_without_rows', 'at least one row')] : []),
      ...(this.#end?.encoding === 'windows-1252' ? [about('file_encoding', 'UTF-8')] : []),
    ]
  }
}

function* inBatches<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function* said(diagnostics: readonly Diagnostic[]): Generator<FeedEvent> {
  if (diagnostics.length > 0) yield { type: 'diagnostics', diagnostics }
}

function about(code: Diagnostic['code'], expected: string): Diagnostic {
  return { code, file: LIST, row: null, field: null, expected }
}
